"""The committed add-in: the same as its sources, complete, ASCII in VBA, and nothing in it needs a licence."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xlwings

from macros.buttons import BUTTONS
from udfs.registry import formulas
from xlsx_templates.addin import build
from xlsx_templates.addin.formulas import help_rows
from xlsx_templates.addin.ribbon import NAMESPACE, python_command

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # olevba's parser, on import
ROOT = Path(__file__).parent.parent
ROOMS = ("core", "macros", "udfs", "xlsx_templates")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    return parts(build.FILE)


@pytest.fixture(scope="module")
def vba() -> dict[str, str]:
    """The modules as olevba, an independent reader, takes them out of the shipped file."""
    from oletools.olevba import VBA_Parser

    parser = VBA_Parser(str(build.FILE))
    return {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}


def test_the_committed_file_is_what_the_sources_build(shipped: dict[str, bytes], tmp_path: Path) -> None:
    built = parts(build.build(tmp_path / "again.xlam"))
    assert list(built) == list(shipped)
    changed = [name for name in built if built[name] != shipped[name]]
    assert changed == [], "run: python -m xlsx_templates.addin.build"


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build.build(tmp_path / name).read_bytes() for name in ("1.xlam", "2.xlam"))
    assert first == second


def test_excel_takes_the_file_for_an_add_in_with_a_2006_ribbon(shipped: dict[str, bytes]) -> None:
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in shipped["[Content_Types].xml"]
    assert b"sheet.main+xml" not in shipped["[Content_Types].xml"]
    assert b"schemas.microsoft.com/office/2006/relationships/ui/extensibility" in shipped["_rels/.rels"]
    assert ElementTree.fromstring(shipped[build.RIBBON_PART]).tag == f"{{{NAMESPACE}}}customUI"


def test_every_button_has_a_label_a_tip_and_a_procedure_that_calls_its_function(
    shipped: dict[str, bytes], vba: dict[str, str]
) -> None:
    drawn = ElementTree.fromstring(shipped[build.RIBBON_PART]).iter(f"{{{NAMESPACE}}}button")
    found = {button.get("label"): button for button in drawn}
    checks, ledger = ["校验", "核保", "测算", "试算", "保单一页"], ["出单", "同步", "撤销", "报表", "风险提示"]
    expected = [*checks, *ledger, "清除标记", "自检"]
    assert list(found) == expected
    for button in BUTTONS.values():
        module, _, procedure = found[button.label].get("onAction", "").partition(".")
        assert found[button.label].get("supertip") == button.tip
        body = re.search(rf"Public Sub {procedure}\(control As IRibbonControl\)\s+(.*)\s+End Sub", vba[module])
        assert body is not None and body[1].strip() == f'RunPython "{python_command(button)}"'


def test_every_formula_has_a_wrapper_with_all_its_arguments(vba: dict[str, str]) -> None:
    declared = dict(re.findall(r"^Public Function (NQ_\w+)\((.*)\)", vba["NeiqinFormulas"], re.MULTILINE))
    assert {name: len(names.split(", ")) for name, names in declared.items()} == {
        name: len(formula.arguments) for name, formula in formulas().items()
    }


def test_the_wrappers_hand_over_the_add_in_and_never_the_users_workbook(vba: dict[str, str]) -> None:
    assert vba["NeiqinFormulas"].count("ThisWorkbook, Application.Caller)") == len(formulas())
    assert "ActiveWorkbook" not in vba["NeiqinFormulas"] + vba["xlwings"]


def test_the_chinese_help_of_every_formula_is_in_a_sheet_and_fits_excels_limit(shipped: dict[str, bytes]) -> None:
    texts = shipped["xl/sharedStrings.xml"].decode()
    for name, description, *_ in help_rows():
        assert f">{name}<" in texts
        assert 0 < len(description) <= 255


def test_vba_is_ascii(vba: dict[str, str]) -> None:
    assert [name for name, code in vba.items() if not code.isascii()] == []


def test_a_chinese_word_in_vba_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.ribbon, "ribbon_vba", lambda: 'MsgBox "完成"')
    with pytest.raises(ValueError, match="ASCII"):
        build.modules()


def test_the_dll_that_vba_asks_for_is_of_the_installed_xlwings(vba: dict[str, str]) -> None:
    assert set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", vba["xlwings"])) == {xlwings.__version__}
    assert f'XLWINGS_VERSION As String = "{xlwings.__version__}"' in vba["xlwings"]
    assert "Redistribution and use in source and binary forms" in vba["xlwings"]


def test_a_changed_xlwings_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsx_templates.addin import xlwings_vba

    monkeypatch.setattr(xlwings_vba, "_read", lambda name: "' another version\n")
    with pytest.raises(ValueError, match="has changed"):
        xlwings_vba.xlwings_vba()


PAID = re.compile(
    r"xlwings\.(?:pro|server|reports)\b|from xlwings import (?:pro|server|reports)|LICENSE_KEY|mode=.r.\)|Book\(json="
)


@pytest.mark.parametrize("text", ["import xlwings.pro", "from xlwings import server", 'GetConfig("LICENSE_KEY")'])
def test_the_search_for_paid_parts_finds_one(text: str) -> None:
    assert PAID.search(text)


def test_nothing_of_xlwings_that_needs_a_licence_is_used(vba: dict[str, str]) -> None:
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if path.name != "xlwings_vba.py"]
    texts = {str(path): path.read_text(encoding="utf-8") for path in sources}
    assert len(texts) > 100
    assert [name for name, text in {**texts, **vba}.items() if PAID.search(text)] == []
