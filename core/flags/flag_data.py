"""The columns that flags look over: the tables as known on a day, and how their rows hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from core.claims.lines import belongs
from core.flags.hit import At
from core.flags.pairs import FOREVER, days_before, pairs
from core.flags.words import among, contains, words
from core.law import Law
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Array, Mask, Rows, Table, Tables

KNOWN_ON: dict[type[Record], str] = {
    Claim: "reported_on", Policy: "issued_on", PremiumReceipt: "received_on", Complaint: "received_on",
    ServicingRequest: "received_on", PolicyEvent: "effective_on",
}  # fmt: skip
"""The day on which the office learnt of a row; rows after the day of the look do not count."""


@dataclass(frozen=True)
class Changes:
    """What happened to policies, from requests and from events without one, in columns of one length."""

    policy_no: Array
    day: Array
    item: Array
    at: tuple[At, ...]


@dataclass(frozen=True)
class Links:
    """Claims beside the policy lines they are made on, row number by row number."""

    claim: Rows
    line: Rows

    def where(self, mask: Mask) -> Links:
        """Those links alone."""
        return Links(self.claim[mask], self.line[mask])


class FlagData:
    """Everything one look needs. ``on``: the day of the look; settings are those of that day."""

    def __init__(self, tables: Tables, law: Law, on: date) -> None:
        self.tables, self.law, self.on = tables, law, on
        self._known: dict[type[Record], Table] = {}

    def table(self, record: type[Record]) -> Table:
        """The rows of a record that were known on the day."""
        if record not in self._known:
            table = self.tables.of(record)
            if record in KNOWN_ON:
                later = table[KNOWN_ON[record]] > np.datetime64(self.on)
                table = table.take(~later) if later.any() else table
            self._known[record] = table
        return self._known[record]

    def settings(self, code: str) -> Mapping[str, Any]:
        """The parameters of a flag on the day. NotInForce where it has none yet."""
        value: Mapping[str, Any] = self.law.value(code, self.on).value
        return value

    @cached_property
    def claims(self) -> Table:
        return self.table(Claim)

    @cached_property
    def policies(self) -> Table:
        return self.table(Policy)

    @cached_property
    def first_lines(self) -> Rows:
        """The first line of every policy; what counts policies counts these."""
        seen = self.policies.first_by("policy_no")
        return np.sort(np.fromiter(seen.values(), np.intp, len(seen)))

    @cached_property
    def accidents(self) -> Mask:
        """Claims whose cause or benefit is an accident."""
        accident = words()["accident"]
        return contains(self.claims["cause"], accident) | contains(self.claims["benefit"], accident)

    @cached_property
    def all_links(self) -> Links:
        """Every claim with every line of the policies it names (several numbers are split)."""
        lines: dict[str, list[int]] = {}
        for row, number in enumerate(self.policies["policy_no"].tolist()):
            lines.setdefault(number, []).append(row)
        found = [
            (claim, line)
            for claim, numbers in enumerate(self.claims["policy_no"].tolist())
            for number in split(numbers)
            for line in lines.get(number, ())
        ]
        both = np.array(found, dtype=np.intp).reshape(-1, 2)
        return Links(both[:, 0], both[:, 1])

    @cached_property
    def links(self) -> Links:
        """The lines whose category the claimed benefit belongs to; all lines where none does or it is not known."""
        links = self.all_links
        fits = belongs(self.claims["benefit"][links.claim], self.category[links.line])
        has_one = np.zeros(len(self.claims), dtype=bool)
        has_one[links.claim[fits]] = True
        return links.where(fits | ~has_one[links.claim])

    @cached_property
    def product_rows(self) -> Rows:
        """Per policy line the row of its product version, else of any version; -1 where there is none."""
        products = self.table(Product)
        exact: dict[tuple[str, str], int] = {}
        for row, key in enumerate(zip(products["product_code"], products["version"], strict=True)):
            exact.setdefault(key, row)
        loose = products.first_by("product_code")
        lines = zip(self.policies["product_code"].tolist(), self.policies["product_version"].tolist(), strict=True)
        return np.fromiter((exact.get(key, loose.get(key[0], -1)) for key in lines), np.intp, len(self.policies))

    @cached_property
    def category(self) -> Array:
        """险种类别 per policy line, blank where the product is not known."""
        return self.table(Product).look_up(self.product_rows, "category")

    @cached_property
    def insured(self) -> Array:
        """Per claim the insured's certificate number by the policy; blank where the policy is not known."""
        people = np.full(len(self.claims), "", dtype=object)
        links = self.all_links
        people[links.claim[::-1]] = self.policies["insured_document_no"][links.line[::-1]]
        return people

    def changes(self, items: Iterable[str]) -> Changes:
        """Requests for some items, and events of those items that no request stands behind, oldest source first."""
        requests, events = self.table(ServicingRequest), self.table(PolicyEvent)
        asked = np.flatnonzero(among(requests["item"], items))
        alone = np.flatnonzero(among(events["item"], items) & (events["request_no"] == ""))
        return Changes(
            np.concatenate([requests["policy_no"][asked], events["policy_no"][alone]]),
            np.concatenate([requests["received_on"][asked], events["effective_on"][alone]]),
            np.concatenate([requests["item"][asked], events["item"][alone]]),
            (*(At(requests, row) for row in asked.tolist()), *(At(events, row) for row in alone.tolist())),
        )

    @cached_property
    def cover_starts(self) -> Array:
        """Per link the day from which waiting and contestability run: 生效日, or the last 复效 before the event."""
        lines, occurred = self.policies["policy_no"][self.links.line], self.claims["occurred_on"][self.links.claim]
        starts = self.policies["effective_on"][self.links.line].copy()
        revived = self.changes(words()["reinstatement"])
        left, right = pairs(lines, days_before(occurred, FOREVER), occurred, revived.policy_no, revived.day)
        if len(left):
            later = np.maximum(starts[left], revived.day[right])
            np.maximum.at(starts, left, later)
        return starts


def split(numbers: str) -> list[str]:
    """The numbers in one cell, parted by commas, 顿号, semicolons, slashes or blanks."""
    for sign in "，,；;/\n\t ":
        numbers = numbers.replace(sign, "、")
    return [part for part in numbers.split("、") if part]
