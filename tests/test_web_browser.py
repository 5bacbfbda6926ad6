"""Excel on the web and the Mac: Microsoft's own runtime and mock call our page, and the page calls Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.markdown import workbook
from tests.web_server import Server, ask_node, chromium, require, running_server
from udfs.cells import ERROR, serial
from udfs.registry import Formula, formulas
from udfs.web.app import PAGES
from udfs.web.manifest import BUTTONS

VALUE_ERROR = "#VALUE!"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require("node", "npm")
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_every_example_in_microsofts_runtime_equals_python_and_a_thousand_cells_go_in_one_post(server: Server) -> None:
    examples = [(formula, example) for formula in formulas().values() for example in formula.examples]
    page = f"https://localhost:{server.port}/taskpane.html"
    facts = ask_node(
        "functions.mjs",
        {
            "chromium": chromium(),
            "address": f"{page}#token={server.token}",
            "withoutCode": page,
            "calls": [[formula.name, _as_ranges(formula, example.cells)] for formula, example in examples],
            "many": [["NQ_AGE", [[["1988-05-06"]], [[46327 + day]]]] for day in range(1000)],
        },
    )
    assert facts["associated"] == list(formulas())
    assert _about_our_page(facts["complaints"]) == []
    assert facts["address"] == page, "the code must not stay in the address"
    for (formula, example), result in zip(examples, facts["results"], strict=True):
        assert result == _as_excel_sees(formula(*example.cells)), f"{formula.name}{example.cells}"
    assert facts["many"]["posts"] == 1
    assert {row["rows"][0][0] for row in facts["many"]["results"]} == {38, 39, 40, 41}
    assert facts["many"]["milliseconds"] < 3000
    [refused] = facts["refused"]
    assert refused["code"] == VALUE_ERROR
    assert "连接码" in refused["message"]


def test_a_chosen_workbook_is_checked_on_the_page_and_no_other_site_gets_in(server: Server, tmp_path: Path) -> None:
    book = workbook(tmp_path, {"保单台账": LEDGER}, name="台账.xlsx")
    origin = f"https://localhost:{server.port}"
    facts = ask_node(
        "pane.mjs",
        {
            "chromium": chromium(),
            "address": f"{origin}/taskpane.html#token={server.token}",
            "origin": origin,
            "book": str(book),
            "verb": "check",
        },
    )
    assert _about_our_page(facts["complaints"]) == []
    assert facts["lines"][0].startswith("业务日 2026-10-31")
    assert facts["files"] == ["台账.xlsx"]
    assert any("保单台账!E4" in finding and "拒收" in finding for finding in facts["findings"])
    assert facts["images"] == 0, "a cell's text became part of the page"
    assert facts["stolen"] == dict.fromkeys(("list", "page", "calls", "code"), "TypeError")


def test_the_ribbon_in_microsofts_mock_sends_the_open_workbook_and_findings_lead_to_their_cells() -> None:
    facts = ask_node("commands.mjs", {"pages": str(PAGES), "bytes": [80, 75, 3, 4, 255]})
    assert facts["commands"] == list(BUTTONS)
    assert facts["posted"] == [
        {"path": "/api/verbs/check", "name": "投保.xlsx", "bytes": [80, 75, 3, 4, 255]},
        {"path": "/api/verbs/report", "name": "", "bytes": []},
    ]
    assert (facts["shown"], facts["completed"], facts["closed"]) == (2, 2, 1)
    assert (facts["activated"], facts["selected"]) == ("投保单", "C5")
    assert facts["said"] == ["工作簿里没有工作表“没有的表”。"]
    assert facts["opened"] == "UEsDBA=="


def test_a_missing_program_skips_here_and_fails_on_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="needs no-such-browser"):
        require("no-such-browser")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI needs no-such-browser"):
        require("no-such-browser")


LEDGER = """
| 数据截止日：2026-10-31 | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 投保人证件号码 | 投保人姓名 | 保额 |
| P1 | WL2601 | 860101 | 个险 | 11010519491231002X | 张三 | 100000 |
| P2 | WL2601 | 860101 | 个险 | 110105194912310021 | <img src=x> | 50000 |
"""


def _about_our_page(complaints: list[str]) -> list[str]:
    """Without those of Microsoft's script, whose telemetry frame (after some seconds) our policy keeps out."""
    return [line for line in complaints if "telemetryservice" not in line and "inline style" not in line]


def _as_ranges(formula: Formula, cells: tuple[object, ...]) -> list[object]:
    """Excel hands every argument over as rows of cells, days as their numbers, and one left out as null."""
    ranges: list[object] = [
        [list(map(serial, row)) for row in cell] if isinstance(cell, tuple) else [[serial(cell)]] for cell in cells
    ]
    return ranges + [None] * (len(formula.arguments) - len(cells))


def _as_excel_sees(result: object) -> dict[str, object]:
    rows = result if isinstance(result, list) else [[result]]
    seen = [[_cell(cell) for cell in row] for row in rows]
    return seen[0][0] if len(seen) == 1 and isinstance(seen[0][0], dict) else {"rows": seen}


def _cell(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(ERROR):
        return {"code": VALUE_ERROR, "message": cell.removeprefix(ERROR)}
    return serial(cell)
