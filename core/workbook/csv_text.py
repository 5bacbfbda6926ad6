"""csv files: UTF-8 with or without mark, GB18030, UTF-16; every cell stays text."""

from __future__ import annotations

import csv
import io

from core.normalise.parsed import Cell

_DELIMITERS = ",\t;|"


def decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether every byte could be read."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), True
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding), True
        except UnicodeDecodeError:
            continue
    return content.decode("gb18030", "replace").replace("\ufffd", "□"), False


def csv_rows(text: str) -> list[list[Cell]]:
    """Rows of text cells; the delimiter is the one that the first lines hold most often."""
    head = "".join(text.splitlines(keepends=True)[:20])
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(1 << 24)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
