"""An endowment sold until 2022 that pays after three years and matures after five: the year needs some that mature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.book import Contract
from core.demo.desk import PEOPLE, Desk
from core.demo.people import household
from core.demo.pricing import Cell
from core.demo.products import Line, lines
from core.demo.sales import Covered, Sale
from core.demo.sheets import Book
from core.records.product import CashValue, Product

CODE, PREMIUM_YEARS, YEARS = "EN2101", 3, 5
SURVIVAL, SURVIVAL_FROM = 50, 3
"""Yuan per 1,000 of 保额, at the end of every policy year from the third to the last but one."""
VALUES, AT_MATURITY = (180.0, 420.0, 720.0, 810.0, 0.0), 1000.0
PREMIUM = 380.0
SERIALS_FROM = 500_000_000


def line() -> Line:
    """The product as the invented company kept it."""
    endowment = next(one for one in lines() if one.code == "EN2301")
    fields = endowment.fields | {
        "product_code": CODE, "product_name": "示例五年期两全保险", "sold_from": date(2021, 1, 1),
        "sold_to": date(2022, 12, 31), "premium_terms": f"{PREMIUM_YEARS}年", "policy_terms": f"{YEARS}年",
    }  # fmt: skip
    return Line(fields, "old", ((f"{PREMIUM_YEARS}年", f"{YEARS}年"),), (18, 60), (30_000,), {}, 0.1, ())


def contract(desk: Desk, number: int) -> Contract:
    """One policy of it: bought in 2021 or 2022, all premiums paid."""
    rng = Random(f"{desk.seed} old endowment {number}")
    day = date(2021, 1, 11) + timedelta(days=rng.randrange(700))
    home = household(rng, SERIALS_FROM + number * PEOPLE, day, foreigners=False)
    sold = line()
    cell = Cell(0, home.head.sex, home.head.age(day), *sold.terms[0])
    amount = rng.choice((20_000, 30_000, 50_000))
    covered = [Covered(sold, cell, amount, round(PREMIUM * amount / 1000, 2))]
    sale = Sale(home, home.head, home.head, covered, "年交", desk.pick_agent(rng), day)
    number_of_policy = f"{sale.agent.branch_code}{day.year}9{number:07d}"
    return Contract(
        sale, number_of_policy, f"TB{day:%Y%m}9{number:05d}", day, day + timedelta(days=1), day + timedelta(days=4),
        PREMIUM_YEARS, "有效", day + timedelta(days=1),
    )  # fmt: skip


def write_product(path: Path, cut_off: date) -> None:
    """Its row of 产品 and its printed table."""
    with Book(path) as book:
        book.add(Product, "停售产品", cut_off).write(line().fields)
        sheet = book.add(CashValue, "停售产品现金价值表（每1,000元基本保险金额）", cut_off)
        for row in _values():
            sheet.write(row)


def _values() -> Iterator[dict[str, Any]]:
    for sex in ("男", "女"):
        for age in range(18, 61):
            for year, value in enumerate(VALUES, start=1):
                survival = SURVIVAL if SURVIVAL_FROM <= year < YEARS else None
                yield {
                    "product_code": CODE, "version": line().version, "sex": sex, "entry_age": age,
                    "premium_term": f"{PREMIUM_YEARS}年", "policy_term": f"{YEARS}年", "policy_year": year,
                    "value": value, "survival_benefit": survival,
                    "value_with_benefit": AT_MATURITY if year == YEARS else value + (survival or 0),
                }  # fmt: skip
