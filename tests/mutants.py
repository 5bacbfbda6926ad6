"""Workbooks that somebody broke, by accident or on purpose: the same good one and number, the same broken one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.mutant_parts import OF_PARTS, flip, in_package


def mutant(good: bytes, number: int) -> tuple[str, bytes]:
    """The kind of damage and the damaged file. The kinds take turns, the place is drawn."""
    random = Random(number)
    kinds = [*_OF_BYTES.items(), *((name, in_package(change)) for name, change in OF_PARTS.items())]
    name, change = kinds[number % len(kinds)]
    return name, change(good, random)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _gap(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randrange(1, 200) :]


def _noise(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + random.randbytes(random.randrange(1, 200)) + data[start:]


_OF_BYTES: dict[str, Callable[[bytes, Random], bytes]] = {
    "bits flipped": flip, "cut off": _cut, "bytes lost": _gap, "bytes added": _noise,
    "an old file's head": lambda data, random: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data[8:],
    "only noise": lambda data, random: b"PK\x03\x04" + random.randbytes(3000),
}  # fmt: skip


def text_mutant(good: str, number: int) -> bytes:
    """A broken CSV: other encodings, bytes that are none, open quotes, NUL, one line a thousand columns wide."""
    random = Random(number)
    encoded = good.encode(random.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be")), errors="replace")
    damage: tuple[Callable[[], bytes], ...] = (
        lambda: flip(encoded, random), lambda: _cut(encoded, random), lambda: encoded.replace(b",", b',"', 3),
        lambda: encoded.replace(b"\n", b"\0\n"), lambda: encoded + b"," * 100_000,
        lambda: encoded + b'"' + b"x" * 200_000,
        lambda: random.randbytes(5000), lambda: encoded.replace(b",", b"\t"), lambda: encoded.replace(b"\r\n", b"\r"),
    )  # fmt: skip
    return random.choice(damage)()


def write_mutant(folder: Path, good: Path, number: int) -> tuple[str, Path]:
    """Write one; every ninth is a text file, and the ending does not always tell the truth."""
    ending = (".xlsm", ".xls", ".ods", ".csv")[number % 4] if number % 17 == 0 else ".xlsx"
    if number % 9 == 0:
        kind, data, ending = "text", text_mutant("保单号,险种代码,保额\r\nP1,WL2601,100000\r\n", number), ".csv"
    else:
        kind, data = mutant(good.read_bytes(), number)
    path = folder / f"坏{number}{ending}"
    path.write_bytes(data)
    return kind, path
