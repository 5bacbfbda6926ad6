"""Keeps what a native library prints to the terminal by itself away from the user."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2


@contextmanager
def native_errors_unheard() -> Iterator[None]:
    """Meanwhile nothing that is written to the process's standard error is seen: calamine's panics print a trace.

    Python's own ``sys.stderr`` writes there too, so that only calls into the library belong inside. Without a standard
    error (a program without a console) nothing changes.
    """
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)
