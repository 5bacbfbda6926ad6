"""What is so on this machine: facts alone, read and never changed, for :mod:`macros.doctor.judgements` to judge."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path

from macros.doctor.excel import Excel, find_excel

CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
CHINESE_FONTS = (
    "Microsoft YaHei",
    "SimSun",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "PingFang SC",
    "WenQuanYi Zen Hei",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """One machine. Everything has the value of a sound Linux machine unless told, so that a test tells only its point.

    ``environment``: where the installer puts Python, "" without an installer. ``ledger_problem``: Chinese, "" when
    it opens. ``packages``: name, what we need, what is there ("" absent). ``writable``: what for → (folder, may write).
    ``certificate_days``: -1 without one.
    """

    platform: str = "linux"
    python: tuple[int, int] = (3, 11)
    bits: int = 64
    executable: str = "/opt/neiqin/bin/python"
    prefix: str = "/opt/neiqin"
    own_environment: bool = True
    environment: str = ""
    packages: tuple[tuple[str, str, str], ...] = ()
    xlwings: str = ""
    excel: Excel | None = None
    clouds: tuple[str, ...] = ()
    ledger: str = ""
    ledger_problem: str = ""
    libreoffice: str = "/usr/bin/soffice"
    fonts: tuple[str, ...] = CHINESE_FONTS[:1]
    writable: dict[str, tuple[str, bool]] = field(default_factory=dict)
    certificate_days: int = -1


def gather(db: Path | None = None) -> Facts:
    """The facts of this machine; ``db`` is the ledger to look at, else the one that the buttons use.

    That one is made at the first sync, so it may be missing; one that was named by its path may not.
    """
    from macros.home import home, ledger_file
    from udfs.web.certificate import certificate_files, days_left, local_folder

    ledger = db or ledger_file()
    expected = ledger != ledger_file() or ledger.exists()
    folders = {"结果": Path.cwd(), "办公": home(), "程序": local_folder()}
    return Facts(
        platform=sys.platform,
        python=sys.version_info[:2],
        bits=struct.calcsize("P") * 8,
        executable=sys.executable,
        prefix=sys.prefix,
        own_environment=sys.prefix != sys.base_prefix,
        environment=_environment(),
        packages=tuple(_packages()),
        xlwings=_version("xlwings"),
        excel=find_excel(),
        clouds=tuple(filter(None, map(os.environ.get, CLOUD_VARIABLES))),
        ledger=str(ledger) if expected else "",
        ledger_problem=_ledger_problem(ledger) if expected else "",
        libreoffice=next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), ""),
        fonts=_fonts(),
        writable={what: (str(folder), _may_write(folder)) for what, folder in folders.items()},
        certificate_days=days_left(certificate_files().authority),
    )


def _environment() -> str:
    if sys.platform != "win32":
        return ""
    from xlsx_templates.addin.settings import ENVIRONMENT

    return os.path.expandvars(ENVIRONMENT)


def _packages() -> list[tuple[str, str, str]]:
    """What our own metadata asks for, the optional extras left out, beside what is installed."""
    found = []
    for requirement in metadata.requires("neiqin") or ():
        words, _, marker = requirement.partition(";")
        if "extra" not in marker:
            name = words.rstrip("<>=!~0123456789.,* ")
            found.append((name, words.removeprefix(name).strip(), _version(name)))
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _ledger_problem(path: Path) -> str:
    """Looked at read-only: opening a ledger in the usual way would bring an older one forward."""
    from core.ledger.problems import in_words
    from core.ledger.schema import GENERATION

    if not path.is_file():
        return f"没有这个文件：{path}"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2)) as ledger:
            [generation] = ledger.execute("PRAGMA user_version").fetchone()
            ledger.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return in_words(error, path).message
    if generation > GENERATION:
        return "台账由更新版本的 Neiqin 写成，请升级本机的 Neiqin"
    return "" if generation else f"这个文件不是台账：{path.name}"


def _may_write(folder: Path) -> bool:
    """Of a folder that is not there yet, the nearest one above it decides. A file is made and taken away again."""
    from tempfile import TemporaryFile

    nearest = next(place for place in (folder, *folder.parents) if place.is_dir())
    try:
        with TemporaryFile(dir=nearest):
            return True
    except OSError:
        return False


def _fonts() -> tuple[str, ...]:
    """The Chinese fonts found; Windows and macOS always bring theirs."""
    if sys.platform in ("win32", "darwin"):
        return CHINESE_FONTS[:1]
    listing = partial(subprocess.run, capture_output=True, text=True, check=False)
    known = listing(["fc-list", ":", "family"]).stdout if shutil.which("fc-list") else ""
    return tuple(font for font in CHINESE_FONTS if font in known)
