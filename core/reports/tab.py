"""What a worksheet of the month's report is known by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.reports.page import Page
from core.reports.report_data import ReportData


@dataclass(frozen=True)
class Tab:
    """One worksheet behind 首页. ``holds``: its line in the table of contents.

    ``linked_to``: other tabs link into its rows, so that it is written before them.
    """

    name: str
    holds: str
    write: Callable[[Page, ReportData], None]
    linked_to: bool = False
