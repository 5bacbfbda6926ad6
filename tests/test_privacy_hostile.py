"""Personal data of every kind on every sheet, right and wrong: none comes out of any verb unless it was asked for.

Every record that has a personal column gets rows with invented secrets, well formed and malformed, so that findings,
previews, messages, errors, JSON, the ledger's log of findings and every workbook that is written have a chance to leak.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.ledger.changes import apply_plan
from core.ledger.plan import make_plan
from core.ledger.schema import open_ledger
from core.records.catalogue import KEPT_RECORDS
from core.records.record import Column, Record
from core.records.reference import REFERENCE_RECORDS
from core.workbook.edit import our_tabs
from core.workbook.read import read_workbooks
from macros.command_line import main
from macros.outcome import Outcome
from macros.sync import say_plan
from tests.markdown import workbook

SECRETS = {
    "name": ("龚葳蕤", "阚旖旎"),
    "document": ("110101198805060013", "11010119880506001X"),
    "phone": ("13800138765", "1380013876"),
    "account": ("6222021234567890128", "62220212345678901A"),
    "address": ("浙江省杭州市西湖区龙井路77号3幢", "龙井路77号3幢后门"),
    "email": ("gongweirui77@example.com", "gongweirui77例"),
    "health": ("胃腺癌早期术后", "乙肝大三阳"),
}
"""By kind of personal data one well formed value and one that a rule may object to."""
LEAKS = {
    *(value for values in SECRETS.values() for value in values),
    "葳蕤", "旖旎", "19880506001", "80013876", "202123456789", "龙井路77号", "gongweirui77@",
}  # fmt: skip
"""The values, and the part of each that its mask must cover."""
RECORDS = [
    record
    for record in KEPT_RECORDS
    if record not in REFERENCE_RECORDS and any(column.kind.personal for column in record.columns())
]


def cell(record: type[Record], column: Column, serial: int, place: int) -> str:
    if column.kind.personal:
        return SECRETS[column.kind.personal][place]
    if column.name in record.key and column.kind.holds == "text" and not column.kind.choices:
        return f"{column.example}{serial}"
    return column.example or (column.kind.choices[0] if column.kind.choices else "_")


def office_book(folder: Path, name: str, *, twist: int) -> Path:
    """A sheet per record, its first row with one value of each pair, its second with the other."""
    folder.mkdir(exist_ok=True)
    sheets = {}
    for record in RECORDS:
        columns = record.columns()
        rows = [[column.heading for column in columns]]
        rows += [[cell(record, column, serial, (serial + twist) % 2) for column in columns] for serial in (0, 1)]
        sheets[record.sheet] = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return workbook(folder, sheets, name=name)


def texts_of(path: Path) -> Iterator[str]:
    """Every text in a workbook: shared and inline strings, headers, notes, names, properties."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels", ".vml")):
                root = ElementTree.fromstring(package.read(part))
                yield from ("".join(element.itertext()) for element in root.iter() if element.text)
                yield from (value for element in root.iter() for value in element.attrib.values())


def leaked(text: str) -> list[str]:
    return sorted(leak for leak in LEAKS if leak in text)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("私")
    path = folder / "台账.sqlite"
    book = office_book(folder / "一", "办公.xlsx", twist=0)
    main(["sync", str(book), "--db", str(path), "--yes", "--on", "2026-10-31"])
    return path


def test_the_book_reaches_the_ledger_with_its_secrets(db: Path) -> None:
    with closing(sqlite3.connect(db)) as ledger:
        held = {
            record.table: ledger.execute(f"SELECT COUNT(*) FROM {record.table}").fetchone()[0] for record in RECORDS
        }
        names = ledger.execute("SELECT policyholder_name FROM policies").fetchall()
    assert sum(count > 0 for count in held.values()) > len(RECORDS) / 2
    assert names


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("verb", ["check", "underwrite", "value", "sync"])
def test_no_verb_on_workbooks_says_or_writes_personal_data(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, as_json: bool
) -> None:
    book = office_book(tmp_path / "二", "办公.xlsx", twist=1)
    out = [] if verb == "sync" else ["--out", str(tmp_path / "出")]
    words = [verb, str(book), "--db", str(db), "--on", "2026-10-31", *out, *(["--json"] if as_json else [])]
    assert main(words) in (0, 1)
    said = "".join(capsys.readouterr())
    if as_json:
        json.loads(said)
    assert leaked(said) == []
    if verb != "check":  # a checked copy is the user's own book with marks; what we add to it is looked at below
        found = {path.name: leaked("\n".join(texts_of(path))) for path in (tmp_path / "出").rglob("*.xlsx")}
        assert {name: leaks for name, leaks in found.items() if leaks} == {}


def test_what_a_check_adds_to_a_copy_is_masked(tmp_path: Path) -> None:
    book = office_book(tmp_path / "二", "办公.xlsx", twist=1)
    main(["check", str(book), "--on", "2026-10-31", "--out", str(tmp_path / "出")])
    copy = tmp_path / "出" / book.name
    assert our_tabs(copy)
    own = set(texts_of(book))
    assert leaked("\n".join(text for text in texts_of(copy) if text not in own)) == []
    assert read_workbooks([copy]).unread == []


@pytest.mark.parametrize(
    "words",
    [
        ["card", "{policy}", "--on", "2026-10-31", "--out", "{out}/卡.xlsx"],
        ["history", "{policy}"],
        ["quote", "surrender", "{policy}", "--on", "2026-10-31", "--out", "{out}"],
        ["report", "--month", "2026-10", "--out", "{out}/月报.xlsx"],
        ["flags", "--month", "2026-10", "--why", "抽查", "--out", "{out}/线索.xlsx"],
        ["review", "--on", "2026-10-31", "--why", "复核", "--out", "{out}/复核.xlsx"],
        ["todo", "--month", "2026-10", "--out", "{out}/待办.xlsx"],
        ["audit"],
        ["undo", "3", "--why", "录错"],
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_no_verb_on_the_ledger_says_or_writes_personal_data(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], as_json: bool
) -> None:
    with closing(sqlite3.connect(db)) as ledger:
        policy = ledger.execute("SELECT policy_no FROM policies").fetchone()[0]
    filled = [word.format(policy=policy, out=tmp_path) for word in words]
    assert main([*filled, "--db", str(db), *(["--json"] if as_json else [])]) in (0, 1, 3)
    assert leaked("".join(capsys.readouterr())) == []
    found = {path.name: leaked("\n".join(texts_of(path))) for path in tmp_path.rglob("*.xlsx")}
    assert {name: leaks for name, leaks in found.items() if leaks} == {}


def test_the_key_of_a_beneficiary_is_masked_in_the_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading = "| 投保单号 | 受益人类型 | 受益顺序 | 姓名 | 证件类型 | 证件号码 | 受益份额 |"
    line = f"| TB1 | 身故 | 1 | 龚葳蕤 | 居民身份证 | {SECRETS['document'][0]} | {{share}} |"
    db = tmp_path / "台账.sqlite"
    for share in ("100%", "50%"):
        book = workbook(tmp_path, {"受益人": f"{heading}\n{line.format(share=share)}"}, name=f"{share[:-1]}.xlsx")
        with closing(open_ledger(db)) as ledger:
            reading = read_workbooks([book])
            plan = make_plan(ledger, reading.tables, {}, date(2026, 10, 31))
            outcome = Outcome()
            say_plan(outcome, plan)
            apply_plan(ledger, plan)
    assert [change["key"] for change in outcome.data["changes"]] == ["TB1/身故/1.0/龚**/110101********0013"]
    assert leaked("\n".join(outcome.lines)) == []


def test_the_ledgers_own_notes_on_runs_findings_changes_and_looks_hold_none(db: Path) -> None:
    with closing(sqlite3.connect(db)) as ledger:
        rows = [
            row
            for table in ("runs", "findings", "changes", "accesses", "synced_books", "closed_months")
            for row in ledger.execute(f"SELECT * FROM {table}")
        ]
    assert len(rows) > 20
    assert leaked("\n".join(map(str, rows))) == []


def test_only_a_logged_reason_shows_them_and_never_health(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = office_book(tmp_path / "二", "办公.xlsx", twist=1)
    main(["check", str(book), "--db", str(db), "--on", "2026-10-31", "--unmask", "核实号码", "--json"])
    said = capsys.readouterr().out
    assert leaked(said)
    assert not [secret for secret in SECRETS["health"] if secret in said]
