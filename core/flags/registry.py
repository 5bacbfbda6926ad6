"""Every red flag, part by part: what it needs, what it is set to, and the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired, FlagHit, NotRun, RowRef
from core.flags.words import sentences, words
from core.law import NotInForce
from core.law.model import Parameter
from core.table import blanks, scalar, text_of

_MODULES = (
    "claim_timing", "claim_changes", "claim_frequency", "claim_amounts", "claim_clusters", "claim_documents",
    "claim_people", "complaints", "complaint_texts", "surrenders", "cooling_off_surrenders", "payments",
)  # fmt: skip
Settings = Mapping[str, Any]
Compute = Callable[[FlagData, Settings], Iterator[Fired]]
Needs = Mapping[Any, tuple[str, ...]]
"""By record, or by several records of which any one will do, the columns that must hold something."""
_PARTS: list[Part] = []


@dataclass(frozen=True)
class Part:
    """One way a flag can be raised.

    ``settings``: the names of the flag's parameters that it uses, or of another flag's as ``S06.large_amount``.
    ``beside``: the setting that says how many other hints a claim must have for this one to be shown; blank: none.
    """

    code: str
    name: str
    needs: Needs
    settings: tuple[str, ...]
    compute: Compute
    beside: str = ""


def flag(
    code: str, name: str, *, needs: Needs, settings: tuple[str, ...] = (), beside: str = ""
) -> Callable[[Compute], Compute]:
    """Register the function below as a part of a flag. KeyError where ``sentences.yaml`` has no words for it."""
    sentences()[code][name]

    def register(compute: Compute) -> Compute:
        _PARTS.append(Part(code, name, needs, settings, compute, beside))
        return compute

    return register


@cache
def parts() -> tuple[Part, ...]:
    """Every part of every flag: F01 to F17, then S01 to S11."""
    for module in _MODULES:
        import_module(f"core.flags.{module}")
    return tuple(sorted(_PARTS, key=lambda part: part.code))


def look_for(part: Part, data: FlagData) -> tuple[list[FlagHit], NotRun | None]:
    """The hints of one part, or why it was not looked for."""
    try:
        known = data.law.value(part.code, data.on)
        settings = _settings(part, data)
    except NotInForce as error:
        return [], NotRun(part.code, part.name, data.law.value(part.code, None).title, f"未执行：{error}")
    if lacking := _unset(part, settings) or _missing(part, data):
        return [], NotRun(part.code, part.name, known.title, lacking)
    used = "；".join(f"{_label(name)} {_written(settings[name])}" for name in map(_own, part.settings))
    return [_hit(part, known, used, settings, fired) for fired in part.compute(data, settings)], None


def least(part: Part, data: FlagData) -> int:
    """How many other hints must have a claim among their rows for a hint of this part to be listed."""
    return int(data.settings(part.code)[part.beside] or 0) if part.beside else 0


def _settings(part: Part, data: FlagData) -> Settings:
    own = dict(data.settings(part.code))
    for name in part.settings:
        if "." in name:
            own[_own(name)] = data.settings(name.split(".")[0])[_own(name)]
    return own


def _unset(part: Part, settings: Settings) -> str:
    unset = [name for name in part.settings if settings.get(_own(name)) is None]
    wanted = "、".join(f"{_label(_own(name))}（{name if '.' in name else f'{part.code}.{name}'}）" for name in unset)
    return f"未执行：公司未设定{wanted}，请在《参数》中设定。" if unset else ""


def _missing(part: Part, data: FlagData) -> str:
    for records, columns in part.needs.items():
        choices = records if isinstance(records, tuple) else (records,)
        if not any(len(data.table(record)) for record in choices):
            return f"未执行：缺{'或'.join(f'《{record.sheet}》' for record in choices)}的数据。"
        table = data.table(choices[0])
        lacking = [table.record.column(name).heading for name in columns if blanks(table[name]).all()]
        if lacking:
            return f"未执行：缺《{table.record.sheet}》的{'、'.join(f'“{heading}”' for heading in lacking)}列。"
    return ""


def _hit(part: Part, known: Parameter, used: str, settings: Settings, fired: Fired) -> FlagHit:
    words_of_settings = {name: _written(value) for name, value in settings.items()}
    sentence = sentences()[part.code][part.name].format(**{**words_of_settings, **fired.says})
    rows = tuple(_reference(at) for at in fired.rows)
    day = _day(fired.rows[0])
    return FlagHit(part.code, part.name, known.title, rows[0], day, rows, used, sentence, known.basis, known.status)


def _reference(at: At) -> RowRef:
    record = at.table.record
    return RowRef(record.sheet, "／".join(text_of(at.table[name][at.row]) or "—" for name in record.key))


def _day(at: At) -> date | None:
    found: date | None = scalar(at.table[at.table.record.event_date][at.row]) if at.table.record.event_date else None
    return found


def _own(name: str) -> str:
    return name.split(".")[-1]


def _label(name: str) -> str:
    return str(words()["settings"][name])


def _written(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
