"""渠道费用: commissions and fees of the last thirteen months, in the proportions of the channels."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from core.demo.sheets import Book
from core.demo.staff import BRANCHES, CHANNELS, COMPANY, Agent
from core.records.channel_cost import ChannelCost

MONTHS = 13
RATES = {
    "个险": (("佣金", 0.11), ("奖励", 0.02), ("培训费", 0.006)), "银保": (("手续费", 0.045), ("推广费", 0.008)),
    "经代": (("手续费", 0.15), ("推广费", 0.01)), "公司直销": (("人力", 0.05),),
    "电销": (("人力", 0.09), ("佣金", 0.05)),
}  # fmt: skip
"""Cost per yuan of premium, by kind."""
MONTHLY_PREMIUM = 1_350_000
"""Premium of an ordinary month of 2,000 policies."""


def write_costs(path: Path, seed: int, selling: tuple[Agent, ...], first: date, policies: int) -> None:
    """渠道费用.xlsx: every branch and channel that has somebody who sells. ``first``: of the report's month."""
    rng = Random(f"{seed} costs")
    posts = sorted({(agent.branch, agent.channel) for agent in selling})
    sellers = {channel: len({post for post in posts if post[1] == channel}) for channel in CHANNELS}
    whole = sum(CHANNELS.values())
    with Book(path) as book:
        sheet = book.add(ChannelCost, f"{COMPANY} 渠道费用", first)
        for back in reversed(range(MONTHS)):
            year, month = divmod(first.year * 12 + first.month - 1 - back, 12)
            for branch, channel in posts:
                premium = MONTHLY_PREMIUM * policies / 2000 * CHANNELS[channel] / whole / sellers[channel]
                for kind, rate in RATES[channel]:
                    row = {"month": f"{year}-{month + 1:02d}", "branch_code": BRANCHES[branch][0], "channel": channel}
                    sheet.write(row | {"cost_kind": kind, "amount": round(premium * rate * rng.uniform(0.7, 1.3), 2)})
