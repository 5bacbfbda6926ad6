"""Folders of small workbooks for batch, and what a ledger holds apart from the time of day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.records.policy import Policy
from tests.markdown import workbook

HEADINGS = """
| 数据截止日：2026-10-31 | | | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 业务员工号 | 投保人姓名 | 投保人证件号码 | 保额 | 投保人手机 |
"""
ROWS = 5
_MOMENTS = ("known_at", "chain")


def ledger_book(folder: Path, number: int, name: str = "", rows: int = ROWS) -> Path:
    """保单台账 number N: policies PN-0, PN-1 …; the last row lacks its 险种代码 and is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    document = Policy.column("policyholder_document_no").example
    lines = [
        f"| P{number}-{row} | {'WL2601' if row < rows - 1 else ''} | 860101 | 个险 | A1 | 张三 | {document} |"
        f" {100_000 + number} | 1380013{number:04d} |\n"
        for row in range(rows)
    ]
    return workbook(folder, {"保单台账": HEADINGS + "".join(lines)}, name=name or f"台账_{number:04d}.xlsx")


def ledger_books(folder: Path, count: int, rows: int = ROWS) -> list[Path]:
    return [ledger_book(folder, number, rows=rows) for number in range(count)]


def held(db: Path) -> dict[str, list[tuple]]:
    """All tables of a ledger without the moments at which it came to know things."""
    with closing(sqlite3.connect(db)) as ledger:
        names = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: _rows(ledger, name) for name in names}


def policies(db: Path) -> dict[str, int]:
    """How many policies the ledger holds of every workbook of :func:`ledger_book`, and no version twice."""
    with closing(sqlite3.connect(db)) as ledger:
        if not ledger.execute("SELECT 1 FROM sqlite_master WHERE name = 'policies'").fetchone():
            return {}
        found = ledger.execute(
            "SELECT substr(ledger_key, 1, instr(ledger_key, '-') - 1), COUNT(*), COUNT(DISTINCT ledger_key)"
            " FROM policies_versions GROUP BY 1"
        ).fetchall()
    assert all(versions == distinct for _, versions, distinct in found)
    return {book: versions for book, versions, _ in found}


def _rows(ledger: sqlite3.Connection, table: str) -> list[tuple]:
    names = [row[1] for row in ledger.execute(f"PRAGMA table_info({table})") if row[1] not in _MOMENTS]
    listed = ", ".join(f'"{name}"' for name in names)
    return ledger.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}").fetchall()
