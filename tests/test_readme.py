"""What the READMEs promise a stranger: links that exist, commands that parse, two lines that can be pasted."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from macros.commands import _VERBS
from macros.verbs import build_parser
from macros.words import meant

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
ROLES = ("经办", "主管", "审计", "精算", "engineer")
NOTES = ("docs/house.md", "docs/no-harm.md", "docs/threats.md", "docs/tabs.md")
PAGES = (*READMES, *(f"docs/roles/{role}.md" for role in ROLES), *NOTES)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
COMMAND = re.compile(r"(?:^|`|&& )(?:\.venv\S*[\\/])?neiqin ([^`\n]*)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[str]:
    """What follows ``neiqin`` at the beginning of a line or of code; two blanks begin a remark, … stands for more."""
    found = (re.split(r" {2,}| #", line)[0].strip() for line in COMMAND.findall(text(name)))
    return [line for line in found if line and "VERB" not in line]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_to_a_file(name: str) -> None:
    links = LINK.findall(text(name))
    missing = [link for link in links if not ((ROOT / name).parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["README.zh-CN.md", "docs/tabs.md", *(f"docs/roles/{role}.md" for role in ROLES[:4])])
def test_every_command_shown_to_a_clerk_is_one_that_the_program_takes(name: str) -> None:
    shown = commands(name)
    assert shown, "the page shows no command at all"
    for line in shown:
        words = meant(shlex.split(line.replace("\\", "/")))
        assert build_parser().parse_args(words).verb == words[0], line


def test_the_clerk_s_page_shows_every_verb_with_a_whole_command() -> None:
    shown = {meant(line.split())[0] for line in commands("README.zh-CN.md")}
    assert set(_VERBS) - shown == set()


def test_the_stranger_s_table_names_every_verb() -> None:
    rows = re.findall(r"^\| (`.*?) \|", text("README.md"), re.MULTILINE)
    named = {words.split()[0] for row in rows for words in re.findall(r"`([^`]+)`", row)}
    assert set(_VERBS) | {"demo"} == named


@pytest.mark.parametrize("marker", ["demo", "tests"])
def test_the_marked_block_is_one_line_that_can_be_pasted(marker: str) -> None:
    ((block,),) = [re.findall(rf"<!-- {marker}: linux -->\n```bash\n(.*?)```", text("README.md"), re.DOTALL)]
    lines = block.strip().split("\n")
    assert len(lines) == 1
    assert lines[0].startswith("python3 -m venv .venv && .venv/bin/pip install -q -e ")
    assert lines[0].endswith({"demo": ".venv/bin/neiqin demo", "tests": ".venv/bin/python -m pytest"}[marker])


def test_the_chinese_page_pastes_the_same_first_line() -> None:
    line = re.findall(r"<!-- demo: linux -->\n```bash\n(.*)\n```", text("README.md"))[0]
    assert f"`{line}`" in text("README.zh-CN.md")


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.png")), ids=lambda path: path.stem)
def test_pictures_are_small_and_shown_somewhere(picture: Path) -> None:
    assert picture.stat().st_size < 150_000
    assert any(f"pictures/{picture.name}" in text(page) for page in PAGES)


def test_every_room_of_core_stands_in_the_house_s_table() -> None:
    rooms = [path for path in (ROOT / "core").iterdir() if not path.name.startswith("__")]
    table = text("docs/house.md")
    assert [f"core/{path.name}" for path in rooms if f"`core/{path.name}{'/' * path.is_dir()}`" not in table] == []
