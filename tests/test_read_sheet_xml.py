"""The streaming pass over sheet XML: what other writers than Excel may put there."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from core.records.application import Application
from core.workbook.addresses import column_letters, column_number, row_spans
from core.workbook.package_parts import epoch_1904, sheet_parts, too_large
from core.workbook.read import read_workbooks
from core.workbook.sheet_xml import SheetFacts, scan_sheet
from tests.reading import said, value


def scanned(xml: str) -> SheetFacts:
    """The facts of a sheet part with this content."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("sheet.xml", xml)
    with zipfile.ZipFile(package) as archive:
        return scan_sheet(archive, "sheet.xml")


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_facts_are_found_with_and_without_a_namespace_prefix(prefix):
    cells = (
        "<cols><col min='2' max='3' hidden='1'/></cols><sheetData>"
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>2</f><v>2</v></c></row>'
        '<row r="7" hidden="1"><c r="A7" t="e"><v>#DIV/0!</v></c><c r="AB7"><v>1</v></c></row></sheetData>'
    )
    for tag in ("cols", "col", "sheetData", "row", "c", "f", "v"):
        cells = cells.replace(f"<{tag}>", f"<{prefix}{tag}>").replace(f"</{tag}>", f"</{prefix}{tag}>")
        cells = cells.replace(f"<{tag} ", f"<{prefix}{tag} ")
    facts = scanned(f"<{prefix}worksheet>{cells}</{prefix}worksheet>")
    assert facts.no_value == [(1, 1)], "an empty text is a value, no value is none"
    assert facts.errors == {(7, 1): "#DIV/0!"}
    assert (facts.hidden_rows, facts.hidden_columns, facts.last) == ([7], [2, 3], (7, 28))


def test_rows_are_found_across_blocks_and_without_numbers():
    rows = "".join(
        f"<row{' hidden=' + chr(34) + '1' + chr(34) if i == 40_000 else ''}><c><v>{i}</v></c></row>"
        for i in range(50_000)
    )
    facts = scanned(f"<sheetData>{rows}</sheetData>")
    assert (facts.hidden_rows, facts.last[0]) == ([40_001], 50_000)


def test_an_entity_in_a_sheet_is_never_expanded():
    facts = scanned(
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><sheetData><row r="1"><c r="A1" t="e"><v>&a;&lt;</v></c></row></sheetData>'
    )
    assert facts.errors == {(1, 1): "&a;<"}


def test_a_bomb_is_told_by_what_it_declares():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    with zipfile.ZipFile(package) as archive:
        assert too_large(archive)


def test_sheets_are_found_through_the_relations_of_the_workbook():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbookPr date1904="1"/><sheets><sheet name="甲&amp;乙" r:id="rId7"/></sheets>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationship Id="rId7" Target="/xl/worksheets/a.xml"/>')
        archive.writestr("xl/worksheets/a.xml", "")
    with zipfile.ZipFile(package) as archive:
        assert sheet_parts(archive) == {"甲&乙": "xl/worksheets/a.xml"}
        assert epoch_1904(archive)


def test_addresses_hold_when_the_table_starts_in_the_middle_of_the_sheet(tmp_path):
    path = tmp_path / "偏.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("投保单")
        for j, text in enumerate(("投保单号", "机构代码", "保费合计")):
            sheet.write_string(6, 3 + j, text)
        sheet.write_row(7, 3, ["TB1", "86"])
        sheet.write_formula(7, 5, "=NA()", None, "#N/A")
    reading = read_workbooks([path])
    applications = reading.tables.of(Application)
    assert value(applications, "application_no") == "TB1"
    assert (applications.where("application_no", 0).cell, reading.sheets[0].header_row) == ("D8", 7)
    assert said(reading.findings) == [("D20", "拒收", "F8")]


def test_letters_and_rows():
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16_384]
    assert row_spans([3, 4, 5, 9]) == "3–5、9"
