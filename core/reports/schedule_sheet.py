"""保单页: one printable page per issued policy with its cash value table, and an index, in one workbook.

Personal data is masked unless the caller asks for the customer's own copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from core.privacy import masked
from core.reports.book import new_book
from core.reports.page import Column, Link, Page
from core.underwriting.schedule import BeneficiaryLine, CoverLine, PartyLine, PolicySchedule

COLUMNS = 6
WIDTHS = (17, 17, 17, 17, 17, 17)
PAIRS = 3
"""Policy years stand in so many pairs of columns side by side."""
INDEX = "目录"
MASKED = "个人信息已脱敏"
PERSONAL = {"name": "name", "document": "document_no", "phone": "phone", "address": "address"}
"""How each personal field of a party is masked."""
COVERS = (
    Column("险种", look="wrap"), Column("保额（元）", "amount"), Column("首期保费（元）", "amount"),
    Column("交费方式", align="center"), Column("保险期间", align="center"), Column("满期日", "day", "center"),
)  # fmt: skip
BENEFICIARIES = (
    Column("受益类型", align="center"), Column("顺序", "count"), Column("姓名"), Column("是被保险人的", align="center"),
    Column("份额", "rate"), Column("说明", look="wrap"),
)  # fmt: skip


def write_schedules(schedules: Sequence[PolicySchedule], target: Path, *, on: date, unmask: bool = False) -> Path:
    """Write the 保单页 of some policies, the index first. ``on``: the day of issue, which dates the file.

    The same schedules and day give the same bytes. LedgerError where the file can't be written.
    """
    with new_book(target, "保单页", on) as (workbook, formats):
        _index(Page(workbook, formats, INDEX), schedules, on, unmask)
        for schedule in schedules:
            _policy(Page(workbook, formats, schedule.policy_no), schedule, unmask)
    return target


def _index(page: Page, schedules: Sequence[PolicySchedule], on: date, unmask: bool) -> None:
    page.title("保单页目录", f"出单日 {on:%Y-%m-%d}　共 {len(schedules)} 件　点保单号看保单页")
    columns = (
        Column("保单号", look="link"), Column("投保单号"), Column("投保人", align="center"),
        Column("被保险人", align="center"), Column("险种", look="wrap"), Column("首期保费（元）", "amount"),
        Column("生效日", "day", "center"), Column("业务员", align="center"),
    )  # fmt: skip
    page.fix_widths((22, None, None, None, 44))
    rows = [
        [Link(each.policy_no, "A1", each.policy_no), each.application_no, *(_name(p, unmask) for p in each.parties),
         "、".join(cover.product_name for cover in each.covers), float(each.premium), each.effective_on, each.agent]
        for each in schedules
    ]  # fmt: skip
    heading = page.row
    page.table(columns, rows)
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(f"出单日 {on:%Y-%m-%d}", landscape=True, heading_row=heading)


def _name(party: PartyLine, unmask: bool) -> str:
    return party.name if unmask else masked("name", party.name)


def _policy(page: Page, schedule: PolicySchedule, unmask: bool) -> None:
    """The page of one policy."""
    page.fix_widths(WIDTHS)
    page.title("保险单", f"保单号 {schedule.policy_no}　投保单号 {schedule.application_no}")
    _facts(page, schedule)
    _parties(page, schedule.parties, unmask)
    _beneficiaries(page, schedule.beneficiaries, unmask)
    page.section("险种", COLUMNS)
    page.table(COVERS, [_cover(cover) for cover in schedule.covers])
    page.row += 1
    for cover in schedule.covers:
        _cash_values(page, cover)
    page.put(page.row, 0, Link(INDEX, "A1", "回目录"), "link")
    page.row += 1
    page.printed(f"保单号 {schedule.policy_no}", landscape=False, mark="" if unmask else MASKED)


def _facts(page: Page, schedule: PolicySchedule) -> None:
    facts: list[tuple[str, Any, str]] = [
        ("机构", schedule.branch, "text"), ("业务员", schedule.agent, "text"), ("承保日", schedule.issued_on, "day"),
        ("生效日", schedule.effective_on, "day"), ("下次应交日", schedule.next_due_on, "day"),
        ("首期保费合计（元）", float(schedule.premium), "amount"),
    ]  # fmt: skip
    for place, (label, value, kind) in enumerate(facts):
        row, column = page.row + place // PAIRS, place % PAIRS * 2
        page.put(row, column, label, "group")
        page.put(row, column + 1, value, "cell", kind, "left")
    page.row += len(facts) // PAIRS + 1


def _parties(page: Page, parties: Sequence[PartyLine], unmask: bool) -> None:
    """投保人 and 被保险人 side by side would be too narrow for an address: one below the other."""
    page.section("投保人与被保险人", COLUMNS)
    for party in parties:
        texts = {kind: getattr(party, name) for kind, name in PERSONAL.items()}
        if not unmask:
            texts = {kind: masked(kind, text) for kind, text in texts.items()}
        page.put(page.row, 0, party.role, "group")
        page.put(page.row, 1, texts["name"])
        page.put(page.row, 2, party.document_type)
        page.across(page.row, 3, 4, texts["document"])
        page.put(page.row, 5, texts["phone"])
        page.put(page.row + 1, 0, "地址", "group")
        page.across(page.row + 1, 1, COLUMNS - 1, texts["address"])
        page.row += 2
    page.row += 1


def _beneficiaries(page: Page, lines: Sequence[BeneficiaryLine], unmask: bool) -> None:
    page.section("受益人", COLUMNS)
    rows = [
        [line.kind, line.order, _beneficiary_name(line, unmask), line.relation,
         None if line.share is None else float(line.share), "" if line.share is not None else "同一顺序均等"]
        for line in lines
    ]  # fmt: skip
    page.table(BENEFICIARIES, rows, "法定")
    page.row += 1


def _beneficiary_name(line: BeneficiaryLine, unmask: bool) -> str:
    return line.name if unmask or line.name == "法定" else masked("name", line.name)


def _cover(cover: CoverLine) -> list[object]:
    name = f"{cover.product_name}（{cover.main_or_rider}）" if cover.main_or_rider else cover.product_name
    term = "趸交" if cover.frequency == "趸交" else f"{cover.frequency} {cover.premium_term}"
    sum_assured, premium = (None if each is None else float(each) for each in (cover.sum_assured, cover.premium))
    return [name, sum_assured, premium, term, cover.policy_term, cover.matures_on]


def _cash_values(page: Page, cover: CoverLine) -> None:
    """Year-end values in pairs of columns, downwards first, with the label 合同."""
    page.section(f"现金价值表{f'【{cover.label}】' if cover.label else ''}：{cover.product_name}", COLUMNS)
    if not cover.cash_values:
        page.nothing(cover.note)
        page.row += 1
        return
    page.headings([Column(text) for _ in range(PAIRS) for text in ("保单年度末", "现金价值（元）")])
    height = -(-len(cover.cash_values) // PAIRS)
    for place, (year, value) in enumerate(cover.cash_values):
        row, column = page.row + place % height, place // height * 2
        page.put(row, column, year, kind="count", align="center")
        page.put(row, column + 1, float(value), kind="amount")
    page.row += height
    page.line("取自合同所附现金价值表，按本保单换算；年度中间的数值另行计算。", COLUMNS)
    page.row += 1
