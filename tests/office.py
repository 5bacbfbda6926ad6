"""A private LibreOffice for tests: its own process and its own profile, driven over UNO, never another one that runs.

Where LibreOffice or its Python bridge is missing, a test is skipped with the reason; on CI (``CI=true``) it fails.

    with private_office(tmp_path) as office:
        document = office.open(path)
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
    ".png": "calc_png_Export",
}
Settings = Mapping[tuple[str, str], object]
"""(node path, name) → value of the profile, as in ``registrymodifications.xcu``."""

RECALCULATE_ON_LOAD: Settings = {("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode"): 0}

_BRIDGE_FOLDERS = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program", "/opt/libreoffice/program")
_START_SECONDS, _POLL_SECONDS, _CLOSE_SECONDS = 60, 0.05, 10


def require_office() -> None:
    """Skip the test without LibreOffice and its Python bridge; fail on CI, where both must be installed."""
    missing = "" if shutil.which("soffice") else "LibreOffice (soffice)"
    if not missing and _bridge() is None:
        missing = "python3-uno"
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing} is not installed, and CI must have it")
    if missing:
        pytest.skip(f"{missing} is not installed")


@cache
def _bridge() -> Any | None:
    """The module ``uno`` of the system's Python, None where it cannot be imported.

    Its folder is last on the path, and only for the import: nothing else of the system's Python may get in.
    """
    folders = [folder for folder in _BRIDGE_FOLDERS if Path(folder).is_dir()]
    sys.path += folders
    try:
        import uno
    except ImportError:
        return None
    finally:
        for folder in folders:
            sys.path.remove(folder)
    return uno


class Office:
    """One running LibreOffice. ``desktop`` and ``context`` are its UNO objects."""

    def __init__(self, profile: Path, extensions: Path | None, environment: Mapping[str, str]) -> None:
        self._uno = _bridge()
        pipe = f"neiqin{uuid.uuid4().hex[:8]}"
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}"]
        if extensions is not None:
            command.append(f"-env:BUNDLED_EXTENSIONS={extensions.as_uri()}")
        command += ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
        command.append(f"--accept=pipe,name={pipe};urp;")
        self._log = profile / "soffice.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, start_new_session=True, env={**os.environ, **environment}, stdout=log, stderr=log
            )
        self.context = self._connect(pipe)
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def service(self, name: str) -> Any:
        """An instance of a UNO service."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def new(self) -> Any:
        """A new, empty spreadsheet."""
        return self._load("private:factory/scalc")

    def open(self, path: Path, **properties: object) -> Any:
        """A workbook, hidden; further properties as in MediaDescriptor."""
        return self._load(path.resolve().as_uri(), **properties)

    def save(self, document: Any, path: Path) -> Path:
        """Write a document in the format that the suffix of ``path`` names."""
        document.storeToURL(path.resolve().as_uri(), (self._property("FilterName", FILTERS[path.suffix]),))
        return path

    @property
    def log(self) -> str:
        """What the process printed, Python errors of an add-in included."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        """End this process, and only this one."""
        with suppress(Exception):  # the bridge breaks while the office goes down
            self.desktop.terminate()
        try:
            self._process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()

    def _load(self, url: str, **properties: object) -> Any:
        given = {"Hidden": True, **properties}
        described = tuple(self._property(name, value) for name, value in given.items())
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, described)
        if document is None:
            raise RuntimeError(f"LibreOffice cannot open {url}")
        return document

    def _property(self, name: str, value: object) -> Any:
        made = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def _connect(self, pipe: str) -> Any:
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except Exception:  # not listening yet
                if self._process.poll() is not None:
                    raise RuntimeError(f"soffice ended with {self._process.returncode}: {self.log}") from None
                time.sleep(_POLL_SECONDS)
        self._kill()
        raise RuntimeError(f"soffice did not answer within {_START_SECONDS} s: {self.log}")

    def _kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def private_office(
    folder: Path,
    *,
    extensions: Path | None = None,
    environment: Mapping[str, str] | None = None,
    settings: Settings = RECALCULATE_ON_LOAD,
) -> Iterator[Office]:
    """An office whose profile is made in ``folder``; :func:`require_office` is asked first.

    ``extensions``: a folder with unpacked extensions, one sub-folder each. ``environment``: variables added for the
    process. ``settings``: values of the profile; formulas are recalculated on load unless said otherwise.
    """
    require_office()
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile_settings(settings), encoding="utf-8")
    office = Office(profile.resolve(), extensions.resolve() if extensions else None, environment or {})
    try:
        yield office
    finally:
        office.close()


def _profile_settings(settings: Settings) -> str:
    items = "".join(
        f'<item oor:path="{escape(node)}"><prop oor:name="{escape(name)}" oor:op="fuse">'
        f"<value>{escape(str(value).lower() if isinstance(value, bool) else str(value))}</value></prop></item>"
        for (node, name), value in settings.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
