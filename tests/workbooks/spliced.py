"""Parts that XlsxWriter cannot draw, spliced into a finished file: pivot table, calcChain, custom XML, VBA …"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parts(path: Path) -> dict[str, bytes]:
    """Part name -> bytes, in the file's order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, contents: Mapping[str, bytes]) -> Path:
    """Writes a package from its parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return path


def _before(contents: dict[str, bytes], name: str, end: str, text: str) -> None:
    body = contents[name].decode()
    if end not in body:
        raise AssertionError(f"{name} has no {end}")
    contents[name] = body.replace(end, text + end, 1).encode()


def _relation(contents: dict[str, bytes], part: str, key: str, kind: str, target: str) -> None:
    link = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    if part not in contents:
        contents[part] = f'{HEAD}<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
    _before(contents, part, "</Relationships>", link)


def _typed(contents: dict[str, bytes], part: str, kind: str) -> None:
    _before(
        contents,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/{part}" ContentType="{CONTENT}.{kind}+xml"/>',
    )


def add_pivot(path: Path) -> Path:
    """A pivot table of 图表!A18:B20 on 空表 (the fourth sheet), with its cache and records."""
    contents = parts(path)
    pivot = Path(__file__).parent / "pivot"
    contents["xl/pivotCache/pivotCacheDefinition1.xml"] = (pivot / "cache.xml").read_bytes()
    contents["xl/pivotCache/pivotCacheRecords1.xml"] = (pivot / "records.xml").read_bytes()
    contents["xl/pivotTables/pivotTable1.xml"] = (pivot / "table.xml").read_bytes()
    _typed(contents, "xl/pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition")
    _typed(contents, "xl/pivotCache/pivotCacheRecords1.xml", "pivotCacheRecords")
    _typed(contents, "xl/pivotTables/pivotTable1.xml", "pivotTable")
    cache_links = "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"
    _relation(contents, cache_links, "rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")
    table_links = "xl/pivotTables/_rels/pivotTable1.xml.rels"
    _relation(contents, table_links, "rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    _relation(contents, "xl/worksheets/_rels/sheet4.xml.rels", "rId1", "pivotTable", "../pivotTables/pivotTable1.xml")
    _relation(
        contents, "xl/_rels/workbook.xml.rels", "rId900", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"
    )
    caches = '<pivotCaches><pivotCache cacheId="1" r:id="rId900"/></pivotCaches>'
    _before(contents, "xl/workbook.xml", "</workbook>", caches)
    return write_parts(path, contents)


def add_calc_chain(path: Path) -> Path:
    """The calculation chain that Excel itself writes: one entry for each formula cell of 台账 (the first sheet)."""
    contents = parts(path)
    cells = re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>', contents["xl/worksheets/sheet1.xml"].decode())
    chain = "".join(f'<c r="{cell}" i="1"/>' for cell in cells)
    contents["xl/calcChain.xml"] = f'{HEAD}<calcChain xmlns="{MAIN}">{chain}</calcChain>'.encode()
    _typed(contents, "xl/calcChain.xml", "calcChain")
    _relation(contents, "xl/_rels/workbook.xml.rels", "rId901", "calcChain", "calcChain.xml")
    return write_parts(path, contents)


def add_custom_xml(path: Path) -> Path:
    """A document-management system's custom XML item, and the printer settings of 空表 (the fourth sheet)."""
    contents = parts(path)
    contents["customXml/item1.xml"] = "<档案 xmlns='urn:shili'><编号>DA-0001</编号></档案>".encode()
    _relation(contents, "xl/_rels/workbook.xml.rels", "rId902", "customXml", "../customXml/item1.xml")
    contents["xl/printerSettings/printerSettings1.bin"] = bytes(range(256))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    body = contents["[Content_Types].xml"].decode()
    contents["[Content_Types].xml"] = body.replace(
        "<Default ", f'<Default Extension="bin" ContentType="{kind}"/><Default ', 1
    ).encode()
    _relation(
        contents,
        "xl/worksheets/_rels/sheet4.xml.rels",
        "rId7",
        "printerSettings",
        "../printerSettings/printerSettings1.bin",
    )
    setup = f'<pageSetup paperSize="9" orientation="portrait" xmlns:r="{OFFICE}" r:id="rId7"/></worksheet>'
    sheet = contents["xl/worksheets/sheet4.xml"].decode()
    contents["xl/worksheets/sheet4.xml"] = sheet.replace("</worksheet>", setup).encode()
    return write_parts(path, contents)


def to_macro_book(source: Path, target: Path) -> Path:
    """The same workbook as .xlsm, with a VBA project made by pyOpenVBA."""
    from pyopenvba import ExcelFile

    contents = parts(source)
    plain, macro = f"{CONTENT}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(plain.encode(), macro.encode())
    write_parts(target, contents)
    with ExcelFile(str(target)) as book:
        project = book.add_vba_project()
        project.add_module("Recounting", 'Attribute VB_Name = "Recounting"\r\nSub Recount()\r\n    Beep\r\nEnd Sub\r\n')
        book.save()
    return target
