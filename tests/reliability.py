"""A ledger under strain: a real file, real processes, books of policies and of 保全 requests that change them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.ledger.audit import audit
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from macros.command_line import main
from tests.markdown import workbook
from tests.servicing import view

COMMAND = [sys.executable, "-m", "macros.command_line"]
DOCUMENT = Policy.column("policyholder_document_no").example
HEAD = """
| 数据截止日：2026-09-30 | | | | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 业务员工号 | 投保人姓名 | 投保人证件号码 | 保额 | 投保人手机 | 保单状态 |
"""
REQUESTS = """
| 数据截止日：2026-10-31 | | | | | | | | | | |
| 受理号 | 受理日时 | 申请人身份 | 保单号 | 保全项目 | 变更内容 | 变更前 | 变更后 | 签名比对 | 批单号 | 办结日 |
"""


def policies(
    folder: Path, numbers: Sequence[int], name: str = "台账.xlsx", further: Mapping[str, str] | None = None
) -> Path:
    """A book of policies P1, P2, …, and further sheets."""
    row = "| P{number} | WL2601 | 860101 | 个险 | A1 | 张三 | {document} | 100000 | 13800138000 | 有效 |\n"
    text = "".join(row.format(number=number, document=DOCUMENT) for number in numbers)
    return workbook(folder, {"保单台账": HEAD + text, **(further or {})}, name=name)


def requests(folder: Path, numbers: Sequence[int], name: str = "保全.xlsx") -> Path:
    """A register that gives each of some policies a new phone, one 受理号 and so one batch each."""
    row = (
        "| BQ{number} | 2026-10-20 | 投保人 | P{number} | 电话变更 | 投保人手机 | 13800138000 | 13900139000 | 一致"
        " | PD{number} | 2026-10-21 |\n"
    )
    text = "".join(row.format(number=number) for number in numbers)
    return workbook(folder, {"保全受理登记表": REQUESTS + text}, name=name)


def ledger_of(folder: Path, count: int) -> Path:
    """A ledger with so many policies, closed, all of it in its one file."""
    db = folder / "台账.sqlite"
    assert main(["sync", str(policies(folder, range(1, count + 1))), "--db", str(db), "--yes"]) == 0
    with sqlite3.connect(db) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()
    return db


def copy_of(db: Path, folder: Path) -> Path:
    """The same ledger elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(db, folder / db.name))


def held(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the ledger shows; its chain is whole."""
    ledger = open_ledger(db, create=False)
    assert audit(ledger).breaks == ()
    shown = view(ledger)
    ledger.close()
    return shown


def sync(db: Path, book: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """``neiqin sync`` in a process of its own; ``before``: a command that runs it, such as ``unshare -m``."""
    words = [*before, *COMMAND, "sync", str(book), "--db", str(db), "--yes"]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def one_clear_message(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 3 and one Chinese line that says what and what next; no traceback."""
    said = done.stderr.strip()
    assert done.returncode == 3, done
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    assert all(word in said for word in words), said
