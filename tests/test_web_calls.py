"""Batched formula calls, the list of functions, the manifest: what Excel on the web and the Mac is told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import pytest

from udfs.cells import ERROR, serial
from udfs.registry import formulas
from udfs.web.app import PAGES
from udfs.web.calls import MAX_CALLS, MalformedError, answer
from udfs.web.manifest import BUTTONS, manifest
from udfs.web.workbooks import VERBS


def results(*calls: tuple[str, list[object]]) -> list[object]:
    body = json.dumps({"calls": [{"name": name, "args": args} for name, args in calls]}).encode()
    told = json.loads(answer(body))["results"]
    assert isinstance(told, list)
    return told


def test_many_calls_are_answered_in_their_order() -> None:
    birth, on = [["1988-05-06"]], [["2026-11-01"]]
    assert results(("NQ_AGE", [birth, on]), ("NQ_POLICY_YEAR", [[["2025-03-01"]], [["2026-03-01"]]])) == [[[38]], [[2]]]


def test_a_whole_column_comes_back_as_a_column_with_each_error_in_its_place() -> None:
    [rows] = results(("NQ_AGE", [[["1988-05-06"], ["不是日期"], [""]], [["2026-11-01"]]]))
    assert rows == [[38], [{"error": "出生日期不能识别为日期"}], [""]]


def test_a_whole_number_from_the_page_is_a_day_number_as_in_excel() -> None:
    the_day = serial(date(2026, 11, 1))
    assert results(("NQ_AGE", [[["1988-05-06"]], [[int(the_day)]]])) == [[[38]]]


def test_a_day_as_result_is_excels_day_number() -> None:
    [[[day]]] = results(("NQ_ANNIVERSARY", [[["2025-03-01"]], [[1]]]))  # type: ignore[misc]
    assert day == serial(date(2026, 3, 1))


def test_every_example_answered_over_json_equals_the_formula_called_in_python() -> None:
    for formula in formulas().values():
        for example in formula.examples:
            cells = [serial(cell) if isinstance(cell, date) else cell for cell in example.cells]
            [rows] = results((formula.name, json.loads(json.dumps(cells, default=serial))))
            python = formula(*example.cells)
            expected = python if isinstance(python, list) else [[python]]
            assert rows == [[_told(cell) for cell in row] for row in expected], formula.text(example)


def test_a_name_that_no_formula_has_is_an_error_in_its_cell() -> None:
    assert results(("NQ_NOT_THERE", [])) == [[[{"error": "没有这个函数：NQ_NOT_THERE，请更新程序"}]]]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"calls": 1}', b'{"calls": [{"name": 1, "args": []}]}', b'{"calls": [{"name": "NQ_AGE"}]}', b"\xff",
     b"[" * 100_000, json.dumps({"calls": [{"name": "NQ_AGE", "args": []}] * (MAX_CALLS + 1)}).encode()],
)  # fmt: skip
def test_what_the_page_would_not_send_is_refused_as_a_whole(body: bytes) -> None:
    with pytest.raises(MalformedError, match="刷新任务窗格"):
        answer(body)


def test_the_first_call_in_a_fresh_process_loads_neither_pandas_nor_xlwings() -> None:
    first = '{"calls": [{"name": "NQ_AGE", "args": [[["1988-05-06"]], [["2026-11-01"]]]}]}'
    program = f"""
import sys
from udfs.web.app import build_app
from udfs.web.calls import answer
from udfs.web.workbooks import Office
build_app(8743, "code", Office())
print(answer({first!r}.encode()).decode())
print(sorted({{"pandas", "xlwings", "sqlite_utils"}} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ['{"results":[[[38.0]]]}', "[]"]


def test_the_manifest_names_only_this_machine_and_every_name_it_uses_is_defined() -> None:
    text = manifest(8743)
    ElementTree.fromstring(text)
    addresses = set(re.findall(r'DefaultValue="(https?://[^"]+)"', text))
    assert {address.split("/")[2] for address in addresses} == {"localhost:8743"}
    assert all(address.startswith("https://") for address in addresses)
    assert set(re.findall(r'resid="([^"]+)"', text)) == set(re.findall(r'<bt:\w+ id="([^"]+)"', text))
    served = {path.name for path in PAGES.iterdir()} | {"functions.json"}
    assert {address.split("/")[3] for address in addresses} <= served


def test_ribbon_pane_and_server_offer_the_same_verbs_in_the_same_words() -> None:
    page = (PAGES / "taskpane.html").read_text(encoding="utf-8")
    in_pane = dict(re.findall(r'data-verb="(\w+)"[^>]*>([^<]+)<', page))
    assert in_pane == {verb: label for verb, (label, _) in BUTTONS.items()}
    assert list(in_pane) == list(VERBS)


def test_the_page_holds_no_script_or_style_of_its_own_and_never_writes_markup() -> None:
    page = (PAGES / "taskpane.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|style=|onclick=|<script>", page)
    scripts = "".join(path.read_text(encoding="utf-8") for path in PAGES.glob("*.js"))
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", scripts)


def _told(cell: object) -> object:
    return {"error": cell.removeprefix(ERROR)} if isinstance(cell, str) and cell.startswith(ERROR) else serial(cell)
