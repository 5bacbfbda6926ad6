"""精算数据: what leaves the office, that its totals tie three ways, and whether a premium is one premium."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from core.extract.parquet import read_back, write_parquet
from core.extract.premium_check import Verdict, left_out, rate_cells
from core.extract.seriatim import listed_fields, seriatim
from core.ledger.access import accesses
from core.records.catalogue import by_table
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.values.mortality import mortality
from macros.extract import BOOK, extract
from macros.outcome import UsageError
from tests.month_ledger import KNOWN, new_ledger, sheets_of
from tests.tables import table

PRODUCTS = """
| 险种代码 | 版本 | 险种类别 | 设计类型 | 主附险 | 开售日 | 含身故责任 | 预定利率 | 现金价值规则 | 生命表 | 生命表类别 |
| TL | 1 | 定期寿险 | 普通型 | 主险 | 2026-01-01 | 是 | 2% | 7号 | CL(2010–2013) | 非养老类业务二表 |
| ZZ | 1 | 医疗保险 | 普通型 | 主险 | 2026-01-01 | 否 | | | | |
"""
POLICIES = """
| 保单号 | 险种代码 | 被保险人性别 | 被保险人生日 | 保额 | 交费方式 | 交费期 | 保险期间 | 首期保费 | 年化保费 | 生效日 |
| P1 | TL | 男 | 1996-05-06 | 100000 | 年交 | 20年 | 20年 | {first} | {first} | 2026-10-02 |
| P2 | TL | 男 | 1996-05-06 | 200000 | 年交 | 20年 | 20年 | {second} | {second} | 2026-10-02 |
| P3 | ZZ | 女 | 1990-01-01 | 5000 | 年交 | 1年 | 1年 | 300 | 300 | 2026-10-02 |
"""


@pytest.fixture
def ledger(tmp_path: Path) -> sqlite3.Connection:
    return new_ledger(tmp_path, sheets_of("month_by_hand.md"))


def net_premium_by_hand() -> float:
    """Per 1,000: deaths paid in mid-year, premiums at the year's start, survivors one by one."""
    q = mortality("CL(2010-2013)", "非养老类业务二表", "男").q
    alive, paid, received = 1.0, 0.0, 0.0
    for year in range(20):
        received += alive * 1.02**-year
        paid += alive * q[30 + year] * 1.02 ** -(year + 0.5)
        alive *= 1 - q[30 + year]
    return 1000 * paid / received


def cells(first: str, second: str) -> dict[str, tuple[Verdict, float | None]]:
    policies = table(Policy, POLICIES.format(first=first, second=second))
    found = rate_cells(policies, table(Product, PRODUCTS), table(CashValue, "| 险种代码 |"))
    return {cell.key[0]: (cell.verdict, cell.net) for cell in found}


def test_the_net_premium_is_that_of_a_sum_by_hand_and_half_the_premium_is_loading() -> None:
    net = net_premium_by_hand()
    assert net == pytest.approx(2.25, abs=1)
    verdict, found = cells("450", "900")["TL"]
    assert found == pytest.approx(net, rel=1e-12)
    assert verdict is Verdict.FINE


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [("450", "900", Verdict.FINE), ("450", "901.01", Verdict.TWO_RATES), ("450", "901", Verdict.FINE),
     ("100", "200", Verdict.BELOW_NET)],
)  # fmt: skip
def test_two_rates_in_one_cell_and_rates_below_the_net_premium_are_told(
    first: str, second: str, verdict: Verdict
) -> None:
    assert cells(first, second)["TL"][0] is verdict


def test_a_single_premium_is_held_against_the_net_single_premium() -> None:
    # P1 becomes a single premium of 2,000; P2 loses its sum assured; P3 is of a product without a basis.
    yearly, single_premium = "年交 | 20年 | 20年 | 2000 | 2000", "趸交 | 趸交 | 20年 | 2000 | 0"
    typed = POLICIES.format(first="2000", second="450").replace(yearly, single_premium)
    policies = table(Policy, typed.replace("| 200000 |", "| |"))
    cell, _ = rate_cells(policies, table(Product, PRODUCTS), table(CashValue, "| 险种代码 |"))
    q, alive, single = mortality("CL(2010-2013)", "非养老类业务二表", "男").q, 1.0, 0.0
    for year in range(20):
        single += 1000 * alive * q[30 + year] * 1.02 ** -(year + 0.5)
        alive *= 1 - q[30 + year]
    assert (cell.lowest, cell.net) == (20.0, pytest.approx(single, rel=1e-12))
    assert cell.verdict is Verdict.BELOW_NET
    assert left_out(policies) == 1


def test_monthly_premiums_rounded_to_the_fen_are_no_second_rate() -> None:
    # 0.375 yuan a month per 1,000: 3.75 for 10,000, but 0.38 for 1,000, 0.06 a year more.
    policies = table(Policy, POLICIES.format(first="450", second="900").replace("年交", "月交"))
    small = replace(
        policies,
        columns=policies.columns
        | {"sum_assured": np.array([10000.0, 1000.0, 5000.0]), "annual_premium": np.array([45.0, 4.56, 300.0])},
    )
    found = rate_cells(small, table(Product, PRODUCTS), table(CashValue, "| 险种代码 |"))
    assert {cell.key[0]: cell.verdict for cell in found}["TL"] is Verdict.FINE


def test_a_product_without_a_stated_basis_gets_no_verdict() -> None:
    assert cells("450", "900")["ZZ"] == (Verdict.NO_BASIS, None)


def test_nothing_personal_leaves_the_office() -> None:
    for listed in listed_fields().values():
        record = by_table()[listed["record"]]
        assert [name for name in listed["fields"] if record.column(name).kind.personal] == []


def test_the_totals_of_ledger_files_and_plain_sql_are_the_same_to_the_fen(
    tmp_path: Path, ledger: sqlite3.Connection
) -> None:
    files = seriatim(ledger)
    write_parquet(files, tmp_path / "精算 '1'")
    for file in files:
        record = by_table()[listed_fields()[file.name]["record"]]
        sums = "".join(f", COALESCE(SUM({column.name}), 0)" for column in file.amounts)
        told = ledger.execute(f"SELECT COUNT(*){sums} FROM {record.table}").fetchone()
        expected = {column.name: Decimal(fen) / 100 for column, fen in zip(file.amounts, told[1:], strict=True)}
        assert read_back(tmp_path / "精算 '1'", file) == (told[0], expected)
        assert {column.name: file.total(column.name) for column in file.amounts} == expected
    assert {file.name: file.rows for file in files}["保费收入"] == 11


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path, ledger: sqlite3.Connection) -> None:
    made = [write_parquet(seriatim(ledger), tmp_path / name) for name in ("一", "二")]
    digests = [[sha256(path.read_bytes()).hexdigest() for path in paths] for paths in made]
    assert digests[0] == digests[1]
    assert len(digests[0]) > 4


def test_the_workbook_says_that_totals_tie_and_the_look_is_logged(tmp_path: Path, ledger: sqlite3.Connection) -> None:
    outcome = extract(ledger, "年末评估", tmp_path / "出")
    assert outcome.data["ties"] is True
    book = load_workbook(tmp_path / "出" / BOOK)
    assert book.sheetnames == ["控制合计", "费率检验", "字段说明", "保单", "保费收入", "理赔", "保单事件"]
    results = [row[5].value for row in book["控制合计"].iter_rows(min_row=5) if row[0].value]
    assert len(results) > 10
    assert set(results) == {"相等"}
    assert [(line.verb, line.why, line.rows) for line in accesses(ledger)] == [("extract", "年末评估", 28)]


def test_a_total_that_does_not_tie_is_shown(tmp_path: Path, ledger: sqlite3.Connection) -> None:
    from core.reports.extract_book import Extract, write_extract

    files = seriatim(ledger)
    wrong = {file.name: (file.rows + 1, {c.name: file.total(c.name) for c in file.amounts}) for file in files}
    made = Extract(files, [], date(2026, 10, 31), 1, wrong)
    write_extract(made, tmp_path / "数据.xlsx")
    results = [row[5].value for row in load_workbook(tmp_path / "数据.xlsx")["控制合计"].iter_rows(min_row=5)]
    assert made.ties() is False
    assert results.count("不等") == 4


def test_a_past_day_gives_what_was_known_then(tmp_path: Path, ledger: sqlite3.Connection) -> None:
    before = date(KNOWN.year - 1, 1, 1)
    with pytest.raises(UsageError, match="没有可提取的内容"):
        extract(ledger, "评估", tmp_path / "昔", before)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, ledger: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="新的或空的文件夹"):
        extract(ledger, "评估", tmp_path)
