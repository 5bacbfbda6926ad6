"""受限: the workbook of red flags; who may read it, what it says, and that it is the same for the same day."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.law import Law
from core.ledger.problems import LedgerError
from core.records.flag_decision import FlagDecision
from core.reports.flags_book import write_flags
from core.table import Tables
from tests.flag_tables import ON, claim, office, policy, request

TABS = ["受限说明", "线索", "触发行", "未执行", "处理记录", "命中率", "理赔分析"]


def hinted(*decisions: dict[str, Any]) -> Tables:
    """Three claims within the waiting period, three refunds to another person, and what was decided."""
    claims = [claim(n, 20, hospital="甲医院" if n < 3 else "乙医院", claimed=1000 * n, assessed=500) for n in (1, 2, 3)]
    refunds = [request(n, "退保", date(2025, 3, 1), payee="某外人") for n in (1, 2, 3)]
    return office([policy(n) for n in (1, 2, 3)], claims, refunds, more={FlagDecision: list(decisions)})


def decided(subject: str, outcome: str, part: str = "", on: date = date(2025, 4, 1)) -> dict[str, Any]:
    return {
        "flag_code": "F01", "subject_no": subject, "part": part, "outcome": outcome, "why": "已核病历",
        "decided_by": "N1", "decided_on": on,
    }  # fmt: skip


def flags_book(tables: Tables, target: Path, on: date, law: Law) -> Path:
    write_flags(tables, target, on, law)
    return target


def rows_of(path: Path, tab: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[tab].iter_rows()]


def test_only_the_owner_may_read_it_and_every_page_says_why(tmp_path: Path) -> None:
    path = flags_book(hinted(), tmp_path / "可疑线索.xlsx", ON, Law.default())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["可疑线索.xlsx"]
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == TABS
    for sheet in book:
        assert "受限资料 可疑线索保密（反洗钱法第三十五条）" in str(sheet.oddHeader.right.text)
        assert str(sheet.page_setup.paperSize) == "9"


def test_it_says_what_was_found_and_what_was_decided(tmp_path: Path) -> None:
    log = [decided("L1", "确认"), decided("L2", "排除", "等待期后不久"), decided("L3", "确认", on=date(2027, 1, 1))]
    path = flags_book(hinted(*log), tmp_path / "a.xlsx", ON, Law.default())
    outcomes = {(row[2], row[3]): row[8] for row in rows_of(path, "线索") if row[1] == "F01"}
    assert outcomes == {
        ("可抗辩期内", "L1"): "确认", ("可抗辩期内", "L2"): "待处理", ("可抗辩期内", "L3"): "待处理",
        ("等待期后不久", "L1"): "确认", ("等待期后不久", "L2"): "排除", ("等待期后不久", "L3"): "待处理",
    }  # fmt: skip
    summary = next(row for row in rows_of(path, "受限说明") if row[0] == "F01")
    assert summary[2:7] == [6, 3, 2, 1, pytest.approx(2 / 3)]
    rate = next(row for row in rows_of(path, "命中率") if row[0] == "F01")
    assert rate[1:] == ["2025-01", 6, 2000, 2, 1, 3, pytest.approx(2 / 3), pytest.approx(1000 / 3)]


def test_all_28_flags_stand_in_the_summary_and_what_was_not_run_has_its_reason(tmp_path: Path) -> None:
    path = flags_book(hinted(), tmp_path / "a.xlsx", ON, Law.default())
    codes = [row[0] for row in rows_of(path, "受限说明") if row[0] and str(row[0])[0] in "FS" and len(str(row[0])) == 3]
    assert codes == [f"F{n:02d}" for n in range(1, 18)] + [f"S{n:02d}" for n in range(1, 12)]
    reasons = {(row[0], row[2]): row[3] for row in rows_of(path, "未执行")}
    assert reasons["F06", "医院"].startswith("未执行：公司未设定案件数（F06.claims）")


def test_claims_by_cause_hospital_and_product_add_up_to_all_claims(tmp_path: Path) -> None:
    rows = rows_of(flags_book(hinted(), tmp_path / "a.xlsx", ON, Law.default()), "理赔分析")
    totals = [row for row in rows if row[0] == "合计"]
    assert [row[1:4] for row in totals] == [[3, 6000, 1500]] * 3
    assert next(row[1:6] for row in rows if row[0] == "甲医院") == [2, 3000, 1000, 1500, 0.5]


def test_no_name_certificate_phone_or_account_is_in_it(tmp_path: Path) -> None:
    path = flags_book(hinted(), tmp_path / "a.xlsx", ON, Law.default())
    shown = "".join(str(cell) for tab in TABS for row in rows_of(path, tab) for cell in row)
    person = policy(1)
    for secret in (person["policyholder_name"], person["insured_document_no"], person["insured_address"], "某外人"):
        assert secret not in shown


def test_the_same_day_gives_the_same_bytes_and_a_user_s_file_is_never_replaced(tmp_path: Path) -> None:
    first, second = (flags_book(hinted(), tmp_path / f"{n}.xlsx", ON, Law.default()) for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()
    own = tmp_path / "我的.xlsx"
    own.write_bytes(b"mine")
    with pytest.raises(LedgerError):
        flags_book(hinted(), own, ON, Law.default())
    assert own.read_bytes() == b"mine"
