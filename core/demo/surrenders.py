"""退保 in the book: why people left, what they were paid, and the requests of the month as a 保全申请 workbook."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.book import Contract
from core.demo.files import read
from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.records.servicing import ServicingRequest

Row = dict[str, Any]
CAUSES = {
    "01 经济困难/资金周转": 30, "02 销售误导/与宣传不符": 12, "03 收益不及预期": 18, "04 转投他司/他品": 10,
    "05 重复投保": 3, "06 服务不满": 5, "07 代理人离职(孤儿单)": 6, "08 条款不理解/家人反对": 8, "": 8,
}  # fmt: skip
"""How often each is heard; now and then nobody wrote it down."""
BANK_CAUSES = {"02 销售误导/与宣传不符": 3, "03 收益不及预期": 2, "08 条款不理解/家人反对": 1}
"""What 银保 customers say more often."""
SHARE_BY_YEAR = (0.1, 0.3, 0.42, 0.55, 0.64)
"""Part of the premiums paid that comes back, by whole years held."""
ASKED, DONE = 0.009, 0.7
"""Part of the policies for which a surrender is asked in the month, and of those the part completed in it."""


def cause(made: Contract) -> str:
    """Why this policy is given back: the same policy, the same cause."""
    rng = Random(f"{made.policy_no} cause")
    if made.sale.agent.channel == "银保" and rng.random() < 0.4:
        return rng.choices(list(BANK_CAUSES), list(BANK_CAUSES.values()))[0]
    return rng.choices(list(CAUSES), list(CAUSES.values()))[0]


def refund_share(made: Contract) -> float:
    """Part of the premiums paid that a surrendered policy gets back."""
    held = (made.status_on - made.effective_on).days // 365
    return SHARE_BY_YEAR[min(held, len(SHARE_BY_YEAR) - 1)]


class SurrenderDesk:
    """Collects the month's requests while the contracts pass by."""

    def __init__(self, seed: int, first: date, last: date) -> None:
        self._rng, self._first, self._last = Random(f"{seed} surrenders"), first, last
        self.rows: list[Row] = []

    def note(self, made: Contract) -> None:
        """Now and then the customer of a policy in force, without a premium due in the month, asks for its money."""
        if made.status != "有效" or made.sale.main.line.short or len(made.sale.covered) > 1 or made.reason:
            return
        held = (self._first - made.effective_on).days
        due = made.due_on(made.paid + 1) if made.paid < made.instalments else None
        if held < 400 or (due is not None and due <= self._last) or self._rng.random() > ASKED:
            return
        self.rows.append(self._request(made))

    def _request(self, made: Contract) -> Row:
        """What was completed waits for its payment: the day's 付款清单 has it, and no bank line yet."""
        customer = made.sale.policyholder
        received = self._first + timedelta(days=self._rng.randrange(7, 26))
        done = received + timedelta(days=self._rng.randrange(1, 4))
        finished = self._rng.random() < DONE and done <= self._last
        _, prefix = read("words.yaml")["banks"][customer.serial % 4]
        number = len(self.rows) + 1
        row: Row = {
            "request_no": f"BQ{received:%Y%m}{number:06d}", "received_on": received, "channel": "柜面",
            "applicant": customer.name, "applicant_role": "投保人", "by_agent": "否", "policy_no": made.policy_no,
            "item": "退保", "documents_on": received, "accepted_on": received, "prepared_by": "jingban",
            "payee": customer.name, "payee_account": numbers.card(prefix, customer.serial),
            "identity_check": "身份证原件及联网核查", "signature_match": "一致", "debit_running": "否",
            "surrender_reason": cause(made), "suspicious": "否",
        }  # fmt: skip
        if finished:
            row |= {
                "signed_off_by": "zhuguan", "agreed_on": done, "completed_on": done,
                "endorsement_no": f"PD{done:%Y%m}{number:06d}",
            }  # fmt: skip
        return row

    def write(self, path: Path) -> None:
        """保全申请.xlsx."""
        with Book(path) as book:
            sheet = book.add(ServicingRequest, f"{COMPANY} 保全受理登记表", self._last)
            for row in self.rows:
                sheet.write(row)
