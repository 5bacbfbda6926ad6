"""What a file really is, by its first bytes and not by its extension (cases 23, 24)."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

Content = Literal["ooxml", "xlsb", "ods", "xls", "encrypted", "html", "text", "empty", "damaged", "other"]

NAMES: dict[Content, str] = {
    "ooxml": "xlsx", "xlsb": "xlsb", "ods": "ods", "xls": "xls", "html": "网页表格", "text": "csv",
}  # fmt: skip
EXTENSIONS: dict[Content, tuple[str, ...]] = {
    "ooxml": (".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsb": (".xlsb",), "ods": (".ods",), "xls": (".xls", ".et", ".xlt"),
    "html": (".htm", ".html"), "text": (".csv", ".txt", ".tsv"),
}  # fmt: skip

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"


def sniff(content: bytes) -> Content:
    """The kind of content."""
    if not content:
        return "empty"
    if content.startswith(_OLE):
        return _ole(content)
    if content.startswith(_ZIP):
        return _zip(content)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<"):
        return "html" if b"<table" in content.lower() else "other"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    return "other" if b"\x00" in content[:4096] else "text"


def _zip(content: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return "damaged"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "ooxml"
    return "ods" if "content.xml" in names else "other"


def _ole(content: bytes) -> Content:
    import msoffcrypto

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        return "encrypted" if office.is_encrypted() else "xls"
    except Exception:  # the library raises many kinds for what is no Office file at all
        return "damaged"
