"""离线安装包: everything a Windows office PC needs, in one folder that is carried there on a stick."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from macros.outcome import Outcome, UsageError

CHECKSUMS = "SHA256SUMS.txt"
REQUIREMENTS = "requirements.txt"
_FILES = Path(__file__).parent / "files"
LOCK = _FILES / "windows.txt"
"""Every wheel by exact version and hash, for 64-bit Windows and Python 3.11; renewed by :mod:`macros.kit.lock`."""

_SCRIPTS = ("install.bat", "install.ps1", "安装说明.txt")


def kit(out: Path, *, wheels: Path | None = None, lock: Path = LOCK) -> Outcome:
    """Write the kit into ``out``, a folder that is new or empty. Needs the internet, unless ``wheels`` holds them all.

    UsageError: the folder is not empty, pip cannot get what the lock names, or there is no source to build from.
    """
    from macros.kit.parts_list import PARTS_LIST, parts_list
    from macros.kit.wheels import get_wheels, own_wheel

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"请给一个新的或空的文件夹：{out}")
    folder = out / "wheels"
    folder.mkdir(parents=True)
    get_wheels(lock, folder, wheels)
    own = own_wheel(folder, wheels)
    name, version = own.name.split("-")[:2]
    own_line = f"{name}=={version} --hash=sha256:{sha256(own.read_bytes()).hexdigest()}\n"
    (out / REQUIREMENTS).write_text(lock.read_text(encoding="utf-8") + own_line, encoding="utf-8", newline="\n")
    (out / PARTS_LIST).write_text(parts_list(folder), encoding="utf-8", newline="\n")
    for script in _SCRIPTS:
        (out / script).write_bytes(script_bytes(script))
    _copy_books(out)
    listed = contents(out)
    lines = [f"{digest}  {name}" for name, digest in listed.items()]
    (out / CHECKSUMS).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    size = sum((out / name).stat().st_size for name in listed) / 1e6
    outcome = Outcome(
        [f"离线安装包：{out}，{len(listed)} 个文件，{size:.0f} MB", "拷到 Windows 电脑，双击 install.bat。"]
    )
    outcome.files = [out / name for name in [*listed, CHECKSUMS]]
    outcome.data["contents"] = listed
    return outcome


def contents(out: Path) -> dict[str, str]:
    """Name with forward slashes → SHA-256, sorted, the list itself left out."""
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def script_bytes(name: str) -> bytes:
    """A script as Windows reads it: lines end with CR LF, and Chinese text says that it is UTF-8.

    A batch file is read in the console's code page and takes no mark: it stays ASCII (UnicodeEncodeError: our mistake).
    """
    text = (_FILES / name).read_text(encoding="utf-8").replace("\n", "\r\n")
    return text.encode("ascii" if name.endswith(".bat") else "utf-8-sig")


def _copy_books(out: Path) -> None:
    """The add-in and the finished workbooks as they are committed, and the templates drawn afresh."""
    from xlsx_templates.addin.build import FILE
    from xlsx_templates.builder import build_template
    from xlsx_templates.catalogue import TEMPLATES

    (out / "addin").mkdir()
    shutil.copyfile(FILE, out / "addin" / FILE.name)
    for name in TEMPLATES:
        build_template(name, out / "templates")
    for book in FILE.parents[1].glob("*.xlsx"):
        shutil.copyfile(book, out / "templates" / book.name)
