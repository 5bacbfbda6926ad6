"""Excel and the installed add-in on a Windows machine, from the registry and the add-in's file; both are only read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ADD_IN = "保险内勤.xlam"
_OFFICE = r"Software\Microsoft\Office\16.0\Excel\Security"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_INSTALLED = r"SOFTWARE\Microsoft\Office\16.0\Outlook"
NOTIFY = 2
"""Excel's own macro setting when nobody has chosen one: macros are off, and a bar offers to switch them on."""

Read = Callable[[str, str, str], object]
"""(hive "user" or "machine", key, value name) → value, None when there is none."""


@dataclass(frozen=True, slots=True)
class Excel:
    """``macros``: 1 all, 2 ask, 3 signed only, 4 none. ``libraries``: xlwings' DLLs beside Python.

    ``add_in``: the installed add-in, "" without one; ``add_in_xlwings``: the version it was built for, "" unreadable.
    """

    version: str = "16.0"
    bits: int = 64
    macros: int = NOTIFY
    macros_by_policy: bool = False
    trusted_places: bool = True
    libraries: tuple[str, ...] = ()
    add_in: str = ""
    add_in_xlwings: str = ""
    wps: bool = False


def find_excel() -> Excel | None:
    """Excel on this machine; None anywhere but on Windows."""
    if sys.platform != "win32":
        return None
    add_in = Path(os.environ.get("APPDATA", "")) / "Microsoft" / "Excel" / "XLSTART" / ADD_IN
    return excel_of(_registry, Path(sys.prefix), add_in)


def excel_of(read: Read, prefix: Path, add_in: Path) -> Excel:
    """Excel as the registry ``read`` tells it, with the DLLs under ``prefix`` and the add-in at ``add_in``."""
    from macros.doctor.add_in_version import xlwings_version

    by_policy = read("user", _POLICY, "VBAWarnings")
    chosen = by_policy or read("user", _OFFICE, "VBAWarnings") or NOTIFY
    places_off = [read("user", rf"{key}\Trusted Locations", "AllLocationsDisabled") for key in (_POLICY, _OFFICE)]
    platform = read("machine", _CLICK_TO_RUN, "Platform") or read("machine", _INSTALLED, "Bitness") or ""
    return Excel(
        version=str(read("machine", _CLICK_TO_RUN, "VersionToReport") or ("16.0" if platform else "")),
        bits={"x86": 32, "x64": 64}.get(str(platform), 0),
        macros=int(str(chosen)),
        macros_by_policy=by_policy is not None,
        trusted_places=1 not in places_off,
        libraries=tuple(sorted(path.name for path in prefix.glob("xlwings*.dll"))),
        add_in=str(add_in) if add_in.is_file() else "",
        add_in_xlwings=xlwings_version(add_in) if add_in.is_file() else "",
        wps=read("user", r"Software\Kingsoft\Office\6.0\Common", "InstallRoot") is not None,
    )


def _registry(hive: str, key: str, name: str) -> object:
    import winreg

    root = winreg.HKEY_CURRENT_USER if hive == "user" else winreg.HKEY_LOCAL_MACHINE  # type: ignore[attr-defined,unused-ignore]
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY  # type: ignore[attr-defined,unused-ignore]
    try:
        with winreg.OpenKey(root, key, 0, access) as opened:  # type: ignore[attr-defined,unused-ignore]
            return winreg.QueryValueEx(opened, name)[0]  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return None
