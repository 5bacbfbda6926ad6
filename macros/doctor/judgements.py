"""What the facts of a machine mean: 正常, 注意 or 不行, what was seen, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.doctor.excel_judgements import judge_excel
from macros.doctor.facts import Facts
from macros.doctor.judgement import Judgement, State, fine, note, wrong

__all__ = ["Judgement", "State", "fits", "judge"]

OLDEST_PYTHON = (3, 11)
_RUN_AGAIN = "请重新运行安装包里的 install.bat"


def judge(facts: Facts) -> list[Judgement]:
    """Every judgement, in the order in which a person should deal with them."""
    return [
        *_python(facts),
        *_packages(facts),
        *judge_excel(facts),
        *_places(facts),
        _ledger(facts),
        *_helpers(facts),
    ]


def _python(facts: Facts) -> Iterator[Judgement]:
    version = ".".join(map(str, facts.python))
    if facts.python < OLDEST_PYTHON:
        yield wrong(
            "解释器", f"Python {version} 太旧", f"请安装 Python 3.11（64 位），再{_RUN_AGAIN.removeprefix('请')}"
        )
    elif facts.bits != 64:
        yield wrong("解释器", f"Python {version} 是 {facts.bits} 位", "请安装 64 位的 Python 3.11")
    else:
        yield fine("解释器", f"Python {version}，64 位，{facts.executable}")
    if not facts.own_environment:
        yield note(
            "运行环境", f"用的是公共的 Python：{facts.prefix}", f"{_RUN_AGAIN}，装进单独的环境，以免与别的程序互相影响"
        )
    elif facts.environment and _same(facts.prefix) != _same(facts.environment):
        way_out = f"Excel 按钮只用 {facts.environment}；{_RUN_AGAIN}"
        yield note("运行环境", f"现在的环境不是安装包的环境：{facts.prefix}", way_out)
    else:
        yield fine("运行环境", facts.prefix)


def _packages(facts: Facts) -> Iterator[Judgement]:
    missing = [name for name, _, there in facts.packages if not there]
    unfit = [
        f"{name} {there}（需要 {needs}）" for name, needs, there in facts.packages if there and not fits(there, needs)
    ]
    if missing:
        yield wrong("组件", f"缺少 {'、'.join(missing)}", _RUN_AGAIN)
    if unfit:
        yield wrong("组件", f"版本不合：{'、'.join(unfit)}", _RUN_AGAIN)
    if not missing and not unfit:
        yield fine("组件", f"{len(facts.packages)} 个组件版本相合")


def _places(facts: Facts) -> Iterator[Judgement]:
    for what, (folder, writable) in facts.writable.items():
        if not writable:
            yield wrong(f"{what}文件夹", f"不能写入 {folder}", "请换一个有写入权限的文件夹，或请管理员开放权限")
    if facts.writable and all(writable for _, writable in facts.writable.values()):
        yield fine("写入权限", "、".join(folder for folder, _ in facts.writable.values()))
    watched = {"程序": facts.prefix, "台账": facts.ledger, **{what: at for what, (at, _) in facts.writable.items()}}
    for what, place in watched.items():
        if place and any(_inside(place, cloud) for cloud in facts.clouds):
            judged = wrong if what == "台账" else note
            yield judged(
                f"{what}位置",
                f"在 OneDrive 同步文件夹里：{place}",
                "请移到本机文件夹，例如 C:\\保险内勤；同步会锁住或改写文件",
            )


def _ledger(facts: Facts) -> Judgement:
    if not facts.ledger:
        return fine("台账", "还没有台账，第一次同步时建立")
    if facts.ledger_problem:
        return wrong("台账", facts.ledger_problem, "请用 --db 指明正确的台账文件，或从备份恢复")
    return fine("台账", f"可以打开：{facts.ledger}")


def _helpers(facts: Facts) -> Iterator[Judgement]:
    if facts.excel is None and not facts.libreoffice:
        yield note("LibreOffice", "没有安装", "没有 Excel 的电脑可装 LibreOffice 使用单元格函数；命令行不受影响")
    elif facts.libreoffice:
        yield fine("LibreOffice", facts.libreoffice)
    if facts.fonts:
        yield fine("中文字体", "、".join(facts.fonts))
    else:
        yield note("中文字体", "没有找到", "请安装中文字体，例如 fonts-noto-cjk；否则打印与图片里的汉字显示为方框")
    if facts.certificate_days < 0:
        yield note("本机证书", "没有，或已过期（只有网页版 Excel 与 Mac 需要）", "需要时运行 neiqin doctor --trust")
    else:
        yield fine("本机证书", f"还有 {facts.certificate_days} 天到期")


def fits(version: str, needs: str) -> bool:
    """Does a version satisfy ``>=``, ``<`` and ``==`` bounds such as ">=2.1,<3"? Letters in a version do not count."""
    there = _numbers(version)
    for bound in filter(None, needs.split(",")):
        [(sign, limit)] = re.findall(r"^\s*(>=|<=|==|<|>|!=|~=)\s*(.+)$", bound)
        wanted = _numbers(limit)
        length = max(len(there), len(wanted))
        a, b = ([*numbers, *[0] * (length - len(numbers))] for numbers in (there, wanted))
        met = {">=": a >= b, "<=": a <= b, "==": a == b, "<": a < b, ">": a > b, "!=": a != b,
               "~=": a >= b and there[: len(wanted) - 1] == wanted[:-1]}  # fmt: skip
        if not met[sign]:
            return False
    return True


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version.split("+")[0])]


def _same(path: str) -> str:
    return path.replace("/", "\\").rstrip("\\").casefold()


def _inside(path: str, folder: str) -> bool:
    return f"{_same(path)}\\".startswith(f"{_same(folder)}\\")
