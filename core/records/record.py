"""The base of every record: one pydantic model per sheet, and the columns it declares.

Nobody types a heading twice: template headings, dropdowns, input help, the reader, SQLite columns and the reference
page are all read off ``Record.columns()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from core.normalise.parsed import Heading
from core.records.kinds import Kind


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


def column(heading: str, *aliases: str, required: bool = False, help: str = "", example: str = "") -> Any:
    """Declare a column: its heading, its synonyms, whether it is a core field (A101), help and an invented example.

    The default is a blank cell, parsed like any other: ``""`` for text, ``None`` for everything else.
    """
    extra: dict[str, Any] = {"aliases": list(aliases), "required": required, "example": example}
    return Field(default="", alias=heading, description=help, json_schema_extra=extra, validate_default=True)


class Record(BaseModel):
    """A row that a clerk writes down. Subclasses name their sheet, table, key and columns, and hold no judgement."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

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

    @field_validator("*", mode="before")
    @classmethod
    def _read_cell(cls, value: Any, info: ValidationInfo) -> Any:
        kind = kind_of(cls.model_fields[str(info.field_name)])
        return kind.parse(value, Heading(in_force_data=cls.in_force_data)).value

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The columns in the order of the template."""
        return tuple(_column(name, info) for name, info in cls.model_fields.items())

    @classmethod
    def column(cls, name: str) -> Column:
        """The column of an English field name; KeyError when the record has none such."""
        return _by_name(cls)[name]


@cache
def _by_name(record: type[Record]) -> dict[str, Column]:
    return {column.name: column for column in record.columns()}


def kind_of(info: FieldInfo) -> Kind:
    """The kind that ``Annotated`` attached to a field."""
    return next(item for item in info.metadata if isinstance(item, Kind))


def _column(name: str, info: FieldInfo) -> Column:
    extra = info.json_schema_extra
    assert isinstance(extra, dict)
    aliases = extra["aliases"]
    assert isinstance(aliases, list)
    return Column(
        name=name,
        heading=info.alias or name,
        aliases=tuple(str(alias) for alias in aliases),
        kind=kind_of(info),
        required=bool(extra["required"]),
        help=info.description or kind_of(info).help,
        example=str(extra["example"]),
    )
