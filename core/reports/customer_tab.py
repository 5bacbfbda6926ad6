"""客服: call-backs by question and outcome, questions by topic, satisfaction with its n, opinions and where they go."""

from __future__ import annotations

from core.reports.call_sections import attempts, questions, to_call, unreached
from core.reports.inquiry_sections import topics, unanswered
from core.reports.opinion_sections import by_month, satisfaction, themes, to_answer
from core.reports.page import Page
from core.reports.report_data import ReportData

WIDTHS = (40, 13, 13, 13, 13, 13, 13, 13, 13, 44)
SECTIONS = (
    questions, attempts, to_call, unreached, topics, unanswered, satisfaction, by_month, themes, to_answer,
)  # fmt: skip


def write_customers(page: Page, report: ReportData) -> None:
    """The whole tab; nothing that a customer wrote or is called stands on it."""
    page.title(f"客服　{report.month_words}", f"{report.subtitle}　客户原话不列，查登记表")
    page.fix_widths(WIDTHS)
    for section in SECTIONS:
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)
