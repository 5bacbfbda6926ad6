"""For which xlwings an add-in was built: its VBA names the version, and only that version's DLL answers it.

The VBA text is compressed ([MS-OVBA] 2.4.1): a sequence of chunks of at most 4,096 characters, each of flag bytes whose
bits tell a plain byte from a copy of earlier ones. The module's text is looked for where the stream ends.
"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

_PART, _MODULE = "xl/vbaProject.bin", "VBA/xlwings"
_VERSION = re.compile(rb'XLWINGS_VERSION As String = "([\d.]+)"')
_SIGNATURE, _CHUNK = 0b011, 4096


def xlwings_version(add_in: Path) -> str:
    """Such as "0.37.8"; "" when the file is no add-in of ours or cannot be read."""
    import io

    import olefile

    try:
        with zipfile.ZipFile(add_in) as package:
            project = olefile.OleFileIO(io.BytesIO(package.read(_PART)))
        stream = project.openstream(_MODULE).read()
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
    for start in (found.start() for found in re.finditer(rb"\x01..\x00?Attribut", stream, re.DOTALL)):
        found = _VERSION.search(decompressed(stream[start:]))
        if found:
            return found[1].decode()
    return ""


def decompressed(container: bytes) -> bytes:
    """The text of a compressed container, its signature byte 1 included; damage ends the text early."""
    text, place = bytearray(), 1
    while place + 2 <= len(container):
        [header] = struct.unpack_from("<H", container, place)
        if header >> 12 & 0b111 != _SIGNATURE:
            break
        end = min(place + (header & 0xFFF) + 3, len(container))
        place += 2
        if header >> 15:
            _tokens(container, place, end, text)
        else:
            text += container[place:end]
        place = end
    return bytes(text)


def _tokens(container: bytes, place: int, end: int, text: bytearray) -> None:
    start = len(text)
    while place < end:
        flags = container[place]
        place += 1
        for bit in range(8):
            if place >= end:
                return
            if not flags >> bit & 1:
                text.append(container[place])
                place += 1
                continue
            if place + 2 > end:
                return
            [token] = struct.unpack_from("<H", container, place)
            place += 2
            # The further into a chunk, the more bits of a copy token say how far back it reaches.
            far_bits = max((len(text) - start - 1).bit_length(), 4)
            back = (token >> (16 - far_bits)) + 1
            if back > len(text):
                return
            for _ in range((token & (0xFFFF >> far_bits)) + 3):
                text.append(text[-back])
