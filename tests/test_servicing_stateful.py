"""Random requests and undos: no line ever reaches an impossible state, and what is taken back is as it was before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.ledger.audit import audit
from core.ledger.current import load_table
from core.ledger.schema import empty_ledger
from core.ledger.undo import undo
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.servicing.items import items
from core.servicing.transitions import ENDED, Standing, after, events
from tests.servicing import confirm, markdown, prepare, set_up, view
from tests.test_servicing_money import INSURED, LISTS

PLAIN = ("保单补发", "补充告知", "受益人变更", "联系方式变更", "领取方式变更")
CHANGED = {
    "受益人变更": ("受益人", "王小"),
    "联系方式变更": ("投保人地址", "丁路4号"),
    "领取方式变更": ("生存金领取方式", "累积生息"),
    "减保": ("保额", "80000"),
}
FIRST_DAY = date(2026, 4, 1)


class Servicing(RuleBasedStateMachine):
    """One policy line, asked for anything in any order; every confirmed batch and the view before it are remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = empty_ledger()
        self.undone: list[tuple[int, dict[str, list[tuple[object, ...]]]]] = []
        self.day, self.number = FIRST_DAY, 0

    @initialize(status=st.sampled_from(["待生效", "有效", "宽限期", "中止(失效)"]))
    def a_policy(self, status: str) -> None:
        """The policy begins in any state but the end."""
        set_up(self.ledger, markdown({**INSURED, "保单状态": status}), FIRST_DAY - timedelta(days=1))

    @rule(item=st.sampled_from(sorted(items())), later=st.integers(0, 40), amount=st.sampled_from(["", "-100", "100"]))
    def ask(self, item: str, later: int, amount: str) -> None:
        """Ask for an item some days later; confirm whatever the plan lets through."""
        self.day += timedelta(days=later)
        self.number += 1
        field, after_ = CHANGED.get(item, ("", ""))
        paid = amount if item in ("协议退保", "保单贷款", "借款清偿") else ""
        cells = {
            "受理号": f"BQ{self.number}", "受理日时": f"{self.day}", "保单号": "P1", "保全项目": item,
            "变更内容": field, "变更后": after_, "涉费金额": paid,
            "核保结论": "标准体", "办结日": f"{self.day}", "经办人": "lisi", "复核人": "zhaoliu",
        }  # fmt: skip
        text = f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |"
        planned = prepare(self.ledger, text, lists=LISTS, on=self.day)
        before = view(self.ledger)
        changes = confirm(self.ledger, planned)
        if changes:
            self.undone.append((changes[0].id, before))
        else:
            assert view(self.ledger) == before

    @precondition(lambda self: self.undone)
    @rule(count=st.integers(1, 3))
    def take_back(self, count: int) -> None:
        """Take the last changes back, newest first: each time the view is exactly the one before."""
        for _ in range(min(count, len(self.undone))):
            change, before = self.undone.pop()
            undo(self.ledger, change, "撤销")
            assert view(self.ledger) == before

    @invariant()
    def every_state_is_possible(self) -> None:
        """Status, reason and debts fit together, and each event led from where the line was to where the table says."""
        lines = load_table(self.ledger, Policy)
        for record in map(lines.record_at, range(len(lines))):
            assert (record.status == ENDED) == bool(record.termination_reason)
            assert (record.loan or 0) >= 0
            assert (record.sum_assured or 0) > 0
            assert record.status != ENDED or not record.loan
        found = load_table(self.ledger, PolicyEvent)
        last = None
        for event in map(found.record_at, range(len(found))):
            start = Standing(event.status_before, event.premium_status_before)
            reached = Standing(event.status_after, event.premium_status_after, event.termination_reason)
            assert after(start, event.event) == reached
            assert event.event in events()
            assert last is None or last == (event.status_before, event.premium_status_before)
            last = (event.status_after, event.premium_status_after)

    def teardown(self) -> None:
        """The chain is whole at the end, whatever happened."""
        assert audit(self.ledger).breaks == ()
        self.ledger.close()


TestServicing = Servicing.TestCase
TestServicing.settings = settings(
    max_examples=10, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)


class ManyMore(Servicing):
    """The same at full size."""


TestServicingLong = pytest.mark.long(ManyMore.TestCase)
TestServicingLong.settings = settings(
    max_examples=300, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
