"""What the house itself knows to be open: findings to correct, papers that are missing, legal limits that run out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from core.days.working_columns import add_working_days_column
from core.days.working_days import NOT_ANNOUNCED
from core.findings import Basis, Finding, Severity, Status, Where
from core.law.basis import weakest
from core.measures.compliance import Found
from core.measures.todo import Todo
from core.office import routing
from core.office.known import Known
from core.underwriting.documents import confidential, missing_documents

FINDING, PAPERS, LIMIT = "合规整改", "资料补正", "法定时限"
_DAYS = {Severity.REFUSED: "todo_days_refused", Severity.REFERRED: "todo_days_referred"}


def findings_to_correct(known: Known) -> Iterator[Todo]:
    """One row per standing 拒收 or 转核 finding; those that only lack a paper are :func:`papers_to_ask_for`."""
    found = [one for one in _grave(known) if not _paper(one)]
    for one, (due, stamp) in zip(found, _due_days(known, found), strict=True):
        basis, words = _basis(known, one)
        department = routing.of_finding(one.code, one.severity, one.record)
        yield Todo(
            origin=FINDING,
            key=finding_key(one),
            from_department=routing.asks(),
            to_department=department,
            subject=f"{one.record_key} {one.code}{words}：{one.message}",
            opened_on=_opened(one),
            due_on=due,
            basis=str(basis[0]) if basis else "读表时的格式检查",
            basis_status=weakest([*(each.status for each in basis), _limit_status(known, one)]),
            owner=one.agent_no if department == "销售" else "",
            note=stamp,
        )


def papers_to_ask_for(known: Known) -> Iterator[Todo]:
    """One row per application whose findings ask for papers, with all of them at once (一次性告知)."""
    lacking: dict[str, list[Found]] = defaultdict(list)
    for one in _grave(known):
        if _paper(one):
            lacking[one.number].append(one)
    first = [min(found, key=_earliest_and_gravest) for found in lacking.values()]
    notice = known.data.facts.law.clock("NB-1").basis[0]
    for (number, found), one, (due, stamp) in zip(lacking.items(), first, _due_days(known, first), strict=True):
        papers = dict.fromkeys(paper for each in found if (paper := _paper(each)))
        yield Todo(
            origin=PAPERS,
            key=number,
            from_department="核保",
            to_department="销售",
            subject=f"投保单{number}缺：{'、'.join(papers)}",
            opened_on=_opened(one),
            due_on=due,
            basis=f"{'、'.join(sorted({each.code for each in found}))}；{notice}",
            basis_status=_limit_status(known, one),
            owner=one.agent_no,
            note=stamp,
        )


def limits_running_out(known: Known) -> Iterator[Todo]:
    """One row per legal limit that is missed, or ends within the horizon; cases listed by their own room are not."""
    for clock in known.clocks:
        if routing.listed_by_its_room(clock.code):
            continue
        yield Todo(
            origin=LIMIT,
            key=f"{clock.code}/{clock.key}",
            from_department=routing.asks(),
            to_department=routing.of_clock(clock.code),
            subject=f"{clock.key} {clock.code} {clock.event}",
            opened_on=clock.started_on,
            due_on=clock.due_on,
            basis=clock.basis,
            basis_status=clock.status,
            note="；".join(filter(None, (clock.stamp, "" if clock.recorded else "台账不登记是否已办，请核对"))),
        )


def last_seen(known: Known) -> dict[tuple[str, str], date]:
    """By origin and key the last day on which the source showed the matter; without those that cannot tell."""
    seen: dict[tuple[str, str], date] = {}
    for one in _grave(known):
        place = (PAPERS, one.number) if _paper(one) else (FINDING, finding_key(one))
        seen[place] = max(seen.get(place, date.min), date.fromisoformat(one.run_day or one.day))
    for clock in known.clocks:
        if clock.recorded:
            seen[LIMIT, f"{clock.code}/{clock.key}"] = known.data.as_of_day
    return seen


def finding_key(found: Found) -> str:
    """What stays the same from run to run: rule, record and column."""
    return f"{found.code}/{found.record_key}/{found.column_name}"


def _grave(known: Known) -> list[Found]:
    """What needs a person. Confidential findings (反洗钱) stay with compliance: every department reads this list."""
    return [one for one in known.compliance.standing if one.severity in _DAYS and not confidential(one.code)]


def _paper(found: Found) -> str:
    """The paper that would settle the finding, "" where no paper does."""
    asked = missing_documents([Finding(found.code, found.severity, Where(), "", "", "")])
    return asked[0] if asked else ""


def _earliest_and_gravest(found: Found) -> tuple[date, int]:
    return _opened(found), list(Severity).index(found.severity)


def _opened(found: Found) -> date:
    return date.fromisoformat(found.first_seen or found.run_day or found.day)


def _due_days(known: Known, found: Sequence[Found]) -> list[tuple[date, str]]:
    """Per finding its last day (company's working days after it was found) and 调休未公布 where that is open."""
    if not found:
        return []
    facts, opened = known.data.facts, np.array([_opened(one) for one in found], dtype="datetime64[D]")
    limits = np.zeros(len(found))
    for severity, key in _DAYS.items():
        of_severity = np.array([one.severity is severity for one in found])
        limits[of_severity] = facts.law.column(key, opened[of_severity])
    due, open_calendar = add_working_days_column(opened, limits, facts.calendar)
    return [
        (day, NOT_ANNOUNCED if flag else "") for day, flag in zip(due.tolist(), open_calendar.tolist(), strict=True)
    ]


def _basis(known: Known, found: Found) -> tuple[tuple[Basis, ...], str]:
    """The rule's basis and title; the findings of the reading have neither."""
    try:
        rule = known.data.facts.law.rule(found.code)
    except KeyError:
        return (), ""
    return rule.basis, f" {rule.title}"


def _limit_status(known: Known, found: Found) -> Status:
    return known.data.facts.law.value(_DAYS[found.severity], known.data.as_of_day).status
