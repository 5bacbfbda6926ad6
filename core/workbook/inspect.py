"""What a file holds, part by part, and why it may not be edited: decided before a byte is written."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.workbook.edit_package import Package
from core.workbook.edit_xml import MAIN, UnsafeError, root_tag
from core.workbook.package_parts import NOT_WHOLE, too_large

EDITABLE = (".xlsx", ".xlsm")

WHY = {
    "missing": "找不到文件",
    "format": "只有 .xlsx 和 .xlsm 能原样加标签页和标记；请在 Excel 里另存为 .xlsx 后再试",
    "encrypted": "文件有打开密码（或是旧版 .xls 改了扩展名）；请取消密码并另存为 .xlsx 后再试",
    "broken": "文件损坏或不完整；请在 Excel 里用“打开并修复”后另存，再试一次",
    "signed": "文件带数字签名，改动任何内容都会使签名失效；请在未签名的副本上再试",
    "strict": "文件是“Strict Open XML”格式；请在 Excel 里另存为普通的 .xlsx 后再试",
    "shared": "文件是旧式共享工作簿（带修订记录）；请取消共享后再试",
    "bomb": "文件解压后大得不正常，可能是恶意文件；请与发件人核实",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A file's parts with their sizes in bytes (none: no package), and why it cannot be edited ("": it can)."""

    parts: dict[str, int]
    why: str = ""

    @property
    def editable(self) -> bool:
        """May tabs and marks be put into a copy of this file?"""
        return not self.why

    def holds(self, folder: str) -> bool:
        """Is there a part in this folder, e.g. ``xl/charts/``?"""
        return any(name.lower().startswith(folder.lower()) for name in self.parts)


def look(path: Path) -> Look:
    """Reads the directory and checks each part's checksum; for a bad file the reason is in ``why``."""
    if not path.is_file():
        return Look({}, WHY["missing"])
    if path.suffix.lower() not in EDITABLE:
        return Look({}, WHY["format"])
    with path.open("rb") as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            return Look({}, WHY["encrypted"])
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: info.file_size for info in archive.infolist()}
            return Look(parts, _reason(path, archive, parts))
    except UnsafeError as error:
        return Look({}, f"{error}；{WHY['broken']}")
    except NOT_WHOLE:
        return Look({}, WHY["broken"])


def _reason(path: Path, archive: zipfile.ZipFile, parts: dict[str, int]) -> str:
    names = {name.lower() for name in parts}
    if any(info.flag_bits & 0x1 for info in archive.infolist()):
        return WHY["encrypted"]
    if too_large(archive):
        return WHY["bomb"]
    if len(names) < len(archive.infolist()) or archive.testzip() is not None:
        return WHY["broken"]
    if any(name.startswith("_xmlsignatures/") for name in names):
        return WHY["signed"]
    if any(name.startswith("xl/revisions/") for name in names):
        return WHY["shared"]
    with Package(path) as package:
        if MAIN.encode() not in root_tag(package.read(package.workbook)):
            return WHY["strict"]
    return ""
