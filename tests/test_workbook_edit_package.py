"""What Excel checks before it offers a repair: order of elements, counts, ids, links and content types."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.workbook.edit import edited_copy
from core.workbook.edit_package import Package
from core.workbook.edit_tabs import sheet_names, sheet_part
from tests.workbooks.everything import MARKS, TABS, build_everything
from tests.workbooks.spliced import MAIN, parts

NS = f"{{{MAIN}}}"
WORKSHEET = [
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
]
WORKBOOK = [
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches"),
]


@pytest.fixture(scope="module", params=[".xlsx", ".xlsm"])
def edited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    return edited_copy(build_everything(folder, request.param), folder / f"out{request.param}", TABS, MARKS).target


@pytest.fixture(scope="module")
def contents(edited: Path) -> dict[str, bytes]:
    return parts(edited)


def children(body: bytes) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in ElementTree.fromstring(body)]


def test_elements_stand_in_the_order_of_the_schema(contents: Mapping[str, bytes]) -> None:
    for name, body in contents.items():
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            order = [WORKSHEET.index(tag) for tag in children(body)]
            assert order == sorted(order), name
    order = [WORKBOOK.index(tag) for tag in children(contents["xl/workbook.xml"])]
    assert order == sorted(order)


def test_every_relationship_leads_to_a_part_and_has_its_own_id(contents: Mapping[str, bytes]) -> None:
    for name in [name for name in contents if name.endswith(".rels")]:
        links = list(ElementTree.fromstring(contents[name]))
        assert len({link.get("Id") for link in links}) == len(links)
        folder = posixpath.dirname(posixpath.dirname(name))
        for link in links:
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                assert target.lstrip("/") in contents, f"{name}: {target}"


def test_every_part_has_one_content_type(contents: Mapping[str, bytes]) -> None:
    types = list(ElementTree.fromstring(contents["[Content_Types].xml"]))
    extensions = [one.get("Extension") for one in types if one.get("Extension")]
    overrides = [one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")]
    assert len(set(extensions)) == len(extensions)
    assert len(set(overrides)) == len(overrides)
    assert [name for name in overrides if name not in contents] == []
    untyped = [name for name in contents if name not in overrides and name.rpartition(".")[2] not in extensions]
    assert untyped == ["[Content_Types].xml"] or untyped == []


def test_format_lists_hold_as_many_as_they_say_and_no_cell_asks_for_more(contents: Mapping[str, bytes]) -> None:
    styles = ElementTree.fromstring(contents["xl/styles.xml"])
    size = {one.tag.removeprefix(NS): len(one) for one in styles}
    for one in styles:
        assert int(one.get("count", len(one))) == len(one), one.tag
    for form in styles.iterfind(f"{NS}cellXfs/{NS}xf"):
        for list_name, key in [("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")]:
            assert int(form.get(key, 0)) < size[list_name]
    for name, body in contents.items():
        if name.startswith("xl/worksheets/sheet"):
            assert all(int(number) < size["cellXfs"] for number in re.findall(rb'<c [^>]*s="(\d+)"', body))
            assert all(int(number) < size["dxfs"] for number in re.findall(rb'dxfId="(\d+)"', body))


def test_rules_of_a_sheet_have_different_priorities(contents: Mapping[str, bytes]) -> None:
    rules = re.findall(rb'<cfRule [^>]*priority="(\d+)"', contents["xl/worksheets/sheet1.xml"])
    assert len(rules) == 6
    assert len(set(rules)) == 6


def test_each_note_has_its_shape_on_its_cell(edited: Path, contents: Mapping[str, bytes]) -> None:
    noted = 0
    with Package(edited) as package:
        for sheet in sheet_names(package):
            part = sheet_part(package, sheet)
            assert part is not None
            links = package.relations(part)
            comments = b"".join(contents[link.part] for link in links if link.kind == "comments")
            drawings = b"".join(contents[link.part] for link in links if link.kind == "vmlDrawing")
            rows = re.findall(rb'<comment ref="[A-Z]+(\d+)"', comments)
            assert sorted(int(row) - 1 for row in rows) == sorted(map(int, re.findall(rb"<x:Row>(\d+)", drawings)))
            ids = re.findall(rb'<v:shape id="(_x0000_s\d+)" type="#_x0000_t20[12]"', drawings)
            assert len(set(ids)) == len(ids)
            noted += len(rows)
    for name in [name for name in contents if name.endswith(".vml")]:
        ElementTree.fromstring(contents[name])  # well-formed
    assert noted == 2 + 5  # the clerk's two, and five of ours: the sixth cell has the supervisor's note


def test_sheet_numbers_and_names_are_unique(contents: Mapping[str, bytes]) -> None:
    sheets = list(ElementTree.fromstring(contents["xl/workbook.xml"]).iterfind(f"{NS}sheets/{NS}sheet"))
    assert len({sheet.get("sheetId") for sheet in sheets}) == 6
    assert len({sheet.get("name") for sheet in sheets}) == 6
