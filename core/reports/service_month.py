"""The month's receipts, deliveries and renewals, worked out once for the tabs that show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.bulk import no_collection
from core.delivery.call_backs import CallBacks, call_backs
from core.delivery.deliveries import Deliveries, deliveries
from core.measures.month_data import MonthData
from core.payments.paid_out import paid_out
from core.receipts.due import tolerance_fen
from core.receipts.match import match_statement
from core.receipts.model import Matched
from core.receipts.waiting import money_waiting
from core.records.banking import BankLine
from core.records.policy import PremiumReceipt
from core.renewal.action_log import Action, actions
from core.renewal.due_actions import Proposed, due_actions
from core.renewal.due_list import DueList, due_list
from core.renewal.effects import Effect, effects
from core.renewal.forecast import Band, History, forecast
from core.renewal.lapses import Lapsed, lapsed_policies
from core.renewal.outcomes import judged
from core.renewal.ways import Way, reminder_ways

RECENT_DAYS = 92
"""Policies issued up to a quarter before the month are looked at for delivery and call-back, older ones if unsigned."""
ACTION_DAYS = 183
"""Actions for instalments due up to half a year before the month are still listed."""


@dataclass(frozen=True)
class ServiceMonth:
    """As of the 统计日. ``matched``: None where the ledger holds no bank line of the month; ``until``: its last day."""

    matched: Matched | None
    until: date
    deliveries: Deliveries
    calls: CallBacks
    due: DueList
    bands: list[Band]
    history: History
    due_actions: list[Proposed]
    lapsed: Lapsed
    effects: list[Effect]
    actions: list[Action]
    ways: list[Way]

    @classmethod
    def of(cls, data: MonthData) -> ServiceMonth:
        """Everything from the facts of a report. The statement is matched up to its own 数据截止日."""
        with no_collection():
            return cls._of(data)

    @classmethod
    def _of(cls, data: MonthData) -> ServiceMonth:
        facts, on = data.facts, data.as_of
        tables, law, calendar = facts.tables, facts.law, facts.calendar
        until = min(data.as_of_day, facts.cutoffs.get(BankLine.table, data.as_of_day))
        first: date = data.first.astype(date)
        booked_on = tables.of(BankLine)["booked_on"]
        has_lines = bool(((booked_on >= data.first) & (booked_on <= np.datetime64(until))).any())
        sent = deliveries(tables, law, calendar, on, since=data.first - np.timedelta64(RECENT_DAYS, "D"))
        due = due_list(tables, law, calendar, on)
        bands, history = forecast(due, tables, law)
        matched = match_statement(tables, law, first, until, paid_out(tables, first, until)) if has_lines else None
        lapsed = lapsed_policies(tables, law, calendar, on, facts.policies.lapsed_on(on))
        outcomes = judged(tables.of(PremiumReceipt), law, on)
        return cls(
            matched=matched,
            until=until,
            deliveries=sent,
            calls=call_backs(tables, sent, law, calendar),
            due=due,
            bands=bands,
            history=history,
            due_actions=due_actions(
                tables,
                due,
                lapsed,
                money_waiting(tables, law, data.as_of_day),
                tolerance=tolerance_fen(law, data.as_of_day),
            ),
            lapsed=lapsed,
            effects=effects(tables, law, on, outcomes),
            ways=reminder_ways(tables, law, on, outcomes),
            actions=actions(tables, data.first - np.timedelta64(ACTION_DAYS, "D"), on),
        )
