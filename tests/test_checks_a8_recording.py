"""A801–A804: which sales are recorded, what the recording shows, its quality checks, the copied sentence."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, columns

SALE = "| 投保单 | 渠道 | 是否互联网 | 投保日期 |\n| | {channel} | {online} | {day} |\n"
PERSON = "| 投保人 | 出生日期 | 证件类型 |\n| | {born} | {document} |\n"
TERM = "| 险种 | 保险期间 |\n| | {term} |\n"
NO_RECORDING = "| 签名与双录 | 双录编号 |\n| | |\n"
UNIT_LINKED = "| 产品 | 设计类型 |\n| | 投资连结型 |"


def recording(
    channel: str = "个险",
    *,
    online: str = "否",
    born: str = "1988-05-06",
    document: str = "身份证",
    term: str = "终身",
    day: str = "2026-10-08",
    product: str = "",
) -> list[str]:
    """The messages of A801 for a sale without a recording."""  # fmt: skip
    book = SALE.format(channel=channel, online=online, day=day) + PERSON.format(born=born, document=document)
    findings = check("A801", book + TERM.format(term=term) + NO_RECORDING, lists=product)
    assert columns(findings) == ["签名与双录.双录编号"] * len(findings)
    return [finding.message for finding in findings]


@pytest.mark.parametrize(("term", "recorded"), [("1年", 0), ("2年", 1), ("终身", 1)])
def test_bank_sales_above_a_year_are_recorded(term: str, recorded: int) -> None:
    assert len(recording("银保", term=term)) == recorded
    assert recording("个险", term=term) == []


@pytest.mark.parametrize(("born", "recorded"), [("1966-10-09", 0), ("1966-10-08", 1)])
def test_other_channels_record_policyholders_from_60_on(born: str, recorded: int) -> None:
    assert recording("个险", born=born) == ["投保人60周岁，已满60周岁，购买一年期以上产品，没有双录编号"] * recorded
    assert recording("个险", born=born, term="1年") == []


def test_unit_linked_sales_of_other_channels_are_recorded_whatever_the_term() -> None:
    assert recording("经代", product=UNIT_LINKED, term="1年") == ["销售投连险，没有双录编号"]


@pytest.mark.parametrize(
    ("channel", "online", "document"),
    [("电销", "否", "身份证"), ("团险", "否", "身份证"), ("个险", "是", "身份证"), ("银保", "否", "统一社会信用代码")],
)
def test_telephone_group_internet_and_companies_are_outside(channel: str, online: str, document: str) -> None:
    assert recording(channel, online=online, document=document, born="1950-01-01", product=UNIT_LINKED) == []


def test_recording_starts_on_1_november_2017() -> None:
    assert recording("银保", day="2017-10-31") == []
    assert len(recording("银保", day="2017-11-01")) == 1


def test_a_missing_signature_row_is_shown_at_the_application() -> None:
    elsewhere = "| 签名与双录 | 投保单号 |\n| | TB202610000099 |"
    (finding,) = check("A801", SALE.format(channel="银保", online="否", day="2026-10-08") + elsewhere)
    assert (finding.where.sheet, finding.where.cell, finding.severity) == ("投保单", "A2", Severity.REFUSED)


def test_an_incomplete_recording_names_the_points_of_its_products() -> None:
    book = SALE.format(channel="银保", online="否", day="2026-10-08") + "| 签名与双录 | 双录要点齐全 |\n| | 否 |"
    (finding,) = check("A802", book, lists="| 产品 | 设计类型 | 险种类别 | 含身故责任 |\n| | 分红型 | 疾病保险 | 否 |")
    assert finding.severity is Severity.REFERRED
    for point in ("说明犹豫期后退保损失", "说明利益不确定", "说明观察期"):
        assert point in finding.message
    assert "被保险人同意" not in finding.message
    assert check("A802", book.replace("银保", "个险")) == []
    assert check("A802", book.replace("| 否 |", "| 是 |")) == []


def quality(rows: list[tuple[str, str]], channel: str = "银保", **signing: str) -> list[str]:
    """The messages of A803: application numbers with the day their recording was checked, all of them policies."""
    names = "".join(f" {name} |" for name in signing)
    values = "".join(f" {value} |" for value in signing.values())
    book = "| 投保单 | 投保单号 | 渠道 |\n" + "".join(f"| | {number} | {channel} |\n" for number, _ in rows)
    book += f"| 签名与双录 | 投保单号 | 双录质检日 |{names}\n" + "".join(
        f"| | {n} | {day} |{values}\n" for n, day in rows
    )
    policies = "| 保单台账 | 保单号 | 投保单号 |\n" + "".join(f"| | P{n} | {n} |\n" for n, _ in rows)
    return [finding.message for finding in check("A803", book, in_force=policies)]


def test_30_percent_of_bank_recordings_are_checked() -> None:
    assert quality([("T1", "2026-10-12")] * 3 + [("T2", "")] * 7) == []
    assert quality([("T1", "2026-10-12")] * 2 + [("T2", "")] * 8) == ["双录质检比例20.0%，低于30%"]


def test_every_recording_of_older_policyholders_is_checked() -> None:
    book = "| 投保单 | 投保单号 |\n| | T1 |\n| | T2 |\n"
    book += "| 投保人 | 投保单号 | 出生日期 |\n| | T1 | 1950-01-01 |\n| | T2 | 1950-01-01 |\n"
    book += "| 签名与双录 | 投保单号 | 双录质检日 |\n| | T1 | 2026-10-12 |\n| | T2 | |\n"
    issued = "| 保单台账 | 保单号 | 投保单号 |\n| | P1 | T1 |\n| | P2 | T2 |\n"
    (finding,) = check("A803", book, in_force=issued)
    assert finding.severity is Severity.NOTICE and finding.where.row == 3
    assert check("A803", book) == []


@pytest.mark.parametrize(("fixed", "late"), [("2026-10-29", 0), ("2026-10-30", 1)])
def test_a_fault_is_fixed_in_15_working_days_one_of_them_a_make_up_saturday(fixed: str, late: int) -> None:
    messages = quality([("T1", "2026-10-09")], 双录质检有问题="是", 双录整改日=fixed)
    assert messages == ["双录问题整改已过16个工作日，超过15个工作日"] * late


def test_an_open_fault_is_measured_at_the_day_of_the_check() -> None:
    assert quality([("T1", "2026-09-01")], 双录质检有问题="是") != []
    assert quality([("T1", "2026-10-12")], 双录质检有问题="是") == []


SENTENCE = "本人已阅读保险条款、产品说明书和投保提示书，了解本产品的特点和保单利益的不确定性。"
NEW_TYPE = "| 产品 | 设计类型 |\n| | 分红型 |"


@pytest.mark.parametrize(
    ("copied", "wrong"),
    [
        (SENTENCE, 0),
        (SENTENCE.replace("，", ", ").replace("。", ""), 0),
        (SENTENCE.replace("不确定性", "确定性"), 1),
        ("", 1),
    ],
)
def test_the_copied_sentence_is_compared_without_punctuation(copied: str, wrong: int) -> None:
    book = f"| 签名与双录 | 抄录语句 |\n| | {copied} |"
    findings = check("A804", book, lists=NEW_TYPE)
    assert [finding.severity for finding in findings] == [Severity.REFERRED] * wrong
    assert check("A804", book) == []
    for finding in findings:
        assert "【待确认】" in "".join(map(str, finding.basis))
