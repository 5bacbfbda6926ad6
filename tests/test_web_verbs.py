"""A workbook handed to the local server: judged by the verb, given back marked, and nothing of it kept."""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.records.policy import Policy
from macros.commands import run
from macros.outcome import UsageError
from macros.verbs import build_parser
from tests.markdown import workbook
from tests.web_server import ROOT, Server, running_server
from udfs.web.serving import serve
from udfs.web.workbooks import Office, Request, process

LEDGER = """
| 数据截止日：2026-10-31 | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 投保人证件号码 | 投保人姓名 | 保额 |
| P1 | WL2601 | 860101 | 个险 | {document} | 张三 | 100000 |
| P2 | WL2601 | 860101 | 个险 | 110105194912310021 | 李四 | 50000 |
"""


@pytest.fixture
def book(tmp_path: Path) -> bytes:
    document = Policy.column("policyholder_document_no").example
    return workbook(tmp_path, {"保单台账": LEDGER.format(document=document)}).read_bytes()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for passing files, watched by the test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_check_gives_back_findings_and_a_marked_copy_and_keeps_nothing(book: bytes, temporary: Path) -> None:
    told = process(Request("check", "十月台账.xlsx", book), Office())
    assert told["exit_code"] == 1
    assert told["lines"][0] == "业务日 2026-10-31（取自工作簿的数据截止日）"
    [checked] = told["data"]["books"]
    assert checked["path"] == "十月台账.xlsx"
    assert ("保单台账", "E4") in [(finding["sheet"], finding["cell"]) for finding in checked["findings"]]
    [copy] = told["files"]
    assert copy["name"] == "十月台账.xlsx"
    assert base64.b64decode(copy["content"]) != book
    assert list(temporary.iterdir()) == []


def test_no_path_of_this_machine_is_told(book: bytes, temporary: Path) -> None:
    for verb in ("check", "sync"):
        assert str(temporary) not in str(process(Request(verb, "十月台账.xlsx", book), Office()))


def test_a_chosen_business_day_is_used_and_a_wrong_one_is_named(book: bytes) -> None:
    assert process(Request("check", "a.xlsx", book, on="2026-09-30"), Office())["lines"][0].startswith(
        "业务日 2026-09-30"
    )
    told = process(Request("check", "a.xlsx", book, on="30.9."), Office())
    assert (told["exit_code"], told["lines"]) == (2, ["业务日请写成 2026-10-31 的样子，收到：30.9."])


def test_sync_only_previews_and_the_ledger_stays_as_it_was(book: bytes, tmp_path: Path) -> None:
    ledger = tmp_path / "office.sqlite"
    told = process(Request("sync", "a.xlsx", book), Office(ledger))
    assert told["data"]["counts"] == {"inserted": 1, "changed": 0, "same": 0, "refused": 1}
    assert not ledger.exists()


@pytest.mark.parametrize("verb", ["underwrite", "value"])
def test_underwriting_and_values_run_as_from_the_command_line(verb: str, book: bytes) -> None:
    told = process(Request(verb, "a.xlsx", book), Office())
    assert told["exit_code"] in (0, 1)
    assert "2026-10-31（取自工作簿的数据截止日）" in told["lines"][0]


def test_a_report_of_the_ledger_comes_back_as_a_workbook(book: bytes, tmp_path: Path) -> None:
    source, ledger = tmp_path / "in.xlsx", tmp_path / "office.sqlite"
    source.write_bytes(book)
    run(build_parser().parse_args(["sync", str(source), "--db", str(ledger), "--yes"]))
    told = process(Request("report", "", b"", month="2026-10"), Office(ledger))
    assert [file["name"] for file in told["files"]] == ["月报2026-10.xlsx"]
    assert base64.b64decode(told["files"][0]["content"]).startswith(b"PK")


def test_a_report_needs_a_ledger_and_a_month(tmp_path: Path) -> None:
    assert "neiqin serve --db" in process(Request("report", "", b"", month="2026-10"), Office())["lines"][0]
    told = process(Request("report", "", b"", month="2026-13"), Office(tmp_path / "office.sqlite"))
    assert (told["exit_code"], told["lines"]) == (2, ["月份请写成 2026-10 的样子，收到：2026-13"])


@pytest.mark.parametrize("name", ["../../hostile.xlsx", r"..\..\hostile.xlsx", "/etc/hostile.xlsx"])
def test_of_a_name_only_the_last_part_counts(name: str, book: bytes, temporary: Path) -> None:
    told = process(Request("check", name, book), Office())
    assert [file["name"] for file in told["files"]] == ["hostile.xlsx"]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["", "notes.txt", ".xlsx", "~$a.xlsx", "--db.xlsx"])
def test_a_name_that_is_no_workbooks_is_refused(name: str, book: bytes) -> None:
    assert process(Request("check", name, book), Office())["exit_code"] == 2


def test_reference_lists_laid_beside_the_passing_folder_by_someone_else_are_not_read(
    book: bytes, temporary: Path
) -> None:
    planted = temporary / "参考资料"
    planted.mkdir()
    workbook(planted, {"公司参数": "| 参数 | 值 |\n| 假 | 1 |"})
    told = process(Request("check", "a.xlsx", book), Office())
    assert "读入 1 个工作簿" in told["lines"][1]


def test_a_broken_workbook_is_told_in_chinese(temporary: Path) -> None:
    told = process(Request("check", "坏.xlsx", b"PK\x03\x04 not a workbook"), Office())
    assert told["exit_code"] == 3
    assert any("坏.xlsx" in line for line in told["lines"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as ``neiqin serve`` starts it; TLS is verified against the authority it made."""
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_formulas_and_verbs_answer(server: Server, book: bytes) -> None:
    calls = {"calls": [{"name": "NQ_AGE", "args": [[["1988-05-06"]], [["2026-11-01"]]]}]}
    assert server.post("/api/calls", calls) == (200, {"results": [[[38]]]})
    status, told = server.post("/api/verbs/check", book, **{"X-Neiqin-Name": "%E5%8F%B0%E8%B4%A6.xlsx"})
    assert (status, told["files"][0]["name"]) == (200, "台账.xlsx")
    assert server.post("/api/verbs/undo", b"")[0] == 404
    assert server.post("/api/calls", b"[]")[0] == 422


def test_a_wrong_code_and_a_foreign_page_are_refused(server: Server) -> None:
    assert server.post("/api/calls", {}, **{"X-Neiqin-Token": "guess"})[0] == 401
    assert server.post("/api/calls", {}, Origin="https://evil.example")[0] == 403
    assert server.post("/api/calls", {}, Host="evil.example")[0] == 421


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads Linux's own list of sockets")
def test_it_listens_on_the_loopback_address_alone(server: Server) -> None:
    listening = subprocess.run(["ss", "-Hltn", f"sport = :{server.port}"], capture_output=True, text=True, check=True)
    assert listening.stdout.split()[3] == f"127.0.0.1:{server.port}"


def test_a_taken_port_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(server.authority.parents[2]))
    with pytest.raises(UsageError, match=f"端口 {server.port} 已被占用"):
        serve(server.port)


def test_without_a_certificate_the_way_to_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="neiqin doctor --trust"):
        serve(0)


def test_without_the_optional_components_the_way_to_them_is_told() -> None:
    program = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from udfs.web.serving import serve\n"
        "try: serve(0)\nexcept Exception as error: print(error)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert 'pip install "neiqin[web]"' in ran.stdout
