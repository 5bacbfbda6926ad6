"""精算数据: seriatim files and their workbook, from the ledger as it was known."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.extract.parquet import read_back, write_parquet
from core.extract.premium_check import Verdict, left_out, rate_cells
from core.extract.seriatim import seriatim
from core.ledger.access import log_access
from core.ledger.changes import last_change
from core.ledger.current import change_known_on, load_tables
from core.ledger.cutoff import cutoffs, latest
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.reports.extract_book import Extract, write_extract
from macros.outcome import Outcome, UsageError

BOOK = "精算数据.xlsx"


def extract(ledger: sqlite3.Connection, why: str, folder: Path, known_on: date | None = None) -> Outcome:
    """Write the Parquet files and the workbook into ``folder``, which is new or empty; logged with the reason."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"请给一个新的或空的文件夹：{folder}")
    until = last_change(ledger) if known_on is None else change_known_on(ledger, known_on)
    on = _cutoff(ledger, until)
    files = seriatim(ledger, until)
    log_access(ledger, "extract", [folder / BOOK], sum(file.rows for file in files), why)
    folder.mkdir(parents=True, exist_ok=True)
    held = load_tables(ledger, (Policy, Product, CashValue), until_change=until)
    cells = rate_cells(held.of(Policy), held.of(Product), held.of(CashValue))
    outcome, found = Outcome(), {}
    try:
        outcome.files += write_parquet(files, folder)
        found = {file.name: read_back(folder, file) for file in files}
    except ModuleNotFoundError:
        outcome.say("没有写 Parquet 文件：请先安装组件 pip install 'neiqin[extract]'。")
    made = Extract(files, cells, on, until, found, left_out(held.of(Policy)))
    write_extract(made, folder / BOOK)
    outcome.files.append(folder / BOOK)
    _say(outcome, made, folder)
    return outcome


def _cutoff(ledger: sqlite3.Connection, until: int) -> date:
    """The latest 数据截止日 among the changes. UsageError for a ledger that holds nothing."""
    found = latest(cutoffs(ledger, until))
    if found is None:
        raise UsageError("台账里还没有数据，没有可提取的内容。")
    return found


def _say(outcome: Outcome, made: Extract, folder: Path) -> None:
    rows = {file.name: file.rows for file in made.files}
    outcome.say(f"精算数据：{folder}　" + "　".join(f"{name} {count} 行" for name, count in rows.items()))
    if made.read_back:
        outcome.say("控制合计：与台账逐项相等。" if made.ties() else "控制合计：与台账不等，请勿使用，见《控制合计》。")
    verdicts = {verdict.value: sum(cell.verdict is verdict for cell in made.cells) for verdict in Verdict}
    outcome.say("费率检验：" + "　".join(f"{word} {count}" for word, count in verdicts.items()))
    if made.left_out:
        outcome.say(f"费率检验：另有 {made.left_out} 行没有保额或保费，不在检验内。")
    outcome.data = {"rows": rows, "ties": made.ties(), "rates": verdicts, "change": made.last_change}
