"""Where the office keeps what belongs to no workbook: the ledger, and a record of errors."""

from __future__ import annotations

import os
from pathlib import Path

from core.private_file import owner_only

LEDGER_VARIABLE = "NEIQIN_DB"
_FOLDER, _LEDGER, _ERRORS = "保险内勤", "台账.db", "出错记录.txt"


def ledger_file() -> Path:
    """The ledger of the buttons: what NEIQIN_DB names, else 保险内勤/台账.db in the user's own folder.

    Never a workbook's choice: a mailed workbook could name a file on a stranger's server.
    """
    given = os.environ.get(LEDGER_VARIABLE, "")
    return Path(given) if given else home() / _LEDGER


def home() -> Path:
    """The office's folder in the user's own."""
    return Path.home() / _FOLDER


def note_error(text: str) -> Path:
    """Append technical details to the record of errors; gives its path."""
    path = home() / _ERRORS
    with owner_only():
        path.parent.mkdir(parents=True, exist_ok=True)
        record = path.open("a", encoding="utf-8")
    with record:
        record.write(text + "\n")
    return path


def fresh_folder(name: str) -> Path:
    """A new folder of this name in the office's, or name_2, name_3 …: earlier results are never written over."""
    number = 1
    folder = home() / name
    while folder.exists():
        number += 1
        folder = home() / f"{name}_{number}"
    folder.mkdir(parents=True)
    return folder
