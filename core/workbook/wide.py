"""A wide sheet: one line per application that feeds several records, told apart by prefixes (投保人姓名) (case 18)."""

from __future__ import annotations

from core.records.people import Beneficiary, Insured, Policyholder
from core.records.record import Record
from core.workbook.binding import Binding, Recognised, bind
from core.workbook.headings import Written, field_of, plain_index, prefixed_index

_PEOPLE: dict[type[Record], tuple[frozenset[str], ...]] = {
    Policyholder: (frozenset({"name", "document_no"}),),
    Insured: (frozenset({"name", "document_no"}),),
    Beneficiary: tuple(frozenset({"name", other}) for other in ("document_no", "share", "relation")),
}
"""Without one of these sets a wide sheet says too little about a person to make a record of it."""


def feed_others(found: Recognised, records: tuple[type[Record], ...]) -> None:
    """Add a binding for each of ``records`` that the sheet holds beside its main record, then see what is left over."""
    main = found.bindings[0]
    known = (main.record, *records)
    for record in records:
        groups = sorted({reading.group for readings in found.header.columns for reading in readings})
        for group in groups if record is Beneficiary else [""]:
            index = prefixed_index(record, known) if record.prefixes else plain_index((record,))
            free = [j for j in range(len(found.header.columns)) if j not in found.headings and j not in found.repeated]
            trial = Recognised(found.header, [], dict(found.headings), dict(found.repeated))
            binding = Binding(record, {}, frozenset(main.columns) & frozenset({"application_no"}))
            bind(trial, binding, index, free, group)
            if _distinctive(binding):
                binding.columns |= {name: main.columns[name] for name in binding.join}
                found.headings, found.repeated = trial.headings, trial.repeated
                found.bindings.append(binding)
                found.wide = True
    _bind_left_over(found)


def _bind_left_over(found: Recognised) -> None:
    """A heading without prefix that exactly one record of the sheet knows is that record's (受益份额)."""
    for j in found.unknown():
        for reading in found.header.columns[j] if j not in found.repeated else ():
            knowing = [(binding, _own_field(reading, binding.record)) for binding in found.bindings]
            meant = [(binding, name) for binding, name in knowing if name]
            if len(meant) == 1 and meant[0][1] not in meant[0][0].columns:
                meant[0][0].columns[meant[0][1]] = j
                found.headings[j] = reading
                break


def _own_field(reading: Written, record: type[Record]) -> str:
    return field_of(reading, record, plain_index((record,)))


def _distinctive(binding: Binding) -> bool:
    """Does the wide sheet hold what makes a record of this kind?"""
    own = set(binding.columns)
    if binding.record in _PEOPLE:
        return any(needed <= own for needed in _PEOPLE[binding.record])
    required = {column.name for column in binding.record.columns() if column.required} - {"application_no"}
    return len(own) >= max(2, len(required) / 2) and (len(own & required) * 2 >= len(required))
