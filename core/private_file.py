"""Files that only their owner may read (0600 where the system knows that), from the first byte on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

OWNER_ONLY = 0o600
_OTHERS = 0o077


@contextmanager
def private_draft(target: Path) -> Iterator[Path]:
    """An empty private file beside ``target`` to write into; it takes the place of ``target`` at the end, whole, or not
    at all. What a killed process left of an earlier draft goes. OSError where the folder or the file cannot be written.
    """
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{sha256(target.name.encode()).hexdigest()[:12]}-"
    _sweep(target.parent, prefix)
    handle, made = tempfile.mkstemp(prefix=prefix, suffix=target.suffix, dir=target.parent)
    draft = Path(made)
    try:
        _claim(handle)
        try:
            yield draft
        finally:
            os.close(handle)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _sweep(folder: Path, prefix: str) -> None:
    """Remove the drafts that nobody is writing any more: they hold personal data."""
    for draft in [path for path in folder.iterdir() if path.name.startswith(prefix)]:
        with suppress(OSError):
            _remove_unclaimed(draft)


def _claim(handle: int) -> None:
    """Hold a draft as long as this process lives; Windows lets nobody remove an open file anyway."""
    with suppress(ImportError, OSError):  # a network drive may know no locks: then nobody sweeps there either
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_unclaimed(draft: Path) -> None:
    """Remove a draft; OSError where a living process holds it."""
    try:
        import fcntl
    except ImportError:
        draft.unlink()
        return
    with draft.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        draft.unlink()


@contextmanager
def owner_only() -> Iterator[None]:
    """Whatever this process makes meanwhile, by whatever library, is its owner's alone."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)
