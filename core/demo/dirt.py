"""What careless hands do to cells: one function per case of the dirty-data catalogue (D01 … D35).

Each takes the right value and gives what stands in the cell instead. ``harmless`` cases can be put right without
asking, so that the row goes through; the others make the reader refuse the cell or ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from core.demo.sheets import EPOCH, ErrorCell
from core.records.record import Column

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@dataclass(frozen=True)
class Case:
    """One way to spoil a cell of the kinds named; ``spoil`` gives None where the value does not lend itself to it."""

    code: str
    kinds: tuple[str, ...]
    spoil: Callable[[Random, Any], Any]
    harmless: bool = True


def _as_number(rng: Random, value: Any) -> Any:
    return float(value) if str(value).isdigit() and len(str(value)) >= 16 else None


def _invisible(rng: Random, value: Any) -> Any:
    mark = rng.choice(("\u00a0", "\u3000", "\u200b", "\ufeff"))
    return f"{mark}{value}" if rng.random() < 0.5 else f"{value}{mark}"


def _spaced_name(rng: Random, value: Any) -> Any:
    return rng.choice((" ", "\u3000")).join(value) if len(value) in (2, 3) else None


def _written_date(rng: Random, value: Any) -> Any:
    if not isinstance(value, date):
        return None
    return rng.choice(
        (
            f"{value.year}.{value.month}.{value.day}", f"{value.year}/{value.month}/{value.day}",
            f"{value:%Y%m%d}", f"{value.year}年{value.month}月{value.day}日", f"{value} 00:00:00", (value - EPOCH).days,
        )
    )  # fmt: skip


def _amount_with_unit(rng: Random, value: Any) -> Any:
    if value and value % 10_000 == 0:
        return f"{value // 10_000:.0f}万元"
    return f"¥{value:,.2f}" if value else None


def _text_amount(rng: Random, value: Any) -> Any:
    return f"{value:,.2f}" if value else None


def _phone_dressed(rng: Random, value: Any) -> Any:
    return rng.choice((f"+86{value}", f"{value[:3]} {value[3:7]} {value[7:]}", f"{value[:3]}-{value[3:7]}-{value[7:]}"))


def _lower_x(rng: Random, value: Any) -> Any:
    return value.lower() if str(value).endswith("X") else None


def _other_word(rng: Random, value: Any) -> Any:
    return {"男": "M", "女": "F", "是": "√", "身份证": "居民身份证", "年交": "年缴", "银行转账": "转账"}.get(value)


CASES = (
    Case("D01", ("证件号码",), _as_number, harmless=False),
    Case("D02", ("账号",), _as_number, harmless=False),
    Case("D06", ("编号", "账号"), lambda rng, value: f"'{value}"),
    Case("D07", ("证件号码", "手机"), lambda rng, value: str(value).translate(FULL_WIDTH)),
    Case("D08", ("编号", "姓名", "文本", "证件号码"), _invisible),
    Case("D09", ("姓名",), _spaced_name),
    Case("D11", ("日期",), _written_date),
    Case("D14", ("金额",), _amount_with_unit),
    Case("D15", ("金额",), _text_amount),
    Case("D20", ("金额", "日期"), lambda rng, value: ErrorCell("=NA()", "#N/A"), harmless=False),
    Case("D28", ("性别", "是否", "证件类型", "交费频率", "交费方式"), _other_word),
    Case("D29", ("证件号码",), _lower_x),
    Case("D30", ("手机",), _phone_dressed),
)


def soil(
    rng: Random,
    columns: Sequence[Column],
    row: Mapping[str, Any],
    *,
    harmless_only: bool = False,
    keep: tuple[str, ...] = (),
) -> tuple[str, str, Any, bool] | None:
    """Spoil one cell of a row: (case, field, what stands there, harmless); None when nothing was fit for it.

    ``keep``: fields that stay clean, such as the keys that sheets are joined by.
    """
    case = rng.choice([case for case in CASES if case.harmless or not harmless_only])
    fit = [c for c in columns if c.kind.name in case.kinds and c.name not in keep and row.get(c.name) not in (None, "")]
    if not fit:
        return None
    column = rng.choice(fit)
    typed = case.spoil(rng, row[column.name])
    return None if typed is None else (case.code, column.name, typed, case.harmless)
