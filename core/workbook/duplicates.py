"""Rows with the same key, and one certificate under two names (cases 21, 22). Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from core.findings import Finding, Where
from core.normalise import dirty
from core.normalise.parsed import Note
from core.table import Table, text_of


def person_key(document_type: str, document_no: str) -> tuple[str, str]:
    """What makes two rows the same person: the certificate, never the name (case 22)."""
    return document_type, document_no


def duplicates(table: Table) -> list[Finding]:
    """A finding on every later row with the key of an earlier one: identical, or contradicting it."""
    first: dict[tuple[str, ...], int] = {}
    findings = []
    for index, key in enumerate(table.keys()):
        if not all(key[:1]):
            continue
        earlier = first.setdefault(key, index)
        if earlier != index:
            says = "identical" if _content(table, earlier) == _content(table, index) else "default"
            findings.append(
                _finding(table, table.record.key[0], index, says, table.where(table.record.key[0], earlier))
            )
    return findings


def names_of_one_person(table: Table) -> list[Finding]:
    """A finding on every row whose certificate number stood earlier beside another name."""
    findings = []
    for party in table.record.parties:
        fields = party.fields
        if not {"name", "document_no"} <= fields.keys():
            continue
        name, number = fields["name"], fields["document_no"]
        kind = fields.get("document_type", "")
        first: dict[tuple[str, str], int] = {}
        for index in _filled(table, name, number):
            key = person_key(table[kind][index] if kind else "", table[number][index])
            earlier = first.setdefault(key, index)
            if table[name][earlier] != table[name][index]:
                findings.append(_finding(table, name, index, "names", table.where(name, earlier)))
    return findings


def _filled(table: Table, *names: str) -> Iterator[int]:
    return (index for index in range(len(table)) if all(table[name][index] for name in names))


def _content(table: Table, index: int) -> list[str]:
    return [text_of(column[index]) for column in table.columns.values()]


def _finding(table: Table, name: str, index: int, says: str, other: Where) -> Finding:
    place = f"{other.sheet}!{other.cell}"
    kind = table.record.column(name).kind.personal
    note = Note("D21", says, (("other", place),))
    return dirty.finding(note, table.where(name, index), table.as_typed(name, index), kind, table.record.in_force_data)
