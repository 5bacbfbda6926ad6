"""A branch office's month, generated: every workbook that the office would have on its desk.

The same seed gives the same bytes. Rows are written as they are made, so that 100,000 policies need no more memory than
2,000. Nobody and no company in it exists.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from random import Random

from core.demo import references
from core.demo.bank import Bank
from core.demo.channel_costs import write_costs
from core.demo.desk import Desk
from core.demo.expected import DemoMonth, Expected
from core.demo.first_premiums import write_first_premiums
from core.demo.ledgers import write_ledgers
from core.demo.needs import write_needs
from core.demo.new_business import write_applications
from core.demo.office_desk import write_office
from core.demo.staff import agents
from core.demo.waiting import write_waiting


def make_month(directory: Path, *, policies: int = 2000, seed: int = 1, month: str = "2026-10") -> DemoMonth:
    """Write the workbooks of ``month`` (YYYY-MM) into ``directory`` and say what they hold.

    ``policies``: lines of 保单台账, whose cut-off is the end of the month before; 保费收入 and 理赔台账 run to the end
    of the month. Applications are 8 % of the policies, at least 20.
    """
    directory.mkdir(parents=True, exist_ok=True)
    first, last = _days_of(month)
    desk = Desk(seed, agents(Random(f"{seed} staff")), first, last)
    expected, bank = Expected(), Bank(seed, first, last)
    in_force = write_ledgers(directory, desk, policies, expected, bank)
    forms = write_applications(directory, desk, in_force.spotless_households, policies, expected)
    products, clauses, targets, new_receipts, statement = (
        directory / f"{name}.xlsx" for name in ("产品与现金价值表", "条款", "目标", "新单收费", "银行流水")
    )
    write_first_premiums(new_receipts, forms.forms, last, bank, expected)
    bank.write(statement, expected)
    references.write_products(products, in_force.cells | forms.cells, last)
    references.write_clauses(clauses, last)
    references.write_targets(targets, desk.agents, last, policies)
    costs = directory / "渠道费用.xlsx"
    write_costs(costs, seed, desk.agents, first, policies)
    needs = directory / "需求分析.xlsx"
    write_needs(needs, seed, forms.forms, last)
    waiting = directory / "核保结论与体检.xlsx"
    write_waiting(waiting, forms.forms, last)
    lists = references.write_references(directory / "参考资料", Random(f"{seed} lists"), desk.agents, last)
    office = write_office(directory, seed, desk.agents, last)
    paths = {
        "参考资料": lists,
        "产品与现金价值表": (products,),
        "条款": (clauses,),
        "需求分析": (needs,),
        "投保单": forms.paths,
        "核保结论与体检": (waiting,),
        **in_force.paths,
        "新单收费": (new_receipts,),
        "银行流水": (statement,),
        "目标": (targets,),
        "培训与待办": office,
        "渠道费用": (costs,),
    }
    return DemoMonth(directory, month, last, paths, expected)


def _days_of(month: str) -> tuple[date, date]:
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])
