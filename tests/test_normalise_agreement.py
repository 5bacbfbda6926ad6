"""One truth for a cell: column path and scalar path agree, and canonical values are read as themselves."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.normalise.dirty import words_of
from core.normalise.parsed import Heading, Parsed
from core.records.catalogue import ALL_RECORDS
from core.records.kinds import Kind
from core.table import scalar
from core.workbook.read_columns import PLAIN, read_column
from core.workbook.votes import voted

KINDS: dict[str, Kind] = {column.kind.name: column.kind for record in ALL_RECORDS for column in record.columns()}

DIRT = [
    "11010119880506001x", "11010119880506001X 2010.01.01-长期", "138…/139…", "+86 138 0013 8000", "50万",
    "¥1,234.50", "(123.45)", "伍万元整", "1/3", "均等", "50%", "2025.3.5", "25-3-5", "长期", "10年交", "至60岁",
    "终身", "男", "M", "√", "１３８００１３８０００", "张\u3000三", "\u200bA1", "'001", "1.10105E+17", "0000-00-00",
    "#N/A", "A_x000D_", " ", "1E5",
]  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False, width=64).map(lambda number: round(number, 4)),
    st.sampled_from([0.0, 1.0, 0.5, 50.0, 45721.0, 20250305.0, 13800138000.0, 110105194912310021.0]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(DIRT),
    st.text("0123456789.,-/年月日万元%张三Xx１＊ \u3000\u200b()", max_size=12),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(cells=st.lists(CELLS, max_size=12), name=st.sampled_from(sorted(KINDS)), unit=st.sampled_from(["", "万元", "%"]))
def test_a_column_is_its_cells(cells, name, unit):
    kind = KINDS[name]
    heading = Heading("标题", unit)
    column = read_column(kind, cells, heading)
    with_vote = voted(kind, cells, heading)
    for row, cell in enumerate(cells):
        parsed = kind.parse(cell, with_vote)
        assert scalar(column.values[row]) == scalar_of(parsed), (cell, parsed)
        assert column.notes.get(row, ()) == parsed.notes


@settings(max_examples=150, deadline=None)
@given(cell=CELLS, name=st.sampled_from(sorted(KINDS)))
def test_a_canonical_value_is_read_as_itself(cell, name):
    kind = KINDS[name]
    once = kind.parse(cell, Heading(in_force_data=True))
    twice = kind.parse(once.value, Heading(in_force_data=True))
    assert twice.value == once.value, cell


@settings(max_examples=100, deadline=None)
@given(cell=CELLS, name=st.sampled_from(sorted(KINDS)))
def test_every_note_has_words_and_a_lost_value_always_has_a_note(cell, name):
    parsed = KINDS[name].parse(cell, Heading())
    for note in parsed.notes:
        assert words_of(note).fix
    if (
        isinstance(cell, str)
        and cell.strip().isalnum()
        and parsed.value in (None, "")
        and cell not in ("无", "空", "不详")
    ):
        assert parsed.notes or not cell.isascii(), cell


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=10), st.sampled_from(DIRT), st.from_regex(r"[0-9A-Z*]{0,20}", fullmatch=True)))
@pytest.mark.parametrize("parse", PLAIN, ids=lambda parse: parse.__name__)
def test_a_plain_text_needs_no_parsing(parse, text):
    if re.fullmatch(PLAIN[parse], text):
        assert parse(text, Heading()) == Parsed(text)


@pytest.mark.parametrize("record", ALL_RECORDS, ids=lambda record: record.sheet)
def test_every_example_of_a_template_is_read_without_a_word(record):
    for column in record.columns():
        if column.example:
            parsed = column.kind.parse(column.example, Heading())
            assert parsed.value not in (None, ""), column.heading
            assert not parsed.notes, column.heading


def scalar_of(parsed: Parsed) -> object:
    """The parsed value as a column gives it back: numbers through a double."""
    return Decimal(repr(float(parsed.value))) if isinstance(parsed.value, Decimal) else parsed.value
