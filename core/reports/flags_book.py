"""受限: the workbook of red flags for the few who may see it. Never a tab of the month report, never for sales.

反洗钱法第三十五条 keeps suspicion confidential, so the file is readable by its owner alone (0600) and says so on every
printed page.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.flags.claim_grounds import claim_grounds
from core.flags.decisions import claims_by_month, decisions
from core.flags.flag_data import FlagData
from core.flags.loading import tables_of
from core.flags.look import look_over
from core.law import Law
from core.records.flag_decision import FlagDecision
from core.reports.book import new_book
from core.reports.flags_tabs import Look, write_hits, write_log, write_not_run, write_rates, write_rows, write_summary
from core.reports.grounds_tab import write_grounds
from core.reports.page import Page
from core.table import Tables


def write_flags(
    source: sqlite3.Connection | Tables,
    target: Path,
    on: date,
    law: Law,
    *,
    until_change: int | None = None,
    access: str = "",
) -> Look:
    """Look for every flag as of ``on`` and write the workbook with its decision log; gives what stands in it.

    ``source`` and ``until_change`` as in :func:`core.flags.look.flags`; ``access``: who looked, printed on the first
    tab. The same tables, law and day give the same bytes. LedgerError where ``target`` is a user's file.
    """
    tables = tables_of(source, until_change)
    data = FlagData(tables, law, on)
    looked = look_over(data)
    log = decisions(tables.of(FlagDecision), on)
    look = Look(tuple(looked.hits), tuple(looked.not_run), tuple(log), on, claims_by_month(data), looked.alone, access)
    with new_book(target, "可疑线索", on) as (workbook, formats):
        write_summary(Page(workbook, formats, "受限说明"), look, law)
        write_hits(Page(workbook, formats, "线索"), look)
        write_rows(Page(workbook, formats, "触发行"), look)
        write_not_run(Page(workbook, formats, "未执行"), look)
        write_log(Page(workbook, formats, "处理记录"), look)
        write_rates(Page(workbook, formats, "命中率"), look)
        write_grounds(Page(workbook, formats, "理赔分析"), claim_grounds(data, looked.hits), on)
    return look
