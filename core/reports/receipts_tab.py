"""收费核对: where every bank line went, what does not agree, what a person must confirm, and what nobody can place."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from core.privacy import masked
from core.receipts.model import Match, Matched, Problem, State
from core.receipts.three_way import differences, ties
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTH = 11
WIDTHS = (23, 24, 10, 15, 15, 15, 15, 24, 12, 10, 44)
MOST_ROWS = 300
NOTE = "本页只列建议和差异，不改动台账；待确认的建议在“到账认领”填写确认或驳回，下次核对即按结果处理。"


def write_receipts(page: Page, report: ReportData) -> None:
    """The whole tab; a line says so where the ledger holds no bank statement of the month."""
    page.title(f"收费核对　{report.month_words}", f"{report.subtitle}　银行流水截至 {report.service.until}")
    page.fix_widths(WIDTHS)
    matched = report.service.matched
    if matched is None:
        page.nothing("台账中没有本月的银行流水，没有核对")
    else:
        page.line(NOTE, WIDTH)
        page.row += 1
        for section in (_ties, _ways, _problems, _differences, _to_confirm, _suspense):
            section(page, matched)
            page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _ties(page: Page, matched: Matched) -> None:
    page.section("控制总数", WIDTH)
    columns = (
        Column("项目"), Column("组成", look="wrap"), Column("结果", align="center"), Column("左边合计", "amount"),
        Column("右边合计", "amount"), Column("差异", "difference"), Column("右边"),
    )  # fmt: skip
    page.headings(columns)
    for tie in ties(matched):
        row = page.row
        parts = "；".join(f"{name} {amount:,.2f}" for name, amount in tie.parts)
        page.record(
            columns,
            [tie.item, parts, None, float(tie.left), float(tie.right), float(tie.left - tie.right), tie.right_label],
        )
        page.put(row, 2, "平" if tie.ties else "不平", "good" if tie.ties else "bad", align="center")


def _ways(page: Page, matched: Matched) -> None:
    page.section("核对结果", WIDTH)
    groups: dict[tuple[str, str, str], list[Match]] = defaultdict(list)
    for match in matched.matches:
        groups[match.state.value, match.how.value, match.sure.value].append(match)
    columns = (
        Column("状态"), Column("依据", look="wrap"), Column("把握", align="center"), Column("流水金额", "amount"),
        Column("流水笔数", "count"), Column("应收笔数", "count"),
    )  # fmt: skip
    rows: list[list[object]] = [
        [state, how, sure, _amount(matched, found), sum(len(match.lines) for match in found),
         sum(len(match.dues) for match in found)]
        for (state, how, sure), found in sorted(groups.items())
    ]  # fmt: skip
    waiting = matched.suspense
    rows.append(["挂账", "查不明去向", "", float(matched.suspense_total), len(waiting), 0])
    page.table(columns, rows)


def _problems(page: Page, matched: Matched) -> None:
    page.section("需要处理的情况", WIDTH)
    columns = (Column("情况"), Column("说明", look="wrap"), Column("笔数", "count"), Column("流水金额", "amount"))
    rows = []
    for problem in Problem:
        found = [match for match in matched.matches if problem in match.problems]
        if found:
            rows.append([problem.value, MEANING[problem], len(found), _amount(matched, found)])
    page.table(columns, rows, "没有")


MEANING = {
    Problem.SHORT: "到账少于应收",
    Problem.OVER: "到账多于应收",
    Problem.WITHIN: "差异在容差内，按一致处理",
    Problem.OTHER_SERIAL: "入账记录写的是另一个流水号",
    Problem.LATE: "宽限期已过，不能直接按续期入账，先核对保单效力",
    Problem.EARLY: "早于可认作本期的天数",
    Problem.MAYBE_TWICE: "本期已有同额到账，问清是提前交还是交重了",
    Problem.MAYBE_REPAYMENT: "金额与应交保费不同，问清是续期还是还款",
    Problem.THIRD_PARTY: "交费人不是投保人",
    Problem.EMPLOYEE: "交费人或账号在人员名册上",
}


def _differences(page: Page, matched: Matched) -> None:
    found = differences(matched)
    page.section(f"业财对账差异（{len(found)} 条，收为正、付为负）", WIDTH)
    columns = (
        Column("差异类型", align="center"), Column("单号", look="wrap"), Column("业务类型", align="center"),
        Column("业务应收(付)", "amount"), Column("财务实收(付)", "amount"), Column("银行到账", "amount"),
        Column("差额", "difference"), Column("银行流水号", look="wrap"), Column("到账日", "day", "center"),
        Column("户名", align="center"), Column("说明与处理", look="wrap"),
    )  # fmt: skip
    rows: list[list[object]] = [
        [each.kind.value, each.document, each.business, float(each.due), float(each.booked), float(each.bank),
         float(each.amount), each.serial, each.came_on, masked("name", each.payer), f"{each.note}。{each.handling}"]
        for each in found[:MOST_ROWS]
    ]  # fmt: skip
    page.table(columns, rows, "没有差异")
    _rest(page, len(found))


def _to_confirm(page: Page, matched: Matched) -> None:
    found = [match for match in matched.matches if match.state is State.PROPOSED]
    page.section(f"待确认的建议（{len(found)} 条）", WIDTH)
    columns = (
        Column("银行流水号", look="wrap"), Column("认领单号", look="wrap"), Column("把握", align="center"),
        Column("应收", "amount"), Column("到账", "amount"), Column("差额", "difference"),
        Column("应交日", "day", "center"), Column("依据", look="wrap"), Column("到账日", "day", "center"),
        Column("业务类型", align="center"), Column("需要处理的情况", look="wrap"),
    )  # fmt: skip
    statement, dues = matched.statement, matched.dues
    rows: list[list[object]] = [
        ["、".join(statement["bank_serial"][list(each.lines)]),
         "、".join(dict.fromkeys(dues.document[list(each.dues)].tolist())), each.sure.value,
         float(dues.expected[list(each.dues)].sum() / 100), float(statement.fen[list(each.lines)].sum() / 100),
         float(Decimal(each.difference).scaleb(-2)), scalar(dues.due_on[each.dues[0]]), each.how.value,
         scalar(statement["booked_on"][each.lines[0]]), dues.business[each.dues[0]],
         "、".join(problem.value for problem in each.problems)]
        for each in found[:MOST_ROWS]
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(found))


def _suspense(page: Page, matched: Matched) -> None:
    page.section(f"挂账清单（{len(matched.suspense)} 笔）", WIDTH)
    columns = (
        Column("银行流水号"), Column("原因", look="wrap"), Column("户名", align="center"), Column("金额", "amount"),
        Column("到账日", "day", "center"), Column("流水所写单号", look="wrap"),
        Column("可能的单号", look="wrap"), Column("下一步", look="wrap"),
    )  # fmt: skip
    statement = matched.statement
    rows: list[list[object]] = [
        [statement["bank_serial"][each.line], each.why.value, masked("name", statement["payer"][each.line]),
         float(statement.fen[each.line] / 100), scalar(statement["booked_on"][each.line]),
         statement["document_no"][each.line], "、".join(each.hints), each.next_step]
        for each in matched.suspense[:MOST_ROWS]
    ]  # fmt: skip
    page.table(columns, rows, "没有挂账")
    _rest(page, len(matched.suspense))


def _amount(matched: Matched, matches: list[Match]) -> float:
    lines = [line for match in matches for line in match.lines]
    return float(matched.statement.fen[lines].sum() / 100)


def _rest(page: Page, count: int) -> None:
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 条未列出。", WIDTH)
