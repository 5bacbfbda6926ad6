"""Writes a changed package; its unchanged parts are carried over as the compressed bytes they are."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import BinaryIO

from core.private_file import private_draft

_LEVEL = 4  # of deflate: a sheet 8 % larger than at 6, in a third of the time


def write_package(file: BinaryIO, old: zipfile.ZipFile, changed: Mapping[str, bytes | None], target: Path) -> None:
    """Writes ``old`` (open on ``file``) with changed, new and dropped (None) parts, in the old order, new ones last.

    It is written beside ``target`` and then put in its place, whole or not at all, readable by its owner alone.
    """
    with private_draft(target) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as new:
        _write_parts(file, old, changed, new)


def _write_parts(
    file: BinaryIO, old: zipfile.ZipFile, changed: Mapping[str, bytes | None], new: zipfile.ZipFile
) -> None:
    waiting = dict(changed)
    stamp = old.infolist()[0].date_time
    for info in old.infolist():
        if info.filename not in waiting:
            _carry(file, info, new)
        elif (body := waiting.pop(info.filename)) is not None:
            new.writestr(_entry(info.filename, info.date_time), body, compresslevel=_LEVEL)
    for name, body in waiting.items():
        if body is not None:
            new.writestr(_entry(name, stamp), body, compresslevel=_LEVEL)


def _entry(name: str, stamp: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _carry(source: BinaryIO, info: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
    """Copies one entry without inflating it, for which zipfile has no call; most of the speed comes from here."""
    source.seek(info.header_offset)
    name_length, extra_length = struct.unpack("<26x2H", source.read(30))
    source.seek(name_length + extra_length, os.SEEK_CUR)
    entry = copy(info)
    entry.flag_bits &= ~0x08  # sizes stand in the header, not behind the data
    entry.extra = b""
    assert new.fp is not None
    new.fp.seek(new.start_dir)
    entry.header_offset = new.start_dir
    new.fp.write(entry.FileHeader())
    left = info.compress_size
    while left:
        block = source.read(min(left, 1 << 20))
        if not block:
            raise zipfile.BadZipFile("truncated entry")
        new.fp.write(block)
        left -= len(block)
    new.start_dir = new.fp.tell()
    new.filelist.append(entry)
    new.NameToInfo[entry.filename] = entry
