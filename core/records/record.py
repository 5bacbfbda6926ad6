"""The base of every record: one class per sheet, the columns it declares, and a pydantic model for a single row.

Nobody types a heading twice: template headings, dropdowns, input help, the reader, SQLite columns and the reference
page are all read off ``Record.columns()``. Whole tables need no more than the columns, so pydantic is imported when a
row is asked for.
"""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, get_type_hints

from core.records.kinds import Kind

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True)
class Column:
    """One column of a sheet: English field name, Chinese heading with the synonyms it is recognised by, and its kind."""

    name: str
    heading: str
    aliases: tuple[str, ...]
    kind: Kind
    required: bool
    help: str
    example: str


@dataclass(frozen=True)
class Party:
    """A person inside a record: which field holds which of the person's data (missing ones are simply not recorded).

    ``fields`` maps the canonical names (name, sex, birth_date, age, document_type, document_no, document_validity,
    nationality, phone, address, postal_code, email, occupation_code, …) to the record's own field names.
    """

    role: str
    fields: dict[str, str]


@dataclass(frozen=True)
class _Declared:
    """What stands behind a field's name and kind in the class of a record."""

    heading: str
    aliases: tuple[str, ...]
    required: bool
    help: str
    example: str


def column(heading: str, *aliases: str, required: bool = False, help: str = "", example: str = "") -> Any:
    """Declare a column: its heading, its synonyms, whether it is a core field (A101), help and an invented example."""
    return _Declared(heading, aliases, required, help, example)


class Record(ABC):
    """A row that a clerk writes down. Subclasses name their sheet, table, key and columns, and hold no judgement."""

    sheet: ClassVar[str]
    """The worksheet name, which is also the record's Chinese name."""
    sheet_aliases: ClassVar[tuple[str, ...]] = ()
    table: ClassVar[str]
    """The English plural name: the table in ``Tables`` and in the ledger."""
    key: ClassVar[tuple[str, ...]]
    """Field names that together identify a row; never a person's name."""
    weak_key: ClassVar[tuple[str, ...]] = ()
    """Parts of the key that a sheet may leave out; where all are blank, ``told_apart_by`` must not change."""
    told_apart_by: ClassVar[str] = ""
    prefixes: ClassVar[tuple[str, ...]] = ()
    """Words that may stand before a heading where several records share one wide sheet: 投保人 + 姓名."""
    event_date: ClassVar[str] = ""
    """The field whose day decides which law applies; empty: the application's day, found through ``application_no``."""
    parties: ClassVar[tuple[Party, ...]] = ()
    in_force_data: ClassVar[bool] = False
    """True for data on policies already in force: old certificates are then a 提示, not a 拒收."""
    sensitive: ClassVar[bool] = False
    """True for health data, kept in a table of its own."""

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The columns in the order of the template; a record built on another has that one's columns first."""
        kinds = get_type_hints(cls, include_extras=True)
        fields = {name: field for base in reversed(cls.__mro__) for name, field in vars(base).items()}
        return tuple(
            _column(name, _kind(kinds[name]), field) for name, field in fields.items() if isinstance(field, _Declared)
        )

    @classmethod
    def column(cls, name: str) -> Column:
        """The column of an English field name; KeyError when the record has none such."""
        return _by_name(cls)[name]

    @classmethod
    @cache
    def model(cls) -> type[BaseModel]:
        """The pydantic model of one row: cells by heading or field name, parsed as the reader would; frozen."""
        from core.records.model import model_of

        return model_of(cls)


@cache
def _by_name(record: type[Record]) -> dict[str, Column]:
    return {column.name: column for column in record.columns()}


def _kind(annotated: Any) -> Kind:
    """The kind that ``Annotated`` attached to a field."""
    return next(item for item in annotated.__metadata__ if isinstance(item, Kind))


def _column(name: str, kind: Kind, declared: _Declared) -> Column:
    help = declared.help or kind.help
    return Column(name, declared.heading, declared.aliases, kind, declared.required, help, declared.example)
