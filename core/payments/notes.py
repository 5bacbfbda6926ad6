"""What stands in the way of a row of 付款清单: words with their severity. None of them holds personal data."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from core.findings import Basis, Finding, Severity
from core.servicing.cell_words import finding_at
from core.table import Table

# code: (message, fix); all of them refuse the row.
WORDS: dict[str, tuple[str, str]] = {
    "P01": ("没有付款号为{number}的应付款，或其事件已撤销", "用 pay 重新生成付款清单"),
    "P02": ("{name}与{source}登记的不同", "付款清单不能改来源登记的内容；登记有误的先更正登记或撤销事件"),
    "P03": ("制单账号不是当前系统账号", "由制单人用自己的系统账号同步"),
    "P04": ("复核账号不是当前系统账号", "由复核人用自己的系统账号同步"),
    "P05": ("复核账号与制单账号相同", "由另一账号复核"),
    "P06": ("本笔还没有由制单人同步，不能同时复核或登记已付", "先由制单人同步，复核人再复核"),
    "P07": ("收款人和账号都不是有权领取的本人或约定账户", "{way}"),
    "P08": ("付款{amount}元，达到{limit}元，缺少身份核实方式", "核实收款人身份后填写"),
    "P09": ("本笔还没有复核，不能登记已付", "先由另一账号复核并同步"),
    "P10": ("付款流水号{serial}：{why}", "先同步银行流水，再核对流水号、金额和付款日"),
    "P11": ("{source}登记已于{day}付款", "核对后不再付款；登记有误的先更正登记"),
    "P12": ("本笔{state}，不能再改{name}", "{way}"),
    "P13": ("退回须有已付款和退回流水：{why}", "先同步银行流水，再填写退回日和退回流水号"),
    "P15": ("账户核对与系统核对的结果（{found}）不同", "清空“账户核对”；收款人不是有权领取的本人的，填写收款依据"),
    "P14": ("{role}账号在权限清单中是{held}，不能{role}", "由有权的人办理，或由主管更新权限清单"),
}


class Wrong(NamedTuple):
    """One reason to refuse a row: code, column, words."""

    code: str
    column: str
    parts: dict[str, str | int | date]


def note(code: str, table: Table, column: str, row: int, basis: tuple[Basis, ...] = (), **parts: object) -> Finding:
    """The finding of ``code`` at one cell of 付款清单."""
    words = (Severity.REFUSED, *WORDS[code])
    return finding_at(code, words, table, column, row, parts, basis=basis, known_by="policy_no")
