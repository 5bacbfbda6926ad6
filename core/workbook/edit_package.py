"""An OOXML package: its parts, what leads to what, and the content types."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

from core.workbook.edit_xml import HEAD, OFFICE, UnsafeError, append_into, attribute_text, cut, elements, in_dialect
from core.workbook.edit_zip import write_package

TYPES = "[Content_Types].xml"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its id, the last word of its type (``worksheet``, ``comments`` …) and the part it leads to."""

    key: str
    kind: str
    part: str


class Package:
    """The parts of a workbook by name; changes wait for ``save``. Raises UnsafeError, BadZipFile, OSError."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._zip = zipfile.ZipFile(self._file)
        self._real = {name.lower(): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes | None] = {}
        office = [link.part for link in self.relations("") if link.kind == "officeDocument"]
        if not office:
            raise UnsafeError("找不到工作簿主体")
        self.workbook = office[0]

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    def name(self, part: str) -> str:
        """The part's name as the package spells it: part names ignore case."""
        return self._real.get(part.lower(), part)

    def has(self, part: str) -> bool:
        """Is there such a part now?"""
        part = self.name(part)
        return self._changed[part] is not None if part in self._changed else part.lower() in self._real

    def read(self, part: str) -> bytes:
        """The part as it stands now."""
        part = self.name(part)
        body = self._changed.get(part)
        if body is not None:
            return body
        if not self.has(part):
            raise UnsafeError(f"缺少内部文件 {part}")
        return self._zip.read(part)

    def write(self, part: str, body: bytes) -> None:
        """Sets a part, new or not."""
        self._changed[self.name(part)] = body

    def free(self, pattern: str) -> str:
        """The first unused name, e.g. for ``xl/worksheets/sheet{}.xml``."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[Relation]:
        """Where a part leads to inside the package; ``""`` is the package itself."""
        links = _links_of(part)
        if not self.has(links):
            return []
        found = [
            element.attributes
            for element in elements(self.read(links))
            if element.attributes.get("TargetMode") != "External"
        ]
        return [
            Relation(link["Id"], posixpath.basename(link["Type"]), _resolve(part, link["Target"])) for link in found
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Adds a relationship and gives its new id."""
        links = _links_of(part)
        if not self.has(links):
            self.write(links, f'{HEAD}<Relationships xmlns="{_LINKS}"></Relationships>'.encode())
        body = self.read(links)
        taken = {element.attributes["Id"] for element in elements(body)}
        key = next(key for number in range(1, len(taken) + 2) if (key := f"rIdNeiqin{number}") not in taken)
        text = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="/{attribute_text(target)}"/>'
        self.write(links, append_into(body, elements(body, 0)[0], in_dialect(body, text)))
        return key

    def add(self, part: str, body: bytes, content_type: str) -> None:
        """Adds a part with its content type; a ``.vml`` part gets its type by extension, as Excel does it."""
        self.write(part, body)
        types = self.read(TYPES)
        if not part.endswith(".vml"):
            self._declare(types, f'<Override PartName="/{part}" ContentType="{content_type}"/>')
        elif not any(element.attributes.get("Extension", "").lower() == "vml" for element in elements(types)):
            self._declare(types, f'<Default Extension="vml" ContentType="{content_type}"/>')

    def _declare(self, types: bytes, text: str) -> None:
        self.write(TYPES, append_into(types, elements(types, 0)[0], in_dialect(types, text)))

    def drop(self, owner: str, part: str) -> None:
        """Takes a part away, with its own relationships, its content type and the owner's relationship to it."""
        links = _links_of(owner)
        body = self.read(links)
        gone = [
            element
            for element in elements(body)
            if _resolve(owner, element.attributes["Target"]).lower() == part.lower()
        ]
        body = cut(body, gone)
        self._changed[self.name(links)] = body if elements(body) else None
        for name in (part, _links_of(part)):
            if self.has(name):
                self._changed[self.name(name)] = None
        types = self.read(TYPES)
        gone = [
            element
            for element in elements(types)
            if element.attributes.get("PartName", "").lower() == f"/{part}".lower()
        ]
        if part.endswith(".vml") and not any(name.endswith(".vml") and self.has(name) for name in self._real):
            gone += [element for element in elements(types) if element.attributes.get("Extension", "").lower() == "vml"]
        self.write(TYPES, cut(types, gone))

    def save(self, target: Path) -> None:
        """Writes the package to ``target``, whole or not at all."""
        write_package(self._file, self._zip, self._changed, target)


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(part: str, target: str) -> str:
    path = posixpath.join("/", posixpath.dirname(part), unquote(target))
    return posixpath.normpath(path).lstrip("/")
