"""Excel and its add-in as the self-check finds them: a registry, a folder of DLLs, the add-in's compressed VBA."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

from macros.doctor.add_in_version import decompressed, xlwings_version
from macros.doctor.excel import Excel, excel_of
from macros.doctor.facts import gather
from xlsx_templates.addin.build import FILE as ADD_IN


class TestTheRegistry:
    """A Windows registry as a mapping (hive, last part of the key, name) → value."""

    def excel(self, folder: Path, values: Mapping[tuple[str, str, str], object]) -> Excel:
        def read(hive: str, key: str, name: str) -> object:
            kind = "policy" if "Policies" in key else key.rsplit("\\", 1)[-1]
            return values.get((hive, kind, name))

        return excel_of(read, folder, ADD_IN)

    def test_nothing_written_there_means_excels_own_settings(self, tmp_path: Path) -> None:
        excel = self.excel(tmp_path, {})
        assert (excel.version, excel.macros, excel.macros_by_policy, excel.trusted_places) == ("", 2, False, True)

    def test_a_policy_goes_before_the_users_choice(self, tmp_path: Path) -> None:
        excel = self.excel(tmp_path, {("user", "Security", "VBAWarnings"): 1, ("user", "policy", "VBAWarnings"): 4})
        assert (excel.macros, excel.macros_by_policy) == (4, True)

    def test_bitness_version_and_libraries_are_found(self, tmp_path: Path) -> None:
        (tmp_path / "xlwings32-0.37.8.dll").touch()
        installed = {("machine", "Configuration", "Platform"): "x86",
                     ("machine", "Configuration", "VersionToReport"): "16.0.17928"}  # fmt: skip
        excel = self.excel(tmp_path, installed)
        assert (excel.version, excel.bits, excel.libraries) == ("16.0.17928", 32, ("xlwings32-0.37.8.dll",))

    def test_trusted_places_that_are_switched_off_are_seen(self, tmp_path: Path) -> None:
        assert not self.excel(tmp_path, {("user", "Trusted Locations", "AllLocationsDisabled"): 1}).trusted_places


def test_the_add_in_we_ship_tells_the_xlwings_that_is_installed() -> None:
    assert xlwings_version(ADD_IN) == gather().xlwings


def test_a_file_that_is_no_add_in_tells_no_version(tmp_path: Path) -> None:
    broken = tmp_path / "a.xlam"
    broken.write_bytes(b"PK\x03\x04")
    assert xlwings_version(broken) == ""


def test_the_worked_examples_of_ms_ovba_are_decompressed() -> None:
    """[MS-OVBA] 3.2.2 and 3.2.3: a run of one letter, and text with copies; then a damaged copy token."""
    run = bytes.fromhex("01 03 B0 02 61 45 00".replace(" ", ""))
    assert decompressed(run) == b"a" * 73
    text = bytes.fromhex(
        "012FB000 23616161 62636465 82660070 61676869 6A013808 616B6C00 306D6E6F 7006714A"
        "00727374 75767778 797A003C C7".replace(" ", "")
    )
    assert decompressed(text).startswith(b"#aaabcdefaaaaghij")
    damaged = b"\x01" + struct.pack("<H", 0xB002) + b"\x01\xff\xff"
    assert decompressed(damaged) == b""
