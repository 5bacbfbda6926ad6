"""docs/reference/functions.md is what the registry says."""

from __future__ import annotations

from pathlib import Path

from udfs.listing import PAGE, page

ROOT = Path(__file__).parent.parent


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / PAGE).read_text("utf-8") == page(), "run python -m udfs.listing"
