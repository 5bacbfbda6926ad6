"""A UNO type library (.rdb, format UNOIDL 0) with one interface whose methods take and give ``any``.

The first argument of each is the document's settings, which Calc adds by itself. That is all a Calc add-in needs, and
it spares the LibreOffice SDK. Layout: magic, version, offset and count of the root
map; a map entry is (offset of the name, offset of its value); values are modules (kind 0, again a map) or, as the
innermost, the interface (kind 5: bases, attributes, methods). All numbers little-endian uint32, texts ASCII.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

MAGIC = b"UNOIDL\xff\0"
BASE = "com.sun.star.uno.XInterface"
SETTINGS = "com.sun.star.beans.XPropertySet"
_MODULE, _INTERFACE, _IN = b"\0", b"\5", b"\0"


def interface_library(interface: str, methods: Mapping[str, Sequence[str]]) -> bytes:
    """The library of ``interface`` (a.b.XName) with ``methods``: name → argument names, all ``any``."""
    *modules, leaf = interface.split(".")
    library = bytearray(MAGIC + _numbers(0, 0))

    def put(part: bytes) -> int:
        library.extend(part)
        return len(library) - len(part)

    name, value = leaf, put(_interface(methods))
    for module in reversed(modules):
        entry = _numbers(put(_zero_ended(name)), value)
        name, value = module, put(_MODULE + _numbers(1) + entry)
    root = put(_numbers(put(_zero_ended(name)), value))
    struct.pack_into("<II", library, len(MAGIC), root, 1)
    return bytes(library)


def _interface(methods: Mapping[str, Sequence[str]]) -> bytes:
    optional_bases = attributes = 0
    parts = [_INTERFACE, _numbers(1), _text(BASE), _numbers(optional_bases, attributes, len(methods))]
    for method, arguments in methods.items():
        parts += [_text(method), _text("any"), _numbers(1 + len(arguments)), _IN + _text("settings") + _text(SETTINGS)]
        parts += [_IN + _text(argument) + _text("any") for argument in arguments]
        parts.append(_numbers(0))  # exceptions
    return b"".join(parts)


def _numbers(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _text(text: str) -> bytes:
    return _numbers(len(text)) + text.encode("ascii")


def _zero_ended(text: str) -> bytes:
    return text.encode("ascii") + b"\0"
