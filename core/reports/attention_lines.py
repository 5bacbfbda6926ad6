"""需要关注: the lines that answer a supervisor's questions: on target? lapsing? leaving, and why? unpaid? open?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Severity
from core.measures.month_data import MonthData
from core.measures.surrender_causes import about_to_surrender, surrendered
from core.measures.surrender_movement import by_cause
from core.office.remediation import by_department, progress
from core.renewal.due_list import Stage
from core.renewal.forecast import LABEL
from core.reports.report_data import ReportData

MOST_NAMED = 4
CAUSES_NAMED = 3


@dataclass(frozen=True)
class Attention:
    """One sentence. ``look``: bad, attention or good; ``sheet``: the tab where its rows are."""

    look: str
    text: str
    sheet: str


def most(counts: Counter[str], unit: str = "") -> str:
    """``运营 55、培训 24 等``: the largest groups with their counts, and whether there are more."""
    named = "、".join(f"{name} {count}{unit}" for name, count in counts.most_common(MOST_NAMED))
    return f"{named} 等" if len(counts) > MOST_NAMED else named


def targets(report: ReportData) -> list[Attention]:
    """On target? Every measure with a target, in one line."""
    achieved = {name: each.achieved for name, each in report.compared.items() if each.achieved == each.achieved}
    short = [
        f"{name} {share:.1%}"
        for name, share in achieved.items()
        if (share < 1 if report.compared[name].measure.definition.better == "up" else share > 1)
    ]
    if short:
        return [
            Attention(
                "attention", f"目标 {len(achieved)} 项，未达成 {len(short)} 项（达成率）：{'、'.join(short)}", "目标"
            )
        ]
    return [Attention("good", f"目标 {len(achieved)} 项全部达成", "目标")] if achieved else []


def lapses(report: ReportData) -> list[Attention]:
    """Who is at risk of lapsing: what is unpaid inside the 宽限期 or after it, and how many lapse by experience."""
    due = report.service.due
    past = due.stage == Stage.OVER.value
    inside = (due.stage == Stage.GRACE.value) | (due.stage == Stage.TODAY.value)
    if not (past | inside).any():
        return []
    lapsing = sum(band.expected_count for band in report.service.bands[1:])
    expected = f"预计失效 {lapsing:.1f} 件（{LABEL}）" if lapsing == lapsing else "经验不足，不估计失效件数"
    text = (
        f"续期到期未交 {int((past | inside).sum())} 件 {due.fen[past | inside].sum() / 100:,.2f} 元："
        f"宽限期已过 {int(past.sum())} 件，宽限期内 {int(inside.sum())} 件、{expected}"
    )
    return [Attention("attention", text, "续期")]


def surrenders(report: ReportData) -> list[Attention]:
    """Why customers leave: the month's surrenders, and the causes of twelve months."""
    data: MonthData = report.data
    found, pending = surrendered(data), about_to_surrender(data)
    causes = by_cause(data, found)
    now, before = (int(found.counts[found.month == data.month - back].sum()) for back in (0, 1))
    asked = int(pending.counts.sum())
    if not (now or asked):
        return []
    money = found.money[found.month == data.month]
    known = f" {money[money == money].sum():,.2f} 元" if (money == money).any() else ""
    year = sum(each.year for each in causes)
    text = f"本月退保（含犹豫期）{now} 件{known}（上月 {before} 件），申请未办结 {asked} 件；近12个月 {year} 件"
    named = "、".join(f"{each.name} {each.year}" for each in causes[:CAUSES_NAMED])
    return [Attention("attention", text + (f"，主要原因：{named}" if named else ""), "退保")]


def payments(report: ReportData) -> list[Attention]:
    """What the office owes and has not paid."""
    owed = report.owed.open
    if not owed:
        return []
    days = [one.payable.due_on for one in owed if one.payable.due_on]
    since = f"，最早应付日 {min(days)}" if days else ""
    total = sum(one.payable.amount for one in owed)
    return [Attention("attention", f"待付 {len(owed)} 笔 {total:,.2f} 元{since}", "收付清单")]


def findings(report: ReportData) -> list[Attention]:
    """What must be closed before an inspection: refused and referred findings that still stand."""
    standing = Counter[str]()
    for each in progress(report.compliance, report.remediation, by_department):
        standing[each.name] += each.standing
    refused = sum(found.severity is Severity.REFUSED for found in report.compliance.of_month)
    repeats = report.compliance.repeats()
    found = []
    if open_now := sum(standing.values()):
        text = f"检查结果未整改 {open_now} 条（{most(+standing)}），其中本月单据拒收 {refused} 条"
        found.append(Attention("attention", text, "整改"))
    if repeats:
        found.append(Attention("attention", f"同一业务员同一规则重复出现 {len(repeats)} 组", "合规"))
    return found


def by_room(codes: Iterable[str]) -> Counter[str]:
    """How many limits each part of the office's work has: CB-1 and CB-2 are 回访."""
    return Counter(ROOMS.get(code.partition("-")[0], code) for code in codes)


ROOMS = {"NB": "新契约", "CB": "回访", "PS": "保全", "RN": "续期", "CL": "理赔", "CP": "投诉"}
