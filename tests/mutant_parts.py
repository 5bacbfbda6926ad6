"""Damage inside the package of a workbook: its parts, their names, and the XML of its sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOMB_BYTES = 80_000_000
"""What the zip bomb inflates to; small on disk, more than a reader may take."""


def in_package(change: Callable[[Parts, Random], None]) -> Callable[[bytes, Random], bytes]:
    def changed(good: bytes, random: Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts, random)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return made.getvalue()

    return changed


def flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 32))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _part(parts: Parts, random: Random) -> str:
    return random.choice(sorted(parts))


def _flip_part(parts: Parts, random: Random) -> None:
    name = _part(parts, random)
    parts[name] = flip(parts[name], random) if parts[name] else b"<"


def _cut_part(parts: Parts, random: Random) -> None:
    name = _part(parts, random)
    parts[name] = parts[name][: len(parts[name]) * random.randrange(100) // 100]


def _lose_part(parts: Parts, random: Random) -> None:
    del parts[_part(parts, random)]


def _swap_parts(parts: Parts, random: Random) -> None:
    one, other = _part(parts, random), _part(parts, random)
    parts[one], parts[other] = parts[other], parts[one]


def _escaping_name(parts: Parts, random: Random) -> None:
    parts[random.choice(("../../x.xml", "/etc/x", "xl\\..\\..\\x", "C:x"))] = b"<x/>"


def _entity(parts: Parts, random: Random) -> None:
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 10}">' for i in range(9))
    outside = '<!ENTITY e8 SYSTEM "file:///etc/hostname">'
    name = random.choice([name for name in sorted(parts) if name.endswith(".xml")])
    head, _, rest = parts[name].partition(b"?>")
    doctype = f"?><!DOCTYPE x [{random.choice((bomb, outside))}]>".encode()
    parts[name] = head + doctype + rest.replace(b"<t>", b"<t>&e8;", 1)


def _bomb(parts: Parts, random: Random) -> None:
    parts[random.choice((SHEET, STRINGS, "xl/media/image1.png"))] = b"<" + b" " * BOMB_BYTES


def _dimension(parts: Parts, random: Random) -> None:
    area = random.choice((b"A1:XFD1048576", b"XFD1048576", b"A0:A0", b"ZZZZ9:A1", b"A1:A99999999999", b""))
    sheet = parts[SHEET]
    start = sheet.find(b"<dimension")
    end = sheet.find(b"/>", start)
    parts[SHEET] = sheet[:start] + b'<dimension ref="' + area + b'"' + sheet[end:]


def _addresses(parts: Parts, random: Random) -> None:
    wrong = random.choice((b"XFD1048576", b"A0", b"A1048577", b"XFE1", b"", b"1", b"A-1", b"A99999999999999999999"))
    parts[SHEET] = parts[SHEET].replace(b'r="B3"', b'r="' + wrong + b'"', 1)


def _row_numbers(parts: Parts, random: Random) -> None:
    wrong = random.choice((b"0", b"-1", b"1048577", b"4294967297", b"1", b"x", b"1e3"))
    parts[SHEET] = parts[SHEET].replace(b'<row r="3"', b'<row r="' + wrong + b'"', 1)


def _string_places(parts: Parts, random: Random) -> None:
    wrong = random.choice((b"<v>999999</v>", b"<v>-1</v>", b"<v></v>", b"<v>x</v>", b"<v>99999999999999999999</v>"))
    at = parts[SHEET].find(b"<v>", random.randrange(len(parts[SHEET])))
    if at >= 0:
        parts[SHEET] = parts[SHEET][:at] + wrong + parts[SHEET][parts[SHEET].find(b"</v>", at) + 4 :]


def _huge_string(parts: Parts, random: Random) -> None:
    text = random.choice(
        ("长" * 400_000, "&#0;" * 9, "&#xD800;", "\u202e反" * 999, "=cmd|' /C calc'!A0", "A" * 3_000_000)
    )
    parts[STRINGS] = parts[STRINGS].replace(b"<t>", b"<t>" + text.encode(), 1)


def _cell_type(parts: Parts, random: Random) -> None:
    wrong = random.choice((b"b", b"e", b"d", b"n", b"str", b"inlineStr", b"?", b""))
    parts[SHEET] = parts[SHEET].replace(b't="s"', b't="' + wrong + b'"', random.choice((1, 5, 99)))


def _numbers(parts: Parts, random: Random) -> None:
    wrong = random.choice((b"1e308", b"-1e308", b"NaN", b"INF", b"2958466", b"-1", b"1e999", b"0x10", b"1_000"))
    for _ in range(3):
        at = parts[SHEET].find(b'<c r="', random.randrange(len(parts[SHEET])))
        end = parts[SHEET].find(b"</c>", at)
        if at >= 0 and end >= 0:
            address = parts[SHEET][at + 6 : parts[SHEET].find(b'"', at + 6)]
            cell = b'<c r="' + address + b'" s="1"><v>' + wrong + b"</v></c>"
            parts[SHEET] = parts[SHEET][:at] + cell + parts[SHEET][end + 4 :]


def _formulas(parts: Parts, random: Random) -> None:
    body = random.choice((b"<f>A3</f>", b"<f>B3</f><v></v>", b'<f t="shared" si="9"/>', b"<f>" + b"(" * 9000 + b"</f>"))
    parts[SHEET] = parts[SHEET].replace(b"<v>", body + b"<v>", random.choice((1, 9)))


def _epoch(parts: Parts, random: Random) -> None:
    wrong = random.choice((b'date1904="1"', b'date1904="x"', b'date1904="true"'))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbookPr", b"<workbookPr " + wrong, 1)


def _sheet_names(parts: Parts, random: Random) -> None:
    names = ("../../x", "'; DROP TABLE policies;--", "{{7*7}}", "保单台账" * 99, "=1+1", "", "&lt;b&gt;", "a&#10;b")
    book = parts["xl/workbook.xml"]
    start = book.find(b'name="', book.find(b"<sheet ")) + 6
    parts["xl/workbook.xml"] = book[:start] + random.choice(names).encode() + book[book.find(b'"', start) :]


def _many_sheets(parts: Parts, random: Random) -> None:
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (i, i + 50) for i in range(3000))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", sheets + b"</sheets>", 1)


def _merges(parts: Parts, random: Random) -> None:
    area = random.choice((b"A1:XFD1048576", b"A1:A1", b"B9:A1", b"x", b"A1:C3"))
    merged = b'<mergeCells count="9"><mergeCell ref="' + area + b'"/></mergeCells>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b"</sheetData>" + merged, 1)


def _macros(parts: Parts, random: Random) -> None:
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + random.randbytes(500)
    main, wanted = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main, wanted)


OF_PARTS: dict[str, Callable[[Parts, Random], None]] = {
    "a part's bits flipped": _flip_part, "a part cut off": _cut_part, "a part lost": _lose_part,
    "two parts swapped": _swap_parts, "a part outside": _escaping_name, "entities": _entity, "zip bomb": _bomb,
    "dimension": _dimension, "cell addresses": _addresses, "row numbers": _row_numbers, "text places": _string_places,
    "huge text": _huge_string, "cell types": _cell_type, "numbers": _numbers, "formulas": _formulas, "1904": _epoch,
    "sheet names": _sheet_names, "many sheets": _many_sheets, "merged": _merges, "macros": _macros,
}  # fmt: skip
