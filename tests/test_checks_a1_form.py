"""A103–A105, A107, A108, A112: figures, days, ages and terms of the form."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import cells, check, columns, run

WHOLE_LIFE = "| 产品 | 最低投保年龄 | 最高投保年龄 | 可选交费期 | 可选保险期间 |\n| | {} | {} | | |"


@pytest.mark.parametrize("code", ["A103", "A104", "A105", "A107", "A108", "A112"])
def test_the_valid_application_passes(code: str) -> None:
    assert check(code) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("人民币壹万元整", 0), ("壹万圆整", 0), ("壹万零壹分", 1), ("壹万元零壹分", 1), ("壹万", 1), ("一万块钱元", 1)],
)
def test_A103_words_equal_10000_with_a_unit(words: str, found: int) -> None:
    findings = check("A103", f"| 投保单 | 保费合计(大写) |\n| | {words} |")
    assert columns(findings) == ["投保单.保费合计(大写)"] * found


def test_A103_words_of_10000_01_differ_from_10000_by_one_fen() -> None:
    (finding,) = check("A103", "| 投保单 | 保费合计(大写) |\n| | 壹万元零壹分 |")
    assert "10,000.00" in finding.message


@pytest.mark.parametrize(("rider", "found"), [("0", 0), ("0.01", 1), ("-0.01", 1)])
def test_A103_premiums_of_all_lines_add_up_to_the_fen(rider: str, found: int) -> None:
    lines = f"| 险种 | 险种代码 | 主附险 | 每期保费 |\n| | WL2601 | 主险 | 10000 |\n| | AR2601 | 附加险 | {rider} |"
    assert columns(check("A103", lines)) == ["投保单.保费合计(小写)"] * found


def test_A104_applied_on_the_day_of_submission_is_fine_and_a_day_later_is_not() -> None:
    days = "| 投保单 | 投保日期 | 交单日期 |\n| | 2026-10-08 | {} |"
    assert check("A104", days.format("2026-10-08")) == []
    (finding,) = check("A104", days.format("2026-10-07"))
    assert finding.severity is Severity.REFERRED
    assert "2026-10-07" in finding.message


@pytest.mark.parametrize(("on", "found"), [("2026-10-08", 1), ("2026-10-09", 0)])
def test_A104_submitted_on_2026_10_09_is_the_future_on_the_8th(on: str, found: int) -> None:
    assert len(check("A104", on=on)) == found


@pytest.mark.parametrize(("sheet", "heading"), [("签名与双录", "签名日"), ("账户", "转账授权日")])
def test_A104_asks_when_signing_or_debit_is_another_day(sheet: str, heading: str) -> None:
    changes = f"| {sheet} | {heading} |\n| | {{}} |"
    assert check("A104", changes.format("2026-10-08")) == []
    assert check("A104", changes.format("")) == []
    assert columns(check("A104", changes.format("2026-10-09"))) == [f"{sheet}.{heading}"]


@pytest.mark.parametrize(
    ("applied", "age", "found"),
    [("2026-05-05", 37, 0), ("2026-05-06", 37, 1), ("2026-05-06", 38, 0), ("2026-05-05", 38, 1)],
)
def test_A105_born_1988_05_06_turns_38_on_the_birthday_itself(applied: str, age: int, found: int) -> None:
    changes = f"| 投保单 | 投保日期 |\n| | {applied} |\n| 投保人 | 年龄 |\n| | {age} |\n| 被保险人 | 年龄 |\n| | |"
    assert columns(check("A105", changes)) == ["投保人.年龄"] * found


def test_A105_takes_the_birth_date_from_the_number_when_the_cell_is_blank() -> None:
    (finding,) = check("A105", "| 投保人 | 年龄 | 出生日期 |\n| | 37 | |")
    assert "38周岁" in finding.message
    assert finding.where.cell == "E2"


@pytest.mark.parametrize(("applied", "age", "found"), [("2015-04-23", 27, 0), ("2015-04-24", 27, 2)])
def test_A105_starts_on_2015_04_24(applied: str, age: int, found: int) -> None:
    changes = (
        f"| 投保单 | 投保日期 |\n| | {applied} |\n| 投保人 | 年龄 |\n| | {age} |\n| 被保险人 | 年龄 |\n| | {age} |"
    )
    assert len(check("A105", changes)) == found


@pytest.mark.parametrize(("low", "high", "found"), [(38, 65, 0), (39, 65, 1), (0, 38, 0), (0, 37, 1), ("", "", 0)])
def test_A107_entry_at_38_lies_inside_the_product(low: object, high: object, found: int) -> None:
    assert columns(check("A107", lists=WHOLE_LIFE.format(low, high))) == ["险种.险种代码"] * found


@pytest.mark.parametrize(
    ("paying", "cover", "found"),
    [("20年", "20年", 0), ("21年", "20年", 1), ("趸交", "30天", 0), ("至60周岁", "22年", 0), ("至60周岁", "21年", 1)],
)
def test_A107_no_premium_after_the_end_of_cover(paying: str, cover: str, found: int) -> None:
    line = f"| 险种 | 交费期 | 保险期间 |\n| | {paying} | {cover} |"
    assert columns(check("A107", line, lists=WHOLE_LIFE.format("", ""))) == ["险种.交费期"] * found


@pytest.mark.parametrize(("cover", "found"), [("至39周岁", 0), ("至38周岁", 1)])
def test_A107_until_age_lies_above_38(cover: str, found: int) -> None:
    line = f"| 险种 | 交费期 | 保险期间 |\n| | 趸交 | {cover} |"
    assert columns(check("A107", line, lists=WHOLE_LIFE.format("", ""))) == ["险种.保险期间"] * found


def test_A107_a_term_that_the_version_does_not_list() -> None:
    (finding,) = check("A107", "| 险种 | 交费期 |\n| | 15年 |")
    assert "趸交、3年、5年、10年" in finding.message


@pytest.mark.parametrize(("applied", "found"), [("2026-03-31", 0), ("2026-04-01", 1)])
def test_A107_takes_the_version_on_sale_that_day(applied: str, found: int) -> None:
    versions = """
        | 产品 | 版本 | 开售日     | 停售日     | 最高投保年龄 |
        |      | 1    | 2026-01-01 | 2026-03-31 | 65           |
        |      | 2    | 2026-04-01 |            | 30           |
    """
    assert len(check("A107", f"| 投保单 | 投保日期 |\n| | {applied} |", lists=versions)) == found


@pytest.mark.parametrize(("applied", "found"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_A107_a_product_sold_from_2026_01_01_is_not_on_sale_before(applied: str, found: int) -> None:
    findings = check("A107", f"| 投保单 | 投保日期 |\n| | {applied} |")
    assert ["没有在售" in finding.message for finding in findings] == [True] * found


def test_A107_does_not_run_without_the_products() -> None:
    outcome, findings = run("A107", without=("产品",))
    assert (outcome.ran, outcome.missing, findings) == (False, ("产品",), [])


@pytest.mark.parametrize(("own", "found"), [("年交", 0), ("", 1), ("月交", 1)])
def test_A108_a_one_year_rider_beside_a_single_premium_is_paid_yearly(own: str, found: int) -> None:
    changes = f"""
        | 投保单 | 交费频率 |
        |        | 趸交     |
        | 险种 | 险种代码 | 主附险 | 交费期 | 保险期间 | 险种交费频率 |
        |      | WL2601   | 主险   | 趸交   | 终身     |              |
        |      | AR2601   | 附加险 | 1年    | 1年      | {own}        |
    """
    assert cells(check("A108", changes)) == ["险种!N3"] * found


@pytest.mark.parametrize(
    ("frequency", "method", "found"),
    [("年交", "现金", 0), ("半年交", "银行转账", 0), ("半年交", "现金", 1), ("季交", "", 1), ("月交", "支票", 1)],
)
def test_A108_instalments_come_by_bank_transfer(frequency: str, method: str, found: int) -> None:
    changes = f"| 投保单 | 交费频率 | 续期交费方式 |\n| | {frequency} | {method} |"
    assert columns(check("A108", changes)) == ["投保单.交费频率"] * found


@pytest.mark.parametrize(
    ("born", "working", "at"),
    [
        ("2008-10-08", "", []),
        ("2008-10-09", "", ["以自己劳动收入为主要生活来源"]),
        ("2008-10-09", "是", []),
        ("2010-10-08", "是", []),
        ("2010-10-08", "", ["以自己劳动收入为主要生活来源"]),  # 16 that day, without own income
        ("2010-10-09", "是", ["出生日期"]),
    ],
)
def test_A112_policyholder_is_18_or_works_at_16(born: str, working: str, at: list[str]) -> None:
    changes = f"| 投保人 | 出生日期 | 以自己劳动收入为主要生活来源 |\n| | {born} | {working} |"
    assert columns(check("A112", changes)) == [f"投保人.{heading}" for heading in at]


def test_A112_a_policyholder_declared_without_capacity() -> None:
    assert len(check("A112", "| 被保险人 | 无民事行为能力 |\n| | 是 |")) == 1


@pytest.mark.parametrize(("day", "found"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_A112_starts_on_2021_01_01(day: str, found: int) -> None:
    assert len(check("A112", f"| 投保单 | 投保日期 |\n| | {day} |\n| 投保人 | 出生日期 |\n| | 2010-01-01 |")) == found
