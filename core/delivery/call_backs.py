"""新单回访: who has to be called until when, what was answered, and the problems that must be solved by others.

4号令 Art. 15 to 18: the eight questions, inside the 犹豫期 (CB-1); misleading sales solved within 15 working days by
people who do not sell (CB-2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.days.anniversary import anniversaries
from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines, words
from core.delivery.deliveries import Deliveries
from core.law.lookup import Law
from core.records.delivery import CallBack
from core.records.reference import Staff
from core.table import Array, Mask, Table, Tables, blanks

QUESTIONS = {
    "is_policyholder": "①受访人不是投保人本人",
    "bought_and_signed": "②不确认购买或非亲笔签名",
    "read_documents": "③未阅读产品说明书和投保提示",
    "knows_cover": "④不知悉保险责任、责任免除或保险期间",
    "knows_surrender_loss": "⑤不知悉退保损失",
    "knows_cooling_off": "⑥不知悉犹豫期",
    "knows_instalments": "⑦不知悉交费期间和频率",
    "recording_is_true": "⑧双录不是真实意思",
}
"""Answer 否 to a question: the problem it shows."""
REACHED = ("成功-无问题", "成功-问题件", "电子回访完成")
PROBLEM = "成功-问题件"
GROUP, ONE_YEAR, SINGLE = "团险", "1年", "趸交"
ENOUGH_ATTEMPTS = 3
_SPLIT = re.compile(r"[；;，,\n]+")


class CallStage(StrEnum):
    """How far a call-back is."""

    NOT_NEEDED = "不需回访"
    WAITING = "待签收"
    TO_CALL = "待回访"
    REACHED = "已回访"
    PROBLEM = "问题件处理中"
    SOLVED = "问题件已解决"


@dataclass(frozen=True)
class CallBacks:
    """One entry per policy of ``deliveries``, shape (n,). ``row``: its row of 回访登记, -1 without one."""

    deliveries: Deliveries
    register: Table
    row: Array
    needed: Mask
    reached_on: Array
    result: Array
    attempts: Array
    solution: Deadlines
    due_words: str
    sellers: frozenset[str]

    @cached_property
    def reached(self) -> Mask:
        """Called back with success on or before the day."""
        succeeded = np.any([self.result == word for word in REACHED], axis=0)
        return np.asarray(succeeded & (self.reached_on <= self.deliveries.on))

    @cached_property
    def due(self) -> Array:
        """The last day for the call: the end of the 犹豫期 (CB-1)."""
        return self.deliveries.cooling_off_ends

    @cached_property
    def late(self) -> Mask:
        """Due, and called after the 犹豫期 or not at all."""
        too_late = (self.reached & (self.reached_on > self.due)) | (~self.reached & (self.due < self.deliveries.on))
        return np.asarray(self.needed & too_late & ~self._ended)

    @cached_property
    def problem(self) -> Mask:
        """A problem was found: by the result, or by an answer 否."""
        said_no = np.any([self.register[name] == "否" for name in QUESTIONS], axis=0)
        denied = np.append(said_no, False)[self.row]
        return np.asarray(self.reached & ((self.result == PROBLEM) | denied))

    @cached_property
    def solved_on(self) -> Array:
        """When the problem was solved, NaT where it is open."""
        solved = self.register.look_up(self.row, "solved_on")
        return np.where(solved <= self.deliveries.on, solved, np.datetime64("NaT", "D"))

    @cached_property
    def solved_by_seller(self) -> Mask:
        """Solved by somebody who sells: 4号令 Art. 18 asks for others."""
        solver = self.register.look_up(self.row, "solved_by")
        return np.array([person in self.sellers for person in solver.tolist()], dtype=bool)

    @cached_property
    def stage(self) -> Array:
        """The :class:`CallStage` of each."""
        conditions = [
            ~self.needed,
            self.problem & ~np.isnat(self.solved_on),
            self.problem,
            self.reached,
            np.isnat(self.due),
        ]
        names = [
            CallStage.NOT_NEEDED, CallStage.SOLVED, CallStage.PROBLEM, CallStage.REACHED, CallStage.WAITING,
        ]  # fmt: skip
        stages: Array = np.select(conditions, [name.value for name in names], CallStage.TO_CALL.value)
        return stages

    @cached_property
    def to_call(self) -> Mask:
        """Whom to call today: needed, signed for, not reached, policy not ended."""
        return np.asarray((self.stage == CallStage.TO_CALL.value) & ~self._ended)

    @cached_property
    def _ended(self) -> Mask:
        policies = self.deliveries.policies
        return np.asarray((policies["status"] == "终止") & ~(policies["status_on"] > self.deliveries.on))

    def problems(self, row: int) -> tuple[str, ...]:
        """The questions of one policy that were answered 否."""
        entry = self.row[row]
        if entry < 0:
            return ()
        return tuple(words for name, words in QUESTIONS.items() if self.register[name][entry] == "否")

    def unasked(self, row: int) -> tuple[str, ...]:
        """Questions without an answer although somebody was reached: ⑦ only with instalments, ⑧ only with 双录."""
        entry, policies = self.row[row], self.deliveries.policies
        if entry < 0 or not self.reached[row]:
            return ()
        skipped = set()
        if policies["frequency"][row] == SINGLE:
            skipped.add("knows_instalments")
        if not policies["recording_no"][row]:
            skipped.add("recording_is_true")
        return tuple(
            words[0] for name, words in QUESTIONS.items() if name not in skipped and not self.register[name][entry]
        )


def call_backs(tables: Tables, given: Deliveries, law: Law, calendar: Calendar) -> CallBacks:
    """The call-backs of the policies of ``given``, by 回访登记 and, where it is silent, by 保单台账."""
    register, policies = tables.of(CallBack), given.policies
    row = register.match("policy_no", policies["policy_no"].tolist())
    own_result = register.look_up(row, "result")
    own_day = register.look_up(row, "succeeded_on")
    result = np.where(blanks(own_result), policies["call_back_result"], own_result)
    reached_on = np.where(blanks(own_result), policies["called_back_on"], own_day)
    tried = register.look_up(row, "tried_at")
    clock = law.clock("CB-1", given.on.astype(date))
    return CallBacks(
        deliveries=given,
        register=register,
        row=row,
        needed=needs_call_back(policies),
        reached_on=reached_on,
        result=result,
        attempts=np.array([len(set(attempts(text))) for text in tried.tolist()], dtype=np.intp),
        solution=deadlines("CB-2", reached_on, law, calendar, given.on),
        due_words=words(clock.basis),
        sellers=_sellers(tables.of(Staff)),
    )


def needs_call_back(policies: Table) -> Mask:
    """Individual policies of more than one year (CB-1)."""
    matures, effective = policies["matures_on"], policies["effective_on"]
    longer = np.isnat(matures) | np.isnat(effective) | (matures > anniversaries(effective, 1))
    return np.asarray((policies["policy_term"] != ONE_YEAR) & longer & (policies["channel"] != GROUP))


def attempts(text: str) -> list[str]:
    """The moments written in 各次拨打日时, one per attempt."""
    return [part.strip() for part in _SPLIT.split(text) if part.strip()]


def _sellers(staff: Table) -> frozenset[str]:
    sells = staff["role"] == "销售人员"
    return frozenset(staff["staff_no"][sells].tolist() + staff["name"][sells].tolist()) - {""}
