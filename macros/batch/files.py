"""Result files that are there whole or not at all, whatever the moment at which a process is killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.ledger.problems import LedgerError
from core.reports.ours import refuse_foreign
from core.workbook.edit import our_tabs


@contextmanager
def whole_files(folder: Path, step: str) -> Iterator[Path]:
    """A hidden folder to write into; what was written there is moved into ``folder`` at the end.

    Moving replaces an earlier result of ours; LedgerError where a user's file has the name. What a killed process left
    in the hidden folder is thrown away.
    """
    work = folder / f".{step}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    yield work
    for file in sorted(path for path in work.rglob("*") if path.is_file()):
        target = folder / file.relative_to(work)
        if not our_tabs_in(target):
            refuse_foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    shutil.rmtree(work, ignore_errors=True)


def our_tabs_in(target: Path) -> bool:
    """Is there a marked copy of ours?"""
    try:
        return target.is_file() and bool(our_tabs(target))
    except (LedgerError, OSError, ValueError):
        return False
