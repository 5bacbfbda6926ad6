"""What the program makes is readable by its owner alone, whole or not there, whichever library wrote it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from core.private_file import owner_only, private_draft
from core.workbook.edit import cleared_copy
from macros.command_line import main
from macros.home import note_error
from tests.kills import forked, left_in
from tests.markdown import workbook
from xlsx_templates.builder import build_template

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits; the user's folder protects")
POLICIES = """
| 数据截止日：2026-10-31 | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 保额 | 承保日 | 生效日 | 保单状态 |
| P1 | WL2601 | 860101 | 100000 | 2026-10-10 | 2026-10-11 | 有效 |
"""


@pytest.fixture(autouse=True)
def open_mask() -> object:
    """The system's own default would let everybody read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder whose workbook everybody may read."""
    book = workbook(tmp_path, {"保单台账": POLICIES}, name="台账.xlsx")
    book.chmod(0o644)
    return tmp_path


def readable_by_others(folder: Path) -> list[str]:
    return sorted(path.name for path in [folder, *folder.rglob("*")] if path.stat().st_mode & 0o077)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "{book}", "--out", "{out}"],
        ["clear", "{book}", "--out", "{out}"],
        ["value", "{book}", "--out", "{out}"],
        ["run", "{book}", "--db", "{out}/台账.sqlite", "--out", "{out}/果"],
        ["template", "保单台账", "--out", "{out}"],
        ["card", "P1", "--db", "{db}", "--on", "2026-10-31", "--out", "{out}/卡.xlsx"],
        ["report", "--db", "{db}", "--month", "2026-10", "--out", "{out}/月报.xlsx"],
        ["flags", "--db", "{db}", "--month", "2026-10", "--why", "抽查", "--out", "{out}/线索.xlsx"],
        ["review", "--db", "{db}", "--why", "复核", "--out", "{out}/复核.xlsx"],
        ["todo", "--db", "{db}", "--month", "2026-10", "--out", "{out}/待办.xlsx"],
        ["batch", "{books}", "--db", "{out}/台账.sqlite", "--out", "{out}/果", "--jobs", "1"],
    ],
    ids=lambda words: words[0],
)
def test_results_ledger_and_folders_are_for_their_owner_only(office: Path, words: list[str]) -> None:
    db, out, books = office / "原.sqlite", office / "出", office / "批"
    main(["sync", str(office / "台账.xlsx"), "--db", str(db), "--yes"])
    books.mkdir()
    shutil.copy(office / "台账.xlsx", books / "台账.xlsx")
    code = main([word.format(book=office / "台账.xlsx", out=out, db=db, books=books) for word in words])
    assert code in (0, 1)
    assert any(out.rglob("*.*"))
    assert readable_by_others(out) == []
    assert db.stat().st_mode & 0o077 == 0


def test_the_process_gets_its_own_mask_back(office: Path) -> None:
    main(["check", str(office / "台账.xlsx")])
    main(["check", str(office / "没有.xlsx")])
    assert os.umask(0o022) == 0o022


def test_a_draft_takes_its_place_whole_or_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("先前", encoding="utf-8")
    with pytest.raises(RuntimeError), private_draft(target) as draft:
        draft.write_text("半份", encoding="utf-8")
        raise RuntimeError
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["先前"]
    with private_draft(target) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600
        draft.write_text("全份", encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["全份"]


def dies_drafting(target: Path) -> int:
    with private_draft(target):
        os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_the_draft_of_a_killed_process_goes_with_the_next_one_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    target, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for each in (target, other):
        forked(lambda each=each: dies_drafting(each)).join()
    assert len(left_in(tmp_path)) == 2
    with private_draft(target) as living:
        with private_draft(target) as draft:
            draft.write_text("全份", encoding="utf-8")
        assert living.exists()
        assert len(left_in(tmp_path)) == 3
        living.write_text("后成", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "后成"
    with private_draft(other):
        pass
    assert left_in(tmp_path) == ["a.xlsx", "b.xlsx"]


def test_a_name_as_long_as_the_system_allows_leaves_room_for_its_draft(tmp_path: Path) -> None:
    target = tmp_path / f"{'长' * 83}.xlsx"
    with private_draft(target) as draft:
        draft.write_text("全份", encoding="utf-8")
    assert left_in(tmp_path) == [target.name]


def test_a_template_that_cannot_be_finished_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xlsx_templates.builder.draw_columns", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        build_template("保单台账", tmp_path)
    assert left_in(tmp_path) == []


def test_a_copy_without_anything_to_clear_is_private_too(office: Path) -> None:
    source = workbook(office, {"保单台账": POLICIES}, name="台账.csv")
    cleared_copy(source, office / "清.csv")
    assert (office / "清.csv").read_bytes() == source.read_bytes()
    assert (office / "清.csv").stat().st_mode & 0o077 == 0


def test_the_record_of_errors_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "家")
    assert note_error("出错").stat().st_mode & 0o077 == 0
    assert readable_by_others(tmp_path / "家" / "保险内勤") == []


def test_what_is_made_meanwhile_is_private_whoever_makes_it(tmp_path: Path) -> None:
    with owner_only():
        (tmp_path / "夹").mkdir()
        (tmp_path / "夹" / "件").write_text("内容", encoding="utf-8")
    assert readable_by_others(tmp_path / "夹") == []
