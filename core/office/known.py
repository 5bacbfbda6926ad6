"""What is known of a month: what the sources of 待办 read and the tabs of the report show, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.measures.application_progress import Progress, application_progress
from core.measures.claims_month import ClaimsMonth
from core.measures.clocks import RunningClock
from core.measures.compliance import Compliance
from core.measures.customer_month import CustomerMonth
from core.measures.month_data import MonthData


@dataclass(frozen=True)
class Known:
    """The month, its standing findings, and the limits that run."""

    data: MonthData
    compliance: Compliance
    clocks: Sequence[RunningClock]

    @cached_property
    def progress(self) -> Progress:
        """How far every application is."""
        return application_progress(self.data, self.compliance)

    @cached_property
    def claims(self) -> ClaimsMonth:
        """Register, letters, payments and analysis of claims."""
        return ClaimsMonth.of(self.data)

    @cached_property
    def customers(self) -> CustomerMonth:
        """Complaints, questions, evaluations, opinions and problems of call-backs."""
        return CustomerMonth.of(self.data)
