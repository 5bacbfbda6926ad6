"""A record as a pydantic model, for whoever holds a single row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from core.normalise.parsed import Heading, Holds
from core.records.kinds import Kind

if TYPE_CHECKING:
    from core.records.record import Record

_TYPES: dict[Holds, Any] = {
    "text": str,
    "day": date | None,
    "amount": Decimal | None,
    "number": Decimal | None,
    "fraction": Decimal | None,
}


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def model_of(record: type[Record]) -> type[BaseModel]:
    """A model with the record's fields: the headings are their aliases, the cells are parsed by their kinds.

    A cell left out is a blank one, parsed like any other: ``""`` for text, ``None`` for everything else.
    """
    heading = Heading(in_force_data=record.in_force_data)
    fields: dict[str, Any] = {
        column.name: (
            Annotated[_TYPES[column.kind.holds], BeforeValidator(partial(_read, column.kind, heading))],
            Field(default="", alias=column.heading, description=column.help, validate_default=True),
        )
        for column in record.columns()
    }
    return create_model(record.__name__, __base__=_Row, __doc__=record.__doc__, **fields)


def _read(kind: Kind, heading: Heading, cell: Any) -> Any:
    return kind.parse(cell, heading).value
