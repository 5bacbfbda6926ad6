"""What is wrong with a 现金价值表 or with finding a policy in it: the words, and the finding at its cell."""

from __future__ import annotations

from core.findings import Basis, Finding, Severity, Status
from core.table import Table, text_of

WORDS = {
    "T01": ("产品表中没有这一险种或版本，查不到现金价值表", "在产品表中补上该险种和版本"),
    "T02": (
        "产品没有写明价值表的单位，或保单缺少换算所需的保额、保费、份数",
        "补填产品的价值表单位和基准，或保单的相应栏目",
    ),
    "T03": ("现金价值表中没有这张保单的性别、投保年龄、交费期和保险期间", "补录该产品的现金价值表，或核对保单的这几项"),
    "T04": ("同一格同一保单年度有两行不同的数，两行都不采用", "对照合同所附的现金价值表，删去错的一行"),
    "T05": ("这一格缺少第{years}保单年度的现金价值", "对照合同所附的现金价值表补齐"),
    "T07": ("保单没有写明产品版本，投保当日在售的有{versions}个版本，按最晚开售的一个", "在保单上补填产品版本"),
    "T08": ("投保日{applied}不在产品{version}版的销售期内，仍按这一版本计算", "核对投保日、产品版本和起售日、停售日"),
    "T09": (
        "被保险人在投保日{applied}与生效日{effective}之间过了生日，按投保日的年龄{age}岁查表",
        "核对条款的投保年龄按哪一天计算",
    ),
    "T13": ("同一保单的几个险种都填了相同的借款或垫交，会重复扣除", "借款、垫交只填在主险一行，或按险种分摊"),
    "T14": ("缺少{heading}，现金价值表按性别和投保年龄查，查不到这张保单的一行", "补填{heading}，或更正证件号码"),
    "T06": ("现金价值表中没有这一保单年度的数值", "核对保单年度；表不全的补齐"),
}
"""Code → message, fix. All are 转核: no value is shown where the contract's own table cannot be read."""

_BASIS = (Basis("合同所附现金价值表", status=Status.COMPANY),)


def note(code: str, table: Table, column: str, index: int, **details: str) -> Finding:
    """The finding of ``code`` at a row of a table."""
    message, fix = WORDS[code]
    return Finding(
        code=code,
        severity=Severity.REFERRED,
        where=table.where(column, index),
        value=table.as_typed(column, index),
        message=message.format_map(details),
        fix=fix,
        basis=_BASIS,
        kind=table.record.column(column).kind.personal,
        record_key="/".join(text_of(table[name][index]) for name in table.record.key),
    )
