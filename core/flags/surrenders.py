"""退旧投新, 离职业务员保单, 快退, 频繁投退: who surrenders what, how soon, and what is bought instead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.days.anniversary import monthiversaries
from core.flags.claim_frequency import months_back
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import crowds, days_before, grouped, pairs
from core.flags.registry import Settings, flag
from core.flags.words import among, words
from core.money import reaches
from core.records.policy import Policy
from core.records.reference import Staff
from core.table import Mask

_POLICIES = {Policy: ("policyholder_document_no", "applied_on")}


def given_up(data: FlagData) -> Mask:
    """Policy lines that were surrendered, in 犹豫期 or later."""
    return among(data.policies["termination_reason"], words()["surrender_reasons"])


@flag("S04", "退旧投新", needs=_POLICIES, settings=("window_days",))
def old_for_new(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A new policy applied for on the day of the surrender or up to the window after it, by the same policyholder."""
    policies = data.policies
    person, day = policies["policyholder_document_no"], policies["status_on"]
    lines = data.first_lines
    until = days_before(day, -settings["window_days"])
    able = np.zeros(len(policies), dtype=bool)
    able[lines] = given_up(data)[lines]
    old, new = pairs(person, day, until, person[lines], policies["applied_on"][lines], able=able)
    other = policies["policy_no"][old] != policies["policy_no"][lines[new]]
    for row, bought in grouped(lines[new[other]], old[other]):
        same = any(policies["agent_no"][one] == policies["agent_no"][row] for one in bought)
        days = int((policies["applied_on"][bought[0]] - day[row]).astype(int))
        says = {"days": days, "agent": "同一业务员" if same else "另一业务员", "most": len(bought)}
        yield Fired((At(policies, row), *(At(policies, one) for one in bought)), says)


@flag(
    "S05",
    "离职业务员保单退保",
    needs={Policy: ("agent_no",), Staff: ("left_on",)},
    settings=("multiple", "window_days"),
)
def left_agents(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Surrenders in the days after the agent left, per policy then in force, against the rest of the branch."""
    policies, staff, lines = data.policies, data.table(Staff), data.first_lines
    surrendered = given_up(data)[lines]
    ended = policies["status"][lines] == words()["terminated"]
    issued, over = policies["issued_on"][lines], policies["status_on"][lines]
    agent, branch = policies["agent_no"][lines], policies["branch_code"][lines]
    for row in np.flatnonzero(staff["left_on"] <= np.datetime64(data.on)).tolist():
        left = staff["left_on"][row]
        held = (issued <= left) & ~(ended & (over <= left))
        gone = held & surrendered & (over <= left + settings["window_days"])
        own = held & (agent == staff["staff_no"][row])
        if not own.any():
            continue
        rest = held & ~own & among(branch, set(branch[own].tolist()))
        rate, usual = gone[own].mean(), gone[rest].mean() if rest.any() else np.nan
        if rate > settings["multiple"] * usual:
            found = lines[own & gone]
            says = {"gone": len(found), "book": int(own.sum()), "rate": f"{rate:.1%}", "usual": f"{usual:.1%}"}
            yield Fired((At(staff, row), *(At(policies, int(one)) for one in found)), says)


@flag(
    "S06", "大额趸交快退",
    needs={Policy: ("frequency", "first_premium")}, settings=("window_months", "large_amount"),
)  # fmt: skip
def large_and_short(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A large single premium whose policy is surrendered within the months after 生效."""
    policies = data.policies
    large = (policies["frequency"] == words()["single"]) & reaches(
        policies["first_premium"], float(settings["large_amount"])
    )
    soon = policies["status_on"] <= monthiversaries(policies["effective_on"], settings["window_months"])
    for row in np.flatnonzero(large & given_up(data) & soon).tolist():
        days = int((policies["status_on"][row] - policies["effective_on"][row]).astype(int))
        yield Fired((At(policies, row),), {"days": days})


@flag("S07", "频繁投退", needs=_POLICIES, settings=("count", "window_months"))
def in_and_out(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """So many purchases, surrenders and changed sums of one policyholder within the months, of both kinds at least one.

    Several policies of one day are one purchase, or one surrender.
    """
    policies, lines = data.policies, data.first_lines
    out = lines[given_up(data)[lines]]
    changed = data.changes(words()["sum_changes"])
    asked = policies.match("policy_no", changed.policy_no.tolist())
    known = asked >= 0
    line = np.concatenate([lines, out, asked[known]])
    kind = np.repeat([0, 1, 2], [len(lines), len(out), int(known.sum())])
    day = np.concatenate([policies["applied_on"][lines], policies["status_on"][out], changed.day[known]])
    person = policies["policyholder_document_no"][line].astype(object)
    who = person.astype(str)
    _, once = np.unique(np.array([f"{a}|{b}|{c}" for a, b, c in zip(who, day, kind, strict=True)]), return_index=True)
    left = set(person[kind == 1].tolist())
    once = np.sort(once[np.fromiter((person[one] in left for one in once), bool, len(once))])
    days, kinds, lines_of = day[once], kind[once], line[once]
    for rows, most in crowds(person[once], days, months_back(days, settings["window_months"]), settings["count"]):
        if {0, 1} <= set(kinds[rows].tolist()):
            found = dict.fromkeys(lines_of[rows].tolist())
            yield Fired(tuple(At(policies, int(one)) for one in found), {"most": most})
