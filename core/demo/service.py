"""回执登记, 回访登记 and 续期跟进: what the service desk wrote down in the weeks before the end of the month."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.days.periods import cooling_off_end
from core.demo.book import COOLING_OFF_DAYS, Contract
from core.demo.sheets import Book, RecordSheet
from core.demo.staff import COMPANY
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.renewal import RenewalContact

Row = dict[str, Any]
QUESTIONS = (
    "is_policyholder", "bought_and_signed", "read_documents", "knows_cover", "knows_surrender_loss",
    "knows_cooling_off",
)  # fmt: skip
RECENT_DAYS = 75
LATE_DAYS = 26
NOTICE_SENT = 0.85
REMINDED_FROM, REMINDED_UNTIL = 190, 30
WAYS = ("短信", "APP", "短信", "电话", "短信")
"""How a household is reminded before the due day, by its number; a few are not reminded at all."""
NOT_REMINDED = 0.15
CAMPAIGN, CAMPAIGN_MONTHS_AGO, IN_CAMPAIGN = "老客户关怀试点", 5, 0.5


class ServiceDesk:
    """Writes the three registers while the contracts pass by; use as a context manager."""

    def __init__(self, folder: Path, seed: int, last: date) -> None:
        self._rng, self._last, self._open_books = Random(f"{seed} service"), last, ExitStack()
        self.paths = (folder / "送达与回访.xlsx", folder / "续期跟进.xlsx")
        service, renewal = (self._open_books.enter_context(Book(path)) for path in self.paths)
        # One sheet at a time is written to a book, so the call-backs wait until the deliveries are done.
        self._service, self._calls = service, list[Row]()
        self._deliveries = service.add(DeliveryReceipt, f"{COMPANY} 回执登记", last)
        self._contacts: RecordSheet = renewal.add(RenewalContact, f"{COMPANY} 续期跟进", last)

    def __enter__(self) -> ServiceDesk:
        return self

    def __exit__(self, *error: Any) -> None:
        sheet = self._service.add(CallBack, f"{COMPANY} 回访登记", self._last)
        for row in self._calls:
            sheet.write(row)
        self._open_books.close()

    def note(self, made: Contract, called: date | None) -> None:
        """Everything that was done for one contract. ``called``: the call-back that 保单台账 already holds."""
        if (self._last - made.issued_on).days <= RECENT_DAYS and made.status != "终止":
            self._deliver(made)
            self._call(made, called)
        if made.status != "终止" and made.instalments > 1:
            self._renew(made)

    def _deliver(self, made: Contract) -> None:
        paper = made.sale.policyholder.serial % 5 == 0
        sent = made.issued_on + timedelta(days=1)
        row = {
            "policy_no": made.policy_no, "policy_form": "纸质" if paper else "电子", "sent_on": sent,
            "sent_way": "快递" if paper else "电子发送", "signed_on": self._by(self._signed(made)),
        }  # fmt: skip
        if row["signed_on"]:
            row |= {"signed_by_policyholder": "否" if self._rng.random() < 0.02 else "是", "filed_on": row["signed_on"]}
        self._deliveries.write(row)

    def _signed(self, made: Contract) -> date:
        """Some receipts of the month come late, so that there are calls left to make inside the 犹豫期."""
        late = made.receipt_on >= self._last.replace(day=1) and made.sale.policyholder.serial % 2
        return made.receipt_on + timedelta(days=LATE_DAYS) if late else made.receipt_on

    def _call(self, made: Contract, called: date | None) -> None:
        signed = self._signed(made)
        day = called or self._by(signed + timedelta(days=self._rng.randrange(1, 9)))
        if day is None or made.sale.main.line.short:
            return
        draw = self._rng.random()
        row = {
            "policy_no": made.policy_no, "policyholder_name": made.sale.policyholder.name, "way": "电话",
            "issued_on": made.issued_on, "signed_on": self._by(signed),
            "cooling_off_ends_on": cooling_off_end(signed, COOLING_OFF_DAYS),
        }  # fmt: skip
        if not called and draw < 0.25:
            tries = "；".join(f"{day + timedelta(days=place):%Y-%m-%d} 1{place}:05" for place in range(2))
            self._calls.append(row | {"result": "未接通", "tried_at": tries, "tried_results": "无人接听；无人接听"})
            return
        answers = dict.fromkeys(QUESTIONS, "是") | {"knows_instalments": "" if made.instalments == 1 else "是"}
        row |= {"succeeded_on": day, "tried_at": f"{day:%Y-%m-%d} 10:05", "tried_results": "接通", "score": 5}
        problem = not called and draw < 0.55
        if problem:
            answers["knows_surrender_loss"] = "否"
            row |= {"problem_kind": "退保损失未讲清", "passed_to": "客服部"}
            if draw < 0.35 and day + timedelta(days=4) <= self._last:
                row |= {"solved_on": day + timedelta(days=4), "solved_by": "N20004"}
        self._calls.append(row | answers | {"result": "成功-问题件" if problem else "成功-无问题"})

    def _renew(self, made: Contract) -> None:
        """Reminders and deductions for the due day around the end of the month; a pilot some months ago."""
        for instalment in range(2, min(made.paid + 2, made.instalments) + 1):
            due = made.due_on(instalment)
            if -REMINDED_UNTIL <= (self._last - due).days <= REMINDED_FROM:
                self._remind(made, due, paid=instalment <= made.paid)
            months = (self._last.year - due.year) * 12 + self._last.month - due.month
            if months == CAMPAIGN_MONTHS_AGO and self._rng.random() < IN_CAMPAIGN:
                reached = "未接通" if self._rng.random() < 0.1 else "承诺交费"
                self._write(made, due, -20, "忠诚度活动", "电话", result=reached, campaign=CAMPAIGN)
        if made.status == "中止(失效)" and made.missed and self._rng.random() < NOTICE_SENT:
            days = (made.status_on - made.missed).days + 5
            self._write(made, made.missed, days, "中止通知", "信函", result="已送达")

    def _remind(self, made: Contract, due: date, *, paid: bool) -> None:
        write: Callable[..., None] = self._write
        way = WAYS[made.sale.policyholder.serial // 8 % len(WAYS)]
        if self._rng.random() >= NOT_REMINDED:
            write(made, due, -30, "缴费提示", way, result="已送达")
            write(made, due, -15, "缴费提示", way, result="已送达" if self._rng.random() < 0.95 else "退回")
        if paid:
            write(made, due, 0, "扣款", "银行代扣", result="扣款成功")
            return
        reason = self._rng.choice(("余额不足", "余额不足", "账户异常", "超限额"))
        write(made, due, 0, "扣款", "银行代扣", result="扣款失败", failure=reason)
        write(made, due, 10, "扣款", "银行代扣", result="扣款失败", failure=reason)
        write(made, due, 12, "催告", "电话", result=self._rng.choice(("承诺交费", "暂不交费", "未接通", "空号错号")))

    def _write(self, made: Contract, due: date, after: int, action: str, way: str, **more: str) -> None:
        day = due + timedelta(days=after)
        if day <= self._last:
            row = {"policy_no": made.policy_no, "due_on": due, "done_on": day, "action": action, "way": way}
            self._contacts.write(row | {"done_by": made.sale.agent.number} | more)

    def _by(self, day: date) -> date | None:
        return day if day <= self._last else None
