"""保单台账: what no policy can have never reaches a total."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import cells, check

HEADINGS = "| 保单台账 | 保额 | 首期保费 | 现金价值 | 借款 | 交费期 | 保险期间 | 生效日 | 满期日 |\n"


def policy(**changes: str) -> str:
    usual = {
        "保额": "100000", "首期保费": "1000", "现金价值": "0", "借款": "", "交费期": "10年", "保险期间": "20年",
        "生效日": "2026-03-01", "满期日": "2046-03-01",
    }  # fmt: skip
    return HEADINGS + "| | " + " | ".join((usual | changes).values()) + " |"


@pytest.mark.parametrize("name", ["保额", "首期保费", "现金价值", "借款"])
def test_l101_an_amount_below_zero_is_refused(name: str) -> None:
    (finding,) = check("L101", policy(**{name: "-5000"}))
    assert (finding.where.column, finding.severity) == (name, Severity.REFUSED)
    assert finding.message == "金额为负（-5,000.00）"
    assert check("L101", policy(**{name: "0"})) == []


@pytest.mark.parametrize(
    ("paying", "covered", "found"),
    [
        ("30年", "20年", 1),
        ("20年", "20年", 0),
        ("趸交", "30天", 0),
        ("1年", "6个月", 0),
        ("20年", "终身", 0),
        ("20年", "至60周岁", 0),
    ],
)
def test_l102_premiums_run_no_longer_than_the_cover(paying: str, covered: str, found: int) -> None:
    assert len(check("L102", policy(交费期=paying, 保险期间=covered))) == found


def test_l102_a_cover_ends_after_it_began() -> None:
    assert cells(check("L102", policy(满期日="2026-03-01"))) == cells(check("L102", policy(满期日="2025-03-01")))
    (finding,) = check("L102", policy(满期日="2026-03-01"))
    assert (finding.where.column, finding.severity) == ("满期日", Severity.REFERRED)
    assert check("L102", policy(满期日="2026-03-02")) == []
