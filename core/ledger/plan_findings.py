"""Why a row is not written as it stands: the findings of a plan."""

from __future__ import annotations

from core.findings import Finding, Severity
from core.ledger.table_plan import TablePlan
from core.table import Table


def replaced(plan: TablePlan, older: int, newer: int) -> Finding:
    """A row of an older book, where a later book in the same sync has the record too."""
    table, name = plan.table, plan.record.key[0]
    other = table.where(name, newer)
    return Finding(
        "D32", Severity.NOTICE, table.where(name, older), table.as_typed(name, older),
        f"同一{plan.record.column(name).heading}在 {other.sheet}!{other.cell} "
        f"有数据截止日更晚（{plan.as_of[newer]}）的一行，以那一行为准。",
        "不用处理；如果较晚的那本表有误，请更正后重新同步。",
    )  # fmt: skip


def contradiction(table: Table, index: int, earlier: int) -> Finding:
    """Two rows of one key and one 数据截止日 that disagree."""
    name = table.record.key[0]
    other = table.where(name, earlier)
    return Finding(
        "D21", Severity.REFUSED, table.where(name, index), table.as_typed(name, index),
        f"同一{table.record.column(name).heading}在 {other.sheet}!{other.cell} 已有一行，内容不一致，两行都不入账。",
        "请保留正确的一行，删除或更正另一行后重新同步。",
    )  # fmt: skip


def nameless(table: Table, name: str, index: int) -> Finding:
    """A needed part of the key is blank."""
    heading = table.record.column(name).heading
    return Finding(
        "L01", Severity.REFUSED, table.where(name, index), table.as_typed(name, index),
        f"缺少{heading}，分不清是哪一条记录，本行不入账。", f"请补填{heading}后重新同步。",
    )  # fmt: skip


def emptied(table: Table, name: str, index: int) -> Finding:
    """A required cell that the ledger has filled is blank."""
    heading = table.record.column(name).heading
    return Finding(
        "L02", Severity.REFUSED, table.where(name, index), table.as_typed(name, index),
        f"台账里{heading}已有内容，表中却是空白；{heading}必填，本行不入账。",
        f"请补填{heading}；确需改动的填写新内容。",
    )  # fmt: skip


def older(table: Table, index: int, as_of: str, known: str) -> Finding:
    """The book's 数据截止日 is older than what the ledger knows."""
    name = table.record.key[0]
    return Finding(
        "D32", Severity.REFUSED, table.where(name, index), table.as_typed(name, index),
        f"这份表的数据截止日 {as_of} 早于台账已有数据的截止日 {known}，不能用旧数据覆盖新数据。",
        "请使用最新导出的表；确需更正旧数据的，请把数据截止日改为更正日期。",
    )  # fmt: skip
