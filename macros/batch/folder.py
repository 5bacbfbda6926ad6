"""The workbooks of a batch: which there are, in what order they come, and where each one's results go.

Books with reference lists come first, then those with policies, claims and applications, then what refers to them
(保全, 送达, 续期 …): a request is judged when its policy is known. Within a group they come by name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.ledger.books import file_hash
from core.records.application import Application
from core.records.catalogue import ALL_RECORDS, PRODUCT_RECORDS
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.record import Record
from core.records.reference import REFERENCE_RECORDS
from core.workbook.package_parts import NOT_WHOLE, sheet_parts
from core.workbook.recognise import named_record
from macros.outcome import UsageError
from macros.session import REFERENCE_FOLDER, reference_books, workbooks_in

_LISTS: tuple[type[Record], ...] = (*PRODUCT_RECORDS, *REFERENCE_RECORDS)
_ORDER: tuple[tuple[type[Record], ...], ...] = (_LISTS, (Policy,), (Claim, Application))


@dataclass(frozen=True)
class BatchBook:
    """One workbook. ``name``: its path inside the folder; ``key``: its content and all reference lists as one hash."""

    path: Path
    name: str
    key: str
    results: Path


@dataclass(frozen=True)
class Folder:
    """All workbooks in the order in which the ledger takes them, and the reference lists they are judged by."""

    books: tuple[BatchBook, ...]
    lists: tuple[Path, ...]
    references: tuple[Path, ...]
    fingerprint: str


def survey(folder: Path, out: Path) -> Folder:
    """Look at every workbook under ``folder`` without reading its rows; UsageError where there is none.

    ``references``: the books of 参考资料. ``lists``: these, and the workbooks among the books whose sheets carry the
    name of a reference list. ``fingerprint``: their hash, so that a changed list brings every book up again.
    """
    if not folder.is_dir():
        raise UsageError(f"文件夹不存在：{folder}")
    references = reference_books([folder / REFERENCE_FOLDER], None)
    found = [path for path in _workbooks(folder, out.resolve()) if path not in references]
    if not found:
        raise UsageError(f"文件夹里没有工作簿：{folder}")
    ranks = {path: _rank(path) for path in found}
    lists = (*references, *(path for path in found if not ranks[path]))
    hashes = {path: _hash(path) for path in {*found, *lists}}
    fingerprint = _joined(f"{path.name}{hashes[path]}" for path in lists)
    books = []
    for path in sorted(found, key=lambda path: (ranks[path], path.relative_to(folder).as_posix())):
        name = path.relative_to(folder).as_posix()
        books.append(BatchBook(path, name, _joined((name, hashes[path], fingerprint)), out / results_of(name)))
    return Folder(tuple(books), lists, references, fingerprint)


def results_of(name: str) -> Path:
    """A folder for each workbook: 投保单.xlsx and 投保单.csv, or those of two subfolders, never share one."""
    path = Path(name)
    return path.parent / f"{path.stem}（{path.suffix[1:].lower()}）"


def _workbooks(folder: Path, out: Path) -> Iterator[Path]:
    """The workbooks of a folder and its subfolders; results of an earlier batch are none."""
    if folder.resolve() == out:
        return
    yield from workbooks_in(folder)
    for below in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        yield from _workbooks(below, out)


def _rank(path: Path) -> int:
    """The place of the workbook's group, by the names of its sheets."""
    records = {record for record in (named_record(name, ALL_RECORDS)[0] for name in _sheet_names(path)) if record}
    return next((rank for rank, group in enumerate(_ORDER) if records & {*group}), len(_ORDER))


def _sheet_names(path: Path) -> list[str]:
    """The sheet names of an OOXML package; another format has the name of its file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(sheet_parts(archive))
    except NOT_WHOLE:
        return [path.stem]


def _hash(path: Path) -> str:
    """The file's hash, ``""`` where it cannot be opened: reading it will say why."""
    try:
        return file_hash(path)
    except OSError:
        return ""


def _joined(parts: Iterator[str] | tuple[str, ...]) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()
