"""The parts of an OOXML workbook that say where its sheets are and how its days count."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_EPOCH = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=[\"'](?:1|true)[\"']")
_SMALL = 8 << 20

NOT_WHOLE = (
    zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError, zlib.error,
)  # fmt: skip
"""What opening or reading a package raises where it is cut, damaged, encrypted or of a kind that nobody knows."""
INFLATED_LIMIT = 4 << 30
"""Bytes of all parts together; the same as for editing."""
RATIO_LIMIT, RATIO_FROM = 500, 64 << 20
"""A part above ``RATIO_FROM`` bytes that inflates more than this is a bomb; styled empty rows reach about 150."""
MOST_SHEETS = 500
"""A clerk's workbook has a dozen; each costs some hundredths of a second."""


def too_large(archive: zipfile.ZipFile) -> bool:
    """True for a package that would inflate to an absurd size, by what it declares, or names too many sheets."""
    parts = archive.infolist()
    swollen = any(p.file_size > RATIO_FROM and p.file_size > RATIO_LIMIT * max(p.compress_size, 1) for p in parts)
    if swollen or sum(part.file_size for part in parts) > INFLATED_LIMIT:
        return True
    return len(_SHEET.findall(_small(archive, "xl/workbook.xml"))) > MOST_SHEETS


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part name, in workbook order; a sheet without a readable part is left out."""
    workbook = _small(archive, "xl/workbook.xml")
    targets = {
        tag.get("Id", ""): posixpath.normpath(posixpath.join("xl", tag.get("Target", ""))).removeprefix("/")
        for tag in map(_attributes, _RELATION.findall(_small(archive, "xl/_rels/workbook.xml.rels")))
    }
    known = set(archive.namelist())
    sheets = {}
    for tag in map(_attributes, _SHEET.findall(workbook)):
        relation = next((value for name, value in tag.items() if name.endswith(":id")), "")
        if targets.get(relation) in known:
            sheets[tag.get("name", "")] = targets[relation]
    return sheets


def epoch_1904(archive: zipfile.ZipFile) -> bool:
    """Do the workbook's day numbers count from 1904-01-01?"""
    return bool(_EPOCH.search(_small(archive, "xl/workbook.xml")))


def _small(archive: zipfile.ZipFile, part: str) -> bytes:
    if part not in archive.namelist():
        return b""
    with archive.open(part) as stream:
        return stream.read(_SMALL)


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): html.unescape(value.decode("utf-8", "replace")) for name, value in _ATTRIBUTE.findall(tag)}
