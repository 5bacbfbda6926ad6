"""Draws the pictures of README from real output: runs the demo, lets LibreOffice print it, cuts out what is shown.

    .venv/bin/python docs/make_pictures.py

Needs soffice and pdftoppm. Everything in the pictures is invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "pictures"
DPI = 110


@dataclass(frozen=True)
class Picture:
    """One picture: the workbook it is printed from, the page, and the part of the page (per mille: x, y, width, height)."""

    name: str
    pattern: str
    find: str
    part: tuple[int, int, int, int] = (0, 0, 1000, 1000)


PICTURES = (
    Picture("月报首页", "结果/月报_*.xlsx", "需要关注", (0, 0, 1000, 860)),
    Picture("月报指标", "结果/月报_*.xlsx", "经营指标"),
    Picture("校验标记", "结果/校验结果/投保单_*1周.xlsx", "移动电话"),
    Picture("校验结果", "结果/校验结果/投保单_*1周.xlsx", "校验结果："),
    Picture("退保金计算书", "试算/退保金计算书_*.xlsx", "计算步骤", (0, 40, 1000, 700)),
    Picture("保单页", "结果/保单页.xlsx", "现金价值表"),
    Picture("模板", "模板/投保单.xlsx", "填写说明"),
)


def main() -> None:
    """Make the month, print every workbook once, and write the PNG files."""
    from macros.command_line import main as neiqin

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        neiqin(["demo", "--dir", str(work / "demo"), "--policies", "600"])
        ledger = str(work / "demo" / "台账.sqlite")
        neiqin(["quote", "surrender", _policy(ledger), "--on", "2026-10-31", "--db", ledger, "--out", str(work / "demo" / "试算")])
        neiqin(["template", "投保单", "--out", str(work / "demo" / "模板")])
        for picture in PICTURES:
            book = sorted((work / "demo").glob(picture.pattern))[0]
            _draw(picture, _printed(book, work), work)


def _policy(ledger: str) -> str:
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        query = (
            "SELECT policy_no FROM policies WHERE status = '有效' AND premium_status = '交费中' AND effective_on < '2025-01-01'"
            " AND design = '普通型' AND policy_term = '终身' AND product_name LIKE '%增%' ORDER BY loan DESC, policy_no LIMIT 1"
        )
        return str(connection.execute(query).fetchone()[0])


def _printed(book: Path, work: Path) -> Path:
    target = work / f"{book.stem}.pdf"
    if not target.exists():
        profile = f"-env:UserInstallation=file://{work / 'office'}"
        words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(book)]
        subprocess.run(words, check=True, capture_output=True)
    return target


def _draw(picture: Picture, printed: Path, work: Path) -> None:
    page = _page_with(picture.find, printed)
    common = ["pdftoppm", "-png", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile"]
    width, height = _size(printed, page)
    x, y, w, h = picture.part
    cut = ["-x", width * x // 1000, "-y", height * y // 1000, "-W", width * w // 1000, "-H", height * h // 1000]
    subprocess.run([*common, *map(str, cut), str(printed), str(HERE / picture.name)], check=True)


def _page_with(text: str, printed: Path) -> int:
    words = subprocess.run(["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True, text=True).stdout
    return next(number for number, page in enumerate(words.split("\f"), 1) if text in page)


def _size(printed: Path, page: int) -> tuple[int, int]:
    info = subprocess.run(
        ["pdfinfo", "-f", str(page), "-l", str(page), str(printed)], check=True, capture_output=True, text=True
    ).stdout
    line = next(line for line in info.splitlines() if "size:" in line)
    width, height = (float(part) for part in line.split("size:")[1].split("pts")[0].split("x"))
    return round(width * DPI / 72), round(height * DPI / 72)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
