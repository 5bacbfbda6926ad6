"""犹豫期退保: paid to another account, an invoice said to be lost, doubtful papers, a product that never fitted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.registry import Settings, flag
from core.flags.words import words
from core.money import reaches
from core.records.papers import Account, DueDiligence, Finance
from core.records.policy import Policy
from core.records.record import Record
from core.records.servicing import ServicingRequest
from core.table import Mask, Rows, Table

SHOWN_DIGITS = 4
"""Of an account kept masked only the last digits can be compared."""
_REQUESTS = {ServicingRequest: ("item",), Policy: ("policy_no",)}


def _cooling_off(data: FlagData) -> tuple[Table, Mask, Rows]:
    """The requests, which of them are for 犹豫期退保, and each one's policy line."""
    requests = data.table(ServicingRequest)
    lines = data.policies.match("policy_no", requests["policy_no"].tolist())
    return requests, (requests["item"] == words()["cooling_off"]) & (lines >= 0), lines


def _paper(data: FlagData, record: type[Record], lines: Rows) -> Rows:
    numbers = data.policies.look_up(lines, "application_no").tolist()
    return data.table(record).match("application_no", numbers)


@flag(
    "S06", "犹豫期退至其他账户",
    needs={**_REQUESTS, ServicingRequest: ("item", "payee_account")}, settings=("large_amount",),
)  # fmt: skip
def another_account(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A large single premium given back in 犹豫期 to an account that did not pay it, by its last digits."""
    requests, wanted, lines = _cooling_off(data)
    policies = data.policies
    large = reaches(policies.look_up(lines, "first_premium"), float(settings["large_amount"]))
    single = policies.look_up(lines, "frequency") == words()["single"]
    paid = data.table(Account).look_up(_paper(data, Account, lines), "account_no")
    kept = policies.look_up(lines, "account_masked")
    for row in np.flatnonzero(wanted & large & single).tolist():
        own, asked = paid[row] or kept[row], requests["payee_account"][row]
        if own and asked and own[-SHOWN_DIGITS:] != asked[-SHOWN_DIGITS:]:
            yield Fired((At(requests, row), At(policies, int(lines[row]))))


@flag("S08", "称发票遗失", needs={**_REQUESTS, ServicingRequest: ("item", "invoice_lost")})
def lost_invoice(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The invoice is said to be lost."""
    requests, wanted, lines = _cooling_off(data)
    for row in np.flatnonzero(wanted & (requests["invoice_lost"] == "是")).tolist():
        yield Fired((At(requests, row), At(data.policies, int(lines[row]))))


@flag("S08", "资料存疑", needs={**_REQUESTS, DueDiligence: ("suspicious",)})
def doubtful_papers(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The application's due diligence had doubts about the papers."""
    requests, wanted, lines = _cooling_off(data)
    rows = _paper(data, DueDiligence, lines)
    doubtful = wanted & (data.table(DueDiligence).look_up(rows, "suspicious") == "是")
    for row in np.flatnonzero(doubtful).tolist():
        yield Fired((At(requests, row), At(data.table(DueDiligence), int(rows[row]))))


@flag("S08", "明显不适当仍坚持", needs={**_REQUESTS, Finance: ("match_opinion", "insists")})
def never_fitted(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The product was found unsuitable, the client insisted in writing, and gives it back in 犹豫期."""
    requests, wanted, lines = _cooling_off(data)
    rows, finances = _paper(data, Finance, lines), data.table(Finance)
    unfit = (finances.look_up(rows, "match_opinion") == "不适当") & (finances.look_up(rows, "insists") == "是")
    for row in np.flatnonzero(wanted & unfit).tolist():
        yield Fired((At(requests, row), At(finances, int(rows[row]))))
