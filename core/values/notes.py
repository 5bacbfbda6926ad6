"""Findings of the value room: one code, one message and one way out each. Whoever knows the cell adds it."""

from __future__ import annotations

from core.findings import Basis, Finding, Severity, Where

# code: (message, fix); {…} is filled in by the caller.
TEXTS = {
    "mortality-gap": ("{table}缺少{ages}岁的死亡率，不能计算", "换用完整的生命表，或导入产品报备的发生率表；不得外推"),
    "mortality-unknown": ("没有“{typed}”这张生命表", "写明套别、表名和性别，例如：CL(2010-2013) 非养老类业务二表 男"),
    "mortality-bare-number": ("只写“{typed}”分不清是哪一张表：{meanings}", "写明套别、中文表名和性别"),
    "mortality-column": ("生命表“{table}”{problem}", "年龄为不重复的非负整数，死亡率在0与1之间"),
    "mortality-set-none": ("{on}没有可用的生命表套别（用途：{use}）", "导入该日适用的生命表"),
    "mortality-set-too-new": (
        "{on}报备的产品不能用{set}（自{first}起）重算：现金价值以报备时的发生率为准",
        "用合同现金价值表，或用报备时的发生率",
    ),
    "mortality-set-wrong": ("{on}的法定准备金须用{expected}，不能用{set}", "换用{expected}"),
    "basis-no-class": ("{rule}精算规定没有{category}的现金价值基础", "核对产品类别，以及报备时适用的规定"),
    "basis-not-in-force": (
        "没有{on}报备产品的法定现金价值基础：{said}",
        "旧产品按报备时的规定填写计算基础，或只用合同现金价值表",
    ),
    "value-not-stable": ("身故给付与现金价值互相依赖，{rounds}轮后仍未稳定", "检查预定利率、费用率和给付责任"),
    "value-basis-range": ("计算基础的{name}为{given}，应在{limits}", "按报备的计算基础更正"),
}


def note(
    code: str, severity: Severity = Severity.REFUSED, value: str = "", basis: tuple[Basis, ...] = (), **parts: object
) -> Finding:
    """The finding ``code`` with its text filled in; severity 拒收 unless said, address left blank."""
    message, fix = TEXTS[code]
    return Finding(code, severity, Where(), value, message.format(**parts), fix.format(**parts), basis)
