"""A workbook under an Excel password: ECMA-376 agile encryption (AES, SHA-512), by msoffcrypto-tool."""

from __future__ import annotations

import io
from pathlib import Path

from core.private_file import private_draft

LOCKABLE = (".xlsx", ".xlsm")
SHORTEST = 8
"""Characters of a password; a product choice, for agile encryption is only as strong as its password."""


class LockError(Exception):
    """The file could not be encrypted; its name, never the password."""


def lock(path: Path, password: str) -> None:
    """Encrypt a workbook in place, whole or not at all. LockError for another kind of file or a damaged one."""
    from msoffcrypto.format.ooxml import OOXMLFile

    if path.suffix.lower() not in LOCKABLE:
        raise LockError(path.name)
    encrypted = io.BytesIO()
    try:
        OOXMLFile(io.BytesIO(path.read_bytes())).encrypt(password, encrypted)
    except Exception:  # every damage raises its own kind, and a traceback could show what it holds
        raise LockError(path.name) from None
    with private_draft(path) as draft:
        draft.write_bytes(encrypted.getvalue())
