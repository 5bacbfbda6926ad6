"""培训: which trainings sellers must have, who has them, whose run out, and what was sold without.

Sellers are the salespeople of 人员名册 who had not left on the 统计日; their channel is the one they sold most in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from core.law.internal_rules import InternalArticle, InternalRules
from core.measures.month_data import MonthData
from core.office.training_shapes import Coverage, Need, Seller, UntrainedSale
from core.products.trained import EXPIRED, FOREVER, NEVER, PASSED, TRAINED, TrainedSellers
from core.records.policy import Policy
from core.records.reference import InternalRule, Staff
from core.records.training import Training
from core.table import Array, Mask

SELLER, RULES = "销售人员", "内部规章"
_SALE_MONTHS = 12
"""Products sold within so many months ask for their training."""


class TrainingMonth:
    """The register of trainings seen from a month's end."""

    def __init__(self, data: MonthData) -> None:
        self.data = data
        self.trainings = data.facts.table(Training)
        self.rules = InternalRules.of(data.facts.table(InternalRule))

    @cached_property
    def sellers(self) -> list[Seller]:
        """By staff number."""
        staff, as_of = self.data.facts.table(Staff), self.data.as_of
        active = (staff["role"] == SELLER) & ~(staff["left_on"] <= as_of)
        rows = np.flatnonzero(active).tolist()
        found = [
            Seller(
                staff["staff_no"][row], staff["branch_code"][row], self._channels.get(staff["staff_no"][row], ""),
                staff["licensed_from"][row].astype(object),
            )
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda seller: seller.number)

    @cached_property
    def needs(self) -> list[Need]:
        """Every training that a seller must have; kinds of which the register holds nothing at all are left out."""
        return [need for seller in self.sellers for need in self._of(seller)]

    @property
    def gaps(self) -> list[Need]:
        """What is lacking or has run out."""
        return [need for need in self.needs if need.state != TRAINED]

    def coverage(self, by: Callable[[Need], str]) -> list[Coverage]:
        """Coverage by branch, channel, kind or seller, worst first."""
        grouped: dict[str, list[Need]] = defaultdict(list)
        for need in self.needs:
            grouped[by(need)].append(need)
        rows = [
            Coverage(
                name, len({need.seller.number for need in needs}), len(needs),
                sum(need.state == TRAINED for need in needs), sum(need.state == EXPIRED for need in needs),
            )
            for name, needs in grouped.items()
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (row.rate, row.name))

    @cached_property
    def untrained_sales(self) -> list[UntrainedSale]:
        """Sales of the month (by 投保日) without a valid training on that day, most policies first."""
        trained = self._products
        if not trained.known:
            return []
        policies, in_month = self.data.facts.table(Policy), self.data.in_month(self._sold_on)
        rows = np.flatnonzero(in_month)
        state = trained.standing(policies["agent_no"][rows], policies["product_code"][rows], self._sold_on[rows])
        grouped: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for row, word in zip(rows.tolist(), state.tolist(), strict=True):
            if word in (NEVER, EXPIRED):
                grouped[policies["agent_no"][row], policies["product_code"][row], word].append(row)
        sales = [self._sale(key, np.array(found)) for key, found in grouped.items()]
        return sorted(sales, key=lambda sale: (-sale.policies, sale.seller, sale.product))

    @property
    def trained_rules(self) -> list[InternalArticle]:
        """The company's rules in force of which every seller needs a training, each number once."""
        required = {one.number: one for one in reversed(self.rules.in_force(self.data.as_of_day)) if one.trained}
        return [required[number] for number in sorted(required)]

    @cached_property
    def _products(self) -> TrainedSellers:
        return TrainedSellers(self.trainings)

    @cached_property
    def _sold_on(self) -> Array:
        policies = self.data.facts.table(Policy)
        return np.where(np.isnat(policies["applied_on"]), policies["issued_on"], policies["applied_on"])

    @cached_property
    def _channels(self) -> dict[str, str]:
        policies = self.data.facts.table(Policy)
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for (agent, channel), count in Counter(
            zip(policies["agent_no"].tolist(), policies["channel"].tolist(), strict=True)
        ).items():
            counts[agent][channel] += count
        return {agent: min(found, key=lambda word: (-found[word], word)) for agent, found in counts.items()}

    @cached_property
    def _sold_products(self) -> dict[str, list[str]]:
        """Per seller the products sold within the last twelve months."""
        policies = self.data.facts.table(Policy)
        since = (self.data.month - (_SALE_MONTHS - 1)).astype("datetime64[D]")
        recent = (self._sold_on >= since) & (self._sold_on <= self.data.as_of)
        pairs = set(zip(policies["agent_no"][recent].tolist(), policies["product_code"][recent].tolist(), strict=True))
        sold: dict[str, list[str]] = defaultdict(list)
        for agent, product in sorted(pairs):
            sold[agent].append(product)
        return sold

    def _of(self, seller: Seller) -> Iterator[Need]:
        for kind in self._required_kinds:
            yield self._need(seller, kind, kind, "")
        for rule in self.trained_rules:
            if (RULES, rule.number) in self._held_kinds:
                yield self._need(seller, RULES, rule.number, rule.number)
        for product in self._sold_products.get(seller.number, ()) if self._products.known else ():
            yield self._need(seller, "产品", product, product)

    @cached_property
    def _required_kinds(self) -> list[str]:
        words = self.data.facts.law.value("training_required_kinds", self.data.as_of_day).value
        return [str(word) for word in words if (str(word), "") in self._held_kinds]

    @cached_property
    def _passed(self) -> Mask:
        table = self.trainings
        return np.isin(table["result"].astype(str), PASSED) & (table["trained_on"] <= self.data.as_of)

    @cached_property
    def _latest(self) -> dict[tuple[str, str, str], np.datetime64]:
        """Per seller, kind and product or rule the last valid day of the passed trainings until now."""
        table = self.trainings
        detail = np.where(
            table["kind"] == "产品", table["product_code"], np.where(table["kind"] == RULES, table["rule_no"], "")
        )
        latest: dict[tuple[str, str, str], np.datetime64] = {}
        for row in np.flatnonzero(self._passed).tolist():
            end = table["expires_on"][row]
            key = (table["staff_no"][row], table["kind"][row], detail[row])
            latest[key] = max(latest.get(key, np.datetime64("0001-01-01", "D")), FOREVER if np.isnat(end) else end)
        return latest

    @cached_property
    def _held_kinds(self) -> set[tuple[str, str]]:
        return {(kind, detail) for _, kind, detail in self._latest}

    def _need(self, seller: Seller, kind: str, subject: str, detail: str) -> Need:
        end = self._latest.get((seller.number, kind, detail))
        if end is None:
            return Need(seller, kind, subject, NEVER, since=seller.licensed_from)
        until = None if end == FOREVER else end.astype(object)
        if end < self.data.as_of:
            return Need(seller, kind, subject, EXPIRED, until, (end + 1).astype(object))
        return Need(seller, kind, subject, TRAINED, until)

    def _sale(self, key: tuple[str, str, str], rows: Array) -> UntrainedSale:
        policies = self.data.facts.table(Policy)
        return UntrainedSale(
            seller=key[0],
            branch=policies["branch_code"][rows[0]],
            product=key[1],
            state=key[2],
            policies=len(set(policies["policy_no"][rows].tolist())),
            premium=float(np.nansum(policies["first_premium"][rows])),
            first=self._sold_on[rows].min().astype(object),
        )
