"""Every reason why rows stay out is printed once, with its first five rows and how many more there are."""

from __future__ import annotations

from core.findings import Finding, Severity, Where
from core.reports.reasons import reasons


def at(cell: str, message: str, code: str = "R08", severity: Severity = Severity.REFUSED) -> Finding:
    return Finding(code, severity, Where("认领.xlsx", "到账认领", cell, "应交日"), "", message, "办法")


def test_two_rows_of_one_reason_are_one_line_with_both() -> None:
    assert reasons([at("H4", "晚了"), at("H5", "晚了")]) == ["  拒收 到账认领!H4、H5　应交日　晚了（办法）"]


def test_seven_rows_of_one_reason_name_five() -> None:
    (line,) = reasons([at(f"H{row}", "晚了") for row in range(4, 11)])
    assert line == "  拒收 到账认领!H4、H5、H6、H7、H8，另有 2 条　应交日　晚了（办法）"


def test_rows_that_say_their_own_day_have_a_line_each_under_one_heading() -> None:
    said = reasons([at(f"H{row}", f"{row}日晚了") for row in range(4, 10)])
    assert said == [
        "  拒收 到账认领　应交日　6 条：",
        "    H4　4日晚了（办法）",
        "    H5　5日晚了（办法）",
        "    H6　6日晚了（办法）",
        "    H7　7日晚了（办法）",
        "    H8　8日晚了（办法）",
        "    另有 1 条",
    ]


def test_no_reason_is_left_out_however_many_rows_another_has_and_the_gravest_comes_first() -> None:
    many = [at(f"H{row}", "晚了") for row in range(4, 40)]
    said = reasons([at("H3", "看一下", "R09", Severity.REFERRED), *many, at("A9", "没有这笔流水", "R01")])
    assert [line.split()[0] for line in said] == ["拒收", "拒收", "转核"]
    assert "没有这笔流水" in said[1]
