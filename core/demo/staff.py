"""Branches and the people who work there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from core.demo import numbers, people
from core.demo.files import read

COMPANY = "示例人寿保险公司"
BRANCHES = (
    ("860101", "示例人寿上城支公司"),
    ("860102", "示例人寿拱墅支公司"),
    ("860103", "示例人寿西湖支公司"),
    ("860104", "示例人寿余杭支公司"),
)
CHANNELS = {"个险": 46, "银保": 24, "经代": 12, "公司直销": 10, "电销": 8}
AGENTS_PER_BRANCH = {"个险": 6, "银保": 2, "经代": 2}
AGENTS_AT_HEAD = {"公司直销": 3, "电销": 3}
STAFF_SERIAL = 900_000_000
"""Serials of staff lie far above those of customers, so phones and accounts never meet."""


@dataclass(frozen=True, slots=True)
class Agent:
    """One person who sells; ``share`` is how busy, ``serial`` gives phone and account."""

    number: str
    name: str
    branch: int
    channel: str
    intermediary: str
    serial: int
    share: float
    licensed_from: date

    @property
    def branch_code(self) -> str:
        """机构代码."""
        return BRANCHES[self.branch][0]

    @property
    def branch_name(self) -> str:
        """机构名称."""
        return BRANCHES[self.branch][1]


def agents(rng: Random) -> tuple[Agent, ...]:
    """Every salesperson of the branches, 46 in all."""
    posts = [
        (branch, channel)
        for branch in range(len(BRANCHES))
        for channel, count in AGENTS_PER_BRANCH.items()
        for _ in range(count)
    ]
    posts += [(0, channel) for channel, count in AGENTS_AT_HEAD.items() for _ in range(count)]
    return tuple(_agent(rng, place, branch, channel) for place, (branch, channel) in enumerate(posts, start=1))


def staff_rows(rng: Random, selling: tuple[Agent, ...]) -> Iterator[dict[str, Any]]:
    """人员名册: everyone who sells, then the office staff."""
    for agent in selling:
        yield {
            "staff_no": agent.number, "name": agent.name, "role": "销售人员", "branch_code": agent.branch_code,
            "department": f"{agent.channel}部", "phone": numbers.mobile(agent.serial),
            "account_no": numbers.card("629901", agent.serial), "licence_no": f"33{agent.serial:018d}",
            "licensed_from": agent.licensed_from, "sales_grade": 3,
        }  # fmt: skip
    for place, department in enumerate(("运营部", "运营部", "核保部", "客服部", "理赔部", "财务部"), start=1):
        serial = STAFF_SERIAL + 500 + place
        yield {
            "staff_no": f"N{20000 + place}", "name": people.name(rng, "女" if place % 2 else "男"), "role": "内勤",
            "branch_code": BRANCHES[0][0], "department": department, "phone": numbers.mobile(serial),
            "account_no": numbers.card("629901", serial),
        }  # fmt: skip


def _agent(rng: Random, place: int, branch: int, channel: str) -> Agent:
    bank = rng.choice(read("words.yaml")["banks"])[0]
    outlet = f"{bank}{BRANCHES[branch][1][4:6]}支行"
    intermediary = {"银保": outlet, "经代": "示例保险经纪公司"}.get(channel, "")
    hired = date(rng.randrange(2012, 2023), rng.randrange(1, 13), 1)
    name = people.name(rng, rng.choice("男女"))
    return Agent(
        f"A{10000 + place}", name, branch, channel, intermediary, STAFF_SERIAL + place, rng.uniform(0.5, 2), hired
    )
