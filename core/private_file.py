"""Files that only their owner may read (0600 where the system knows that), from the first byte on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600
_OTHERS = 0o077


@contextmanager
def private_draft(target: Path) -> Iterator[Path]:
    """An empty private file beside ``target`` to write into; it takes the place of ``target`` at the end, whole, or not
    at all. OSError where the folder or the file cannot be written."""
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    draft = Path(made)
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def owner_only() -> Iterator[None]:
    """Whatever this process makes meanwhile, by whatever library, is its owner's alone."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)
