"""方案匹配 as a workbook: every 需求分析 with its budget and the products beside it, each with reason and article.

Names are masked. Products stand by code; nothing is recommended beyond the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.findings import Basis, Status
from core.matching.match import FITS, CaseMatch, ProductMatch
from core.matching.pair import Weight
from core.privacy import masked
from core.reports.book import new_book
from core.reports.page import Column, Page

TITLE = "方案匹配"
NOTE = "按规则逐项核对，按险种代码排列，不分优劣；不是推荐，也不承诺收益。保费以费率表和核保结论为准。"
WIDTHS = (14, 14, 30, 14, 14, 58, 44)
WIDTH = len(WIDTHS)
COLUMNS = (
    Column("险种代码"), Column("版本", align="center"), Column("险种名称"), Column("满足的需求", align="center"),
    Column("结论", align="center"), Column("理由与须办事项", look="wrap"), Column("依据", look="wrap"),
)  # fmt: skip
LOOKS = {FITS: "good", str(Weight.AGAINST): "bad", str(Weight.UNKNOWN): "attention"}
MONEY = ("家庭年收入", "家庭年支出", "年结余", "年保费预算", "预算占收入")
ALL_HOLD = "逐项符合：年龄、职业、期限、同类保障、负担能力、风险等级"


def write_matching(matches: Sequence[CaseMatch], target: Path, on: date) -> Path:
    """Write the workbook; gives the path. The same matches and day give the same bytes.

    LedgerError where the file can't be written.
    """
    with new_book(target, TITLE, on) as (workbook, formats):
        page = Page(workbook, formats, TITLE)
        page.fix_widths(WIDTHS)
        page.title(TITLE, f"业务日 {on:%Y-%m-%d}　{len(matches)} 份需求分析　姓名已脱敏")
        page.line(NOTE, WIDTH)
        for one in matches:
            _case(page, one)
        if not matches:
            page.nothing("没有需求分析")
        page.sheet.freeze_panes(2, 0)
        page.printed(f"业务日 {on:%Y-%m-%d}", landscape=True)
    return target


def _case(page: Page, one: CaseMatch) -> None:
    case = one.case
    age = f"{case.age:.0f}周岁" if case.age == case.age else "年龄待补充"
    who = f"{masked('name', case.customer)}　为{case.relation or '（关系未填）'}投保　{age}"
    page.section(f"{case.number}　{case.on:%Y-%m-%d}　{who}　需求：{'、'.join(case.needs) or '待补充'}", WIDTH)
    _budget(page, one)
    page.headings(COLUMNS)
    for line in one.products:
        page.record(COLUMNS, _values(line))
        page.put(page.row - 1, 4, line.outcome, LOOKS[line.outcome], align="center")
    if not one.products:
        page.nothing("在售主险中没有满足这些需求的")
    for text in _remarks(one):
        page.line(text, WIDTH)
    page.row += 1


def _budget(page: Page, one: CaseMatch) -> None:
    """Income, expenses, surplus, budget and its share of income, in one line of labels and figures."""
    case = one.case
    figures = (case.income, case.expenses, case.surplus, case.budget, case.budget_share)
    for place, (label, figure) in enumerate(zip(MONEY, figures, strict=True)):
        over = label == "年保费预算" and case.budget > case.surplus
        page.put(page.row, place, label, "group", align="center")
        page.put(page.row + 1, place, figure, "attention" if over else "cell", "rate" if place == 4 else "amount")
    page.row += 3


def _values(line: ProductMatch) -> list[object]:
    """Where something speaks against the product, that alone: its duties no longer matter."""
    against = [reason for reason in line.reasons if reason.weight is Weight.AGAINST]
    told = against or line.reasons
    words = "；".join(one.text if against else f"【{one.weight}】{one.text}" for one in told)
    basis = "；".join(dict.fromkeys(_short(each) for one in told for each in one.basis))
    return [line.code, line.version, line.name, "、".join(line.meets), line.outcome, words or ALL_HOLD, basis]


def _short(basis: Basis) -> str:
    """Title and article without number and date; 待确认 where it is not confirmed."""
    title = basis.title.split("》")[0] + "》" if basis.title.startswith("《") else basis.title
    return f"{title}{basis.article}{f'【{basis.status.zh}】' if basis.status is Status.UNCONFIRMED else ''}"


def _remarks(one: CaseMatch) -> list[str]:
    """What stands below the table: what is missing, needs without a product, money that does not suffice."""
    case, said = one.case, []
    if case.missing:
        said.append(f"需求分析缺少：{'、'.join(case.missing)}。依据：{'；'.join(map(str, one.basis))}")
    if case.unknown:
        said.append(f"不认识的需求：{'、'.join(case.unknown)}。请改写为身故、重疾、医疗、意外、养老、教育、储蓄等。")
    if one.unmet:
        said.append(f"没有符合条件产品的需求：{'、'.join(one.unmet)}")
    if case.budget > case.surplus:
        said.append("年保费预算超过年结余：请与客户核实（公司提示，法规没有数字）")
    return [*said, f"另有 {one.others} 个在售主险与这些需求无关，不列"] if one.others else said
