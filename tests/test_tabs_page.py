"""docs/tabs.md: every tab and workbook, with its picture, made from docs/tabs.yaml."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from core.reports.month_tabs import MONTH_TABS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """The script, which stands in no package."""
    spec = spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_in_the_repository_is_current(pictures: ModuleType) -> None:
    assert (DOCS / "tabs.md").read_text(encoding="utf-8") == pictures.page()


def test_every_tab_of_the_month_report_is_shown_in_the_order_of_the_report(pictures: ModuleType) -> None:
    month, _ = pictures.catalogue()
    assert [each.tab for each in month] == ["首页", *(tab.name for tab in MONTH_TABS)]


def test_each_says_what_it_answers_and_for_whom_in_a_line_each(pictures: ModuleType) -> None:
    for each in (one for part in pictures.catalogue() for one in part):
        assert 12 <= len(each.answers) <= 70, each.tab
        assert 2 <= len(each.who) <= 20, each.tab


def test_every_picture_is_there_and_none_is_left_over(pictures: ModuleType) -> None:
    listed = {each.name for part in pictures.catalogue() for each in part}
    assert listed == {path.stem for path in (DOCS / "pictures").glob("*.png")}
