"""Sections of the tab 客服 about satisfaction: scores and NPS with n, months, key word themes, opinions to answer."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.service.opinions import SURVEY, Opinion, words
from core.service.satisfaction import Scores, scores
from core.table import Mask

WIDTH = 10
MOST_ROWS = 30
MONTHS = 6
FEW = 30
"""Fewer answers than this are marked: the figure alone says little."""
SCORES = (
    Column("服务评价", look="wrap"), Column("评分 n", "count"), Column("平均分", "per head"), Column("满意度", "rate"),
    Column("NPS n", "count"), Column("NPS", "rate"), Column("95%区间下限", "rate"), Column("95%区间上限", "rate"),
    Column("提示", align="center"),
)  # fmt: skip


def satisfaction(page: Page, report: ReportData) -> None:
    """The month's evaluations, whole, by kind of service, by channel and by branch."""
    surveys, data = report.customers.surveys, report.data
    chosen = data.in_month(surveys["answered_on"])
    page.section(f"满意度与 NPS（本月评价 {int(chosen.sum())} 件）", WIDTH)
    page.headings(SCORES)
    _scores(page, report, "合计", chosen, "total")
    for title, name in (("按服务环节", "step"), ("按渠道", "channel"), ("按机构", "branch_code")):
        for place in range(len(SCORES)):
            page.put(page.row, place, title if place == 0 else None, "group")
        page.row += 1
        for value in sorted(set(surveys[name][chosen].tolist())):
            _scores(page, report, value or "（未登记）", chosen & (surveys[name] == value))
    marks = report.customers.marks
    page.line(
        f"满意：评分 {marks.satisfied_from:.0f} 分以上（含）；NPS＝推荐者（{marks.promoter_from:.0f} 分以上）占比"
        f"－贬损者（{marks.detractor_to:.0f} 分以下）占比，在 -100% 与 100% 之间。口径待公司确认。"
        f"n 少于 {FEW} 的只供参考，看区间。", WIDTH,
    )  # fmt: skip
    page.line(
        "区间为调整 Wald 法的 95% 置信区间：先加 3 份答案（两端各 0.75、中间 1.5），"
        "件数很少时也不会显得确定。", WIDTH,
    )  # fmt: skip


def _scores(page: Page, report: ReportData, title: str, chosen: Mask, look: str = "") -> None:
    surveys = report.customers.surveys
    found = scores(surveys["score"], surveys["recommends"], chosen, report.customers.marks)
    at = page.row
    page.record(SCORES, [title, *_cells(found), None], look)
    few = found.count > 0 and min(found.count, found.answered or found.count) < FEW
    page.put(at, 8, "件数少" if few else None, "attention" if few else look or "cell", align="center")


def _cells(found: Scores) -> list[float]:
    return [
        found.count, found.average, found.satisfied, found.answered, found.net_promoter, found.lowest, found.highest,
    ]  # fmt: skip


def by_month(page: Page, report: ReportData) -> None:
    """The last months beside each other, up to the 统计日."""
    surveys = report.customers.surveys
    page.section(f"近 {MONTHS} 个月", WIDTH)
    page.headings(SCORES)
    for back in reversed(range(MONTHS)):
        then = report.data.earlier(back)
        answered = surveys["answered_on"]
        chosen = (answered >= then.first) & (answered <= min(then.last, report.data.as_of))
        _scores(page, report, then.text, np.asarray(chosen))


def themes(page: Page, report: ReportData) -> None:
    """How many opinions of the month hold a key word of each theme, beside the theme that the desk registered."""
    said = report.customers.opinions
    page.section(f"意见主题（本月 {len(said)} 条意见和低分，关键词计数）", WIDTH)
    columns = (
        Column("主题", look="wrap"), Column("含关键词", "count"), Column("归入主题", "count"),
        Column("须回应", "count"), Column("来自评价", "count"), Column("来自回访", "count"),
    )  # fmt: skip
    by_words = Counter(theme for each in said for theme in each.by_words)
    named = Counter(each.theme for each in said)
    rows = []
    for theme in sorted(named | by_words, key=lambda name: (-named[name], -by_words[name], name)):
        own = [each for each in said if each.theme == theme]
        surveyed = sum(each.source == SURVEY for each in own)
        answers = sum(each.negative for each in own)
        rows.append([theme, by_words[theme], named[theme], answers, surveyed, len(own) - surveyed])
    page.table(columns, rows, "本月没有意见")
    listed = "、".join(f"{theme}：{'/'.join(keys[:3])}…" for theme, keys in list(words()["themes"].items())[:3])
    page.line(f"按关键词计数，不是对意见的理解；一条意见可含几个主题（{listed}）。登记了主题的按登记归入。", WIDTH)


def to_answer(page: Page, report: ReportData) -> None:
    """Opinions of the month that want an answer, by the department they go to."""
    wanted = [each for each in report.customers.opinions if each.negative]
    page.section(f"须回应的意见（本月 {len(wanted)} 条，均列入待办）", WIDTH)
    columns = (
        Column("编号"), Column("日期", "day", "center"), Column("来源", align="center"),
        Column("服务环节", align="center"), Column("渠道", align="center"), Column("主题", align="center"),
        Column("承办部门", align="center"),
    )  # fmt: skip
    page.table(columns, [_opinion(each) for each in wanted[:MOST_ROWS]])
    if len(wanted) > MOST_ROWS:
        page.line(f"另有 {len(wanted) - MOST_ROWS} 条未列出，见待办。", WIDTH)


def _opinion(each: Opinion) -> list[object]:
    return [each.key, each.on, each.source, each.step, each.channel or "—", each.theme, each.department]
