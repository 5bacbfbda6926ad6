"""失效预测: how many of the unpaid will lapse, as earlier instalments at the same point did. An estimate, never a fact.

For every instalment whose 宽限期 is over, history says whether it was still unpaid after so many days and whether it
was paid by the end of the 宽限期. The share of the unpaid that never came is applied to those unpaid today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from core.days.anniversary import monthiversary
from core.days.periods import grace_ends
from core.law.lookup import Law
from core.receipts.instalments import day_numbers
from core.records.policy import Policy, PremiumReceipt
from core.renewal.due_list import RENEWAL, DueList
from core.table import Array, Mask, Tables

BANDS = (-10_000, 0, 15, 30, 45)
"""Days since the due day from which each band begins; the first is before it."""
BAND_NAMES = ("应交日前", "逾期0–14天", "逾期15–29天", "逾期30–44天", "逾期45天以上")
LABEL = "估算"


@dataclass(frozen=True, slots=True)
class Share:
    """``lapsed`` of ``unpaid`` earlier instalments at the same point were never paid in time."""

    unpaid: int
    lapsed: int
    group: str

    @property
    def value(self) -> float:
        """The share, NaN without history."""
        return self.lapsed / self.unpaid if self.unpaid else float("nan")


@dataclass(frozen=True)
class Band:
    """One line of the forecast. Amounts in yuan; ``expected``: premium at risk times the share."""

    name: str
    count: int
    premium: Decimal
    sum_assured: Decimal
    share: Share
    expected_count: float
    expected_premium: float


@dataclass(frozen=True)
class History:
    """Earlier instalments, shape (m,): how many days after the due day they were paid (NaN never), and whose."""

    paid_after: NDArray[np.float64]
    grace_days: NDArray[np.float64]
    channel: Array
    first: date
    last: date

    def share(self, band: int, chosen: Mask | None, group: str) -> Share:
        """The share of one band; ``chosen``: part of the history."""
        still_unpaid = ~(self.paid_after < BANDS[band])
        rows = still_unpaid if chosen is None else still_unpaid & chosen
        never = rows & ~(self.paid_after <= self.grace_days)
        return Share(int(rows.sum()), int(never.sum()), group)


def history_of(tables: Tables, law: Law, on: np.datetime64) -> History:
    """Instalments of the last months (parameter) whose 宽限期 ended before ``on``; one entry per policy and due day."""
    receipts, policies = tables.of(PremiumReceipt), tables.of(Policy)
    today = on.astype(date)
    first = monthiversary(today, -int(law.value("renewal_forecast_months", today).value))
    limits = law.column("RN-2.2", receipts["due_on"])
    days = int(np.nanmax(limits)) if len(limits) and np.isfinite(limits).any() else 0
    over = (receipts["due_on"] >= np.datetime64(first)) & (grace_ends(receipts["due_on"], days) < on)
    chosen = np.flatnonzero((receipts["business"] == RENEWAL) & over & ~(receipts["due"] <= 0))
    came = ~np.isnan(receipts["received"]) & (receipts["received_on"] <= on)
    waited = (receipts["received_on"] - receipts["due_on"]).astype("timedelta64[D]").astype(np.float64)
    waited = np.where(came, waited, np.nan)[chosen]
    group, first_of = _groups(receipts["policy_no"][chosen], receipts["due_on"][chosen])
    latest = np.full(len(first_of), -np.inf)
    with np.errstate(invalid="ignore"):
        np.maximum.at(latest, group, waited)  # NaN as soon as one product of the policy is unpaid
    rows = policies.match("policy_no", receipts["policy_no"][chosen][first_of].tolist())
    return History(
        latest,
        np.full(len(latest), float(days)),
        policies.look_up(rows, "channel"),
        first,
        today,
    )


def _groups(numbers: Array, days: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which policy and due day each row belongs to, numbered in order of appearance; the first row of each group."""
    places: dict[tuple[str, int], int] = {}
    keys = zip(numbers.tolist(), day_numbers(days).tolist(), strict=True)
    group = np.fromiter((places.setdefault(key, len(places)) for key in keys), np.intp, len(numbers))
    first = np.full(len(places), len(numbers), dtype=np.intp)
    np.minimum.at(first, group, np.arange(len(numbers)))
    return group, first


def band_of(days_past_due: NDArray[np.int64]) -> NDArray[np.intp]:
    """The band of each number of days."""
    return np.searchsorted(np.array(BANDS), days_past_due, side="right") - 1


def shares(due: DueList, history: History, law: Law) -> list[Share]:
    """Per unpaid instalment the share that applies: of its channel where that has enough cases, else of all."""
    least = int(law.value("sample_size_min", due.on.astype(date)).value)
    known: dict[tuple[int, str], Share] = {}
    chosen = []
    for band, channel in zip(band_of(due.days_past_due).tolist(), due["channel"].tolist(), strict=True):
        if (band, channel) not in known:
            own = history.share(band, np.asarray(history.channel == channel), channel)
            known[band, channel] = own if own.unpaid >= least else history.share(band, None, "全部渠道")
        chosen.append(known[band, channel])
    return chosen


def forecast(due: DueList, tables: Tables, law: Law) -> tuple[list[Band], History]:
    """Per band how much is at risk and how much of it will be lost if all goes as before; 宽限期 not yet over only."""
    history = history_of(tables, law, due.on)
    of_each, bands = shares(due, history, law), band_of(due.days_past_due)
    open_rows = due.grace_end >= due.on
    assured = np.rint(np.nan_to_num(due["sum_assured"]))
    lines = []
    for band, name in enumerate(BAND_NAMES):
        rows = np.flatnonzero(open_rows & (bands == band))
        values = np.array([of_each[row].value for row in rows.tolist()], dtype=np.float64)
        lines.append(
            Band(
                name, len(rows), Decimal(int(due.fen[rows].sum())).scaleb(-2), Decimal(int(assured[rows].sum())),
                history.share(band, None, "全部渠道"), float(values.sum()),
                float((values * due.fen[rows]).sum() / 100),
            )
        )  # fmt: skip
    return lines, history


def basis_words(history: History, least: int) -> str:
    """How the estimate was made, for the page."""
    return (
        f"{LABEL}：按 {history.first:%Y-%m-%d} 以来、宽限期已届满的 {len(history.paid_after)} 期应交中，"
        f"同一逾期天数仍未交且最终未在宽限期内交费的比例推算；"
        f"某渠道不足 {least} 件时用全部渠道的比例。不是合同结果，只供安排催收参考。"
    )
