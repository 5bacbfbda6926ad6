"""The private LibreOffice itself: it recalculates, saves, and leaves no process behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import private_office, require_office

pytestmark = pytest.mark.office


def test_a_new_sheet_computes_and_is_saved_as_xlsx(tmp_path: Path) -> None:
    with private_office(tmp_path) as office:
        document = office.new()
        sheet = document.Sheets.getByIndex(0)
        sheet.getCellRangeByName("A1").setFormula("=SUM(1;2;3)")
        assert sheet.getCellRangeByName("A1").getValue() == 6.0
        saved = office.save(document, tmp_path / "存.xlsx")
        document.close(True)
        again = office.open(saved)
        assert again.Sheets.getByIndex(0).getCellRangeByName("A1").getFormula() == "=SUM(1;2;3)"
        process = office._process
    assert process.poll() is not None


def test_a_missing_office_fails_on_ci_and_is_skipped_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI must have it"):
        require_office()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="not installed"):
        require_office()
