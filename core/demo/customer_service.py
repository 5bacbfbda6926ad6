"""投诉登记表, 咨询登记 and 满意度评价: a year of complaints and a quarter of questions and evaluations.

Planted, each once: a complaint past its last day, one decided late, an extension approved in time and one approved
too late, somebody who complains again, a matter that five people complain about, a review that is still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.book import Contract
from core.demo.files import read
from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.records.record import Record
from core.records.service import Complaint, Inquiry, Satisfaction

Row = dict[str, Any]
COMPLAIN, ASK, RATE = 0.008, 0.05, 0.05
YEAR, QUARTER = 365, 92
OPEN_SINCE = (2, 8)
"""The first questions are still unanswered, one of them past its days."""
DESK = "N20004"
OF_SELLER = ("agent_no", "agent_name", "channel", "branch_code")
LINES = {"疾病保险": "疾病险", "医疗保险": "医疗险", "意外伤害保险": "意外险", "年金保险": "年金险"}
DESIGNS = {"分红型": "分红险", "万能型": "万能险", "投资连结型": "投连险"}


@dataclass(frozen=True, slots=True)
class Plot:
    """A complaint planted: how many days before the end it came, and what differs. ``days`` count from its receipt."""

    days_ago: int
    kind: str
    cause: str
    days: dict[str, int]
    more: dict[str, str]
    of: str = ""
    """Plots of one word are about one seller; ``再次`` repeats the person and the policy of the plot before."""


class CustomerDesk:
    """Hears of every contract and writes the three sheets at the end; use as a context manager."""

    def __init__(self, folder: Path, seed: int, last: date) -> None:
        self.path = folder / "客户服务.xlsx"
        self._rng, self._last = Random(f"{seed} customers"), last
        self._words = read("customers.yaml")
        self._plots = [Plot(**{"days": {}, "more": {}, **plot}) for plot in self._words["plots"]]
        self._rows: dict[type[Record], list[Row]] = {Complaint: [], Inquiry: [], Satisfaction: []}
        self._sellers: dict[str, Row] = {}
        self._planted: set[int] = set()

    def __enter__(self) -> CustomerDesk:
        return self

    def __exit__(self, *error: Any) -> None:
        with Book(self.path) as book:
            for record, rows in self._rows.items():
                sheet = book.add(record, f"{COMPANY} {record.sheet}", self._last)
                for row in rows:
                    sheet.write(row)

    def note(self, made: Contract) -> None:
        """What the customer of one contract had to say."""
        if made.status == "终止" or made.issued_on > self._last - timedelta(days=YEAR):
            return
        if self._plots and made.sale.policyholder.serial not in self._planted:
            self._planted.add(made.sale.policyholder.serial)
            self._plant(made)
        elif self._rng.random() < COMPLAIN:
            kind, cause = self._rng.choice(self._words["causes"])
            self._complain(made, kind, cause, self._rng.randrange(1, YEAR))
        if self._rng.random() < ASK:
            self._ask(made)
        if self._rng.random() < RATE:
            self._rate(made)

    def _plant(self, made: Contract) -> None:
        plot = self._plots.pop(0)
        row = self._complain(made, plot.kind, plot.cause, plot.days_ago, plot.days, plot.more)
        if plot.of:
            row |= self._sellers.setdefault(plot.of, {name: row[name] for name in OF_SELLER})
        if self._plots and self._plots[0].of == "再次":
            again = self._plots.pop(0)
            self._complain(made, again.kind, again.cause, again.days_ago, again.days, again.more)

    def _complain(
        self, made: Contract, kind: str, cause: str, days_ago: int, days: dict[str, int] | None = None,
        more: dict[str, str] | None = None,
    ) -> Row:  # fmt: skip
        received = self._last - timedelta(days=days_ago)
        answered = self._rng.randrange(4, 15)
        after = {"decided_on": answered - 1, "told_on": answered, "closed_on": answered} if days is None else days
        rows, person, agent = self._rows[Complaint], made.sale.policyholder, made.sale.agent
        row = {
            "complaint_no": f"TS{received:%Y%m}{len(rows) + 1:06d}", "received_on": received,
            "source": self._rng.choices(("公司", "监管转办", "12378"), (7, 1, 2))[0], "complainant": person.name,
            "contact": person.phone or numbers.mobile(person.serial), "identity_verified": "是", "by_other": "否",
            "policy_no": made.policy_no, "line": _line(made), "channel": agent.channel, "agent_name": agent.name,
            "agent_no": agent.number, "branch_code": agent.branch_code, "kind": kind, "cause": cause,
            "demand": self._words["demands"][kind], "amount": made.sale.premium, "handler": DESK,
        }  # fmt: skip
        row |= {name: self._by(received + timedelta(days=count)) for name, count in after.items()}
        if row.get("told_on"):
            fault = self._rng.choice(("无责", "无责", "部分有责"))
            row |= {"decision": "已向客户说明并达成一致", "told_by": "书面", "responsibility": fault}
            row |= {"remediation": "对相关人员补训"} if fault == "部分有责" and days is None else {}
        rows.append(row | (more or {}))
        return rows[-1]

    def _ask(self, made: Contract) -> None:
        rows, day = self._rows[Inquiry], self._last - timedelta(days=self._rng.randrange(0, QUARTER))
        subject, question = self._rng.choice(self._words["questions"])
        by_phone = self._rng.random() < 0.7
        waits = self._rng.choices((0, 1, 2, 6), (80, 10, 6, 4))[0]
        if len(rows) < len(OPEN_SINCE):
            day, waits = self._last - timedelta(days=OPEN_SINCE[len(rows)]), QUARTER
        row = {
            "inquiry_no": f"ZX{day:%Y%m}{len(rows) + 1:06d}", "asked_on": day, "way": "电话" if by_phone else "APP",
            "customer_name": made.sale.policyholder.name, "identity_verified": "是", "policy_no": made.policy_no,
            "subject": subject, "question": question, "handler": DESK, "answered_on": self._by(day + timedelta(waits)),
            "passed_to": "理赔" if waits and subject == "理赔" else "",
        }  # fmt: skip
        if by_phone:
            row["asked_for_person"] = self._rng.choice("是是否")
            row["reached_person"] = self._rng.choice("是是是是否") if row["asked_for_person"] == "是" else ""
        rows.append(row | ({"answer": "已答复"} if row["answered_on"] else {}))

    def _rate(self, made: Contract) -> None:
        rows, day = self._rows[Satisfaction], self._last - timedelta(days=self._rng.randrange(0, QUARTER))
        score = self._rng.choices((5, 4, 3, 2, 1), (50, 28, 12, 6, 4))[0]
        row = {
            "survey_no": f"PJ{day:%Y%m}{len(rows) + 1:06d}", "answered_on": day, "policy_no": made.policy_no,
            "step": self._rng.choice(("投保", "续期", "保全", "理赔", "咨询")), "channel": made.sale.agent.channel,
            "branch_code": made.sale.agent.branch_code, "served_by": DESK, "score": score,
        }  # fmt: skip
        if self._rng.random() < 0.8:
            row["recommends"] = min(10, max(0, score * 2 + self._rng.choice((-1, 0, 0, 1))))
        if self._rng.random() < 0.5:
            row["opinion"] = self._rng.choice(self._words["praise" if score > 3 else "wishes"])
        rows.append(row)

    def _by(self, day: date) -> date | None:
        return day if day <= self._last else None


def _line(made: Contract) -> str:
    fields = made.sale.main.line.fields
    return DESIGNS.get(fields["design"]) or LINES.get(fields["category"], "普通寿险")
