"""What the facts about Excel, its macro setting, the add-in and xlwings mean for the buttons and formulas."""

from __future__ import annotations

from collections.abc import Iterator

from macros.doctor.excel import Excel
from macros.doctor.facts import Facts
from macros.doctor.judgement import Judgement, fine, note, wrong

_RUN_AGAIN = "请关闭 Excel，重新运行安装包里的 install.bat"
_WITHOUT = "不用加载项也能办：用命令行 neiqin，或 neiqin serve 的网页"
_SIGNED_ONLY = 3


def judge_excel(facts: Facts) -> Iterator[Judgement]:
    """Nothing where there is no Windows: macros and cell formulas of Excel itself run nowhere else."""
    excel = facts.excel
    if excel is None:
        return
    yield _excel(excel)
    yield _macros(excel)
    yield _add_in(excel, facts.xlwings)
    yield _library(excel, facts.xlwings)
    if excel.wps:
        yield note("WPS", "已安装；WPS 里没有单元格函数", _WITHOUT)


def _excel(excel: Excel) -> Judgement:
    if not excel.version:
        return note("Excel", "没有找到 Excel 2016 或更新的版本", _WITHOUT)
    return fine("Excel", f"{excel.version}，{excel.bits} 位" if excel.bits else excel.version)


def _macros(excel: Excel) -> Judgement:
    who = "（由单位策略设定）" if excel.macros_by_policy else ""
    if excel.macros < _SIGNED_ONLY:
        return fine("宏设置", "启用全部宏" if excel.macros == 1 else "询问后启用宏")
    setting = f"{'只允许签名的宏' if excel.macros == _SIGNED_ONLY else '禁用全部宏'}{who}"
    if excel.trusted_places:
        return note("宏设置", f"{setting}，但受信任位置里的加载项仍可用", f"若看不到“保险内勤”选项卡，{_WITHOUT}")
    change = (
        "请信息部门放行加载项所在文件夹"
        if who
        else "请在 Excel 选项 → 信任中心 → 受信任位置 里取消“禁用所有受信任位置”"
    )
    return wrong("宏设置", f"{setting}，受信任位置也已停用", f"{change}；{_WITHOUT}")


def _add_in(excel: Excel, xlwings: str) -> Judgement:
    if not excel.add_in:
        return wrong("加载项", "Excel 启动文件夹里没有 保险内勤.xlam", _RUN_AGAIN)
    if excel.add_in_xlwings != xlwings:
        built = excel.add_in_xlwings or "认不出的版本"
        return wrong("加载项", f"加载项按 xlwings {built} 制作，已安装的是 {xlwings or '无'}", _RUN_AGAIN)
    return fine("加载项", f"{excel.add_in}，xlwings {xlwings}")


def _library(excel: Excel, xlwings: str) -> Judgement:
    """Excel loads the DLL of its own bitness and of exactly the version that its VBA names."""
    needed = f"xlwings{excel.bits or 64}-{xlwings}.dll"
    if needed in excel.libraries:
        return fine("xlwings 库", needed)
    there = "、".join(excel.libraries) or "没有"
    return wrong("xlwings 库", f"缺少 {needed}（现有：{there}）", f"{_RUN_AGAIN}；若被杀毒软件隔离，请信息部门放行")
