"""Draws the pictures of README from real output: runs the demo, lets LibreOffice print it, cuts the margins off.

    .venv/bin/python docs/make_pictures.py

Needs soffice and pdftoppm. Everything in the pictures is invented.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "pictures"
DPI = 96
HEADER, FOOTER, SIDE, ABOVE = 36, 40, 24, 12  # points: what is cut off, and what is left above and below
_WORD = r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"'


@dataclass(frozen=True)
class Picture:
    """One picture: the workbook it is printed from, and words that stand on its page and on no earlier one."""

    name: str
    pattern: str
    find: str


PICTURES = (
    Picture("月报首页", "结果/月报_*.xlsx", "需要关注"),
    Picture("月报指标", "结果/月报_*.xlsx", "达成率"),
    Picture("校验标记", "结果/校验结果/投保单_*3周.xlsx", "· 尽职调查"),
    Picture("校验结果", "结果/校验结果/投保单_*3周.xlsx", "校验结果："),
    Picture("退保金计算书", "试算/退保金计算书_*.xlsx", "计算步骤"),
    Picture("保单页", "结果/保单页.xlsx", "现金价值表"),
    Picture("模板", "模板/投保单.xlsx", "填写说明"),
)


def main() -> None:
    """Make the month, print every workbook once, and write the PNG files."""
    from macros.command_line import main as neiqin

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        demo = work / "demo"
        neiqin(["demo", "--dir", str(demo)])
        ledger = str(demo / "台账.sqlite")
        asked = ["quote", "surrender", _policy(ledger), "--on", "2026-10-31"]
        neiqin([*asked, "--db", ledger, "--out", str(demo / "试算")])
        neiqin(["template", "投保单", "--out", str(demo / "模板")])
        for picture in PICTURES:
            book = sorted(demo.glob(picture.pattern))[0]
            _draw(picture, _printed(book, work))


def _policy(ledger: str) -> str:
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        query = (
            "SELECT policy_no FROM policies WHERE status = '有效' AND premium_status = '交费中'"
            " AND effective_on < '2025-01-01' AND design = '普通型' AND policy_term = '终身'"
            " AND product_name LIKE '%增%' ORDER BY loan DESC, policy_no LIMIT 1"
        )
        return str(connection.execute(query).fetchone()[0])


def _printed(book: Path, work: Path) -> Path:
    target = work / f"{book.stem}.pdf"
    if not target.exists():
        profile = f"-env:UserInstallation=file://{work / 'office'}"
        words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(book)]
        subprocess.run(words, check=True, capture_output=True)
    return target


def _draw(picture: Picture, printed: Path) -> None:
    page = _page_with(picture.find, printed)
    width, top, bottom = _body(printed, page)
    cut = [round(points * DPI / 72) for points in (SIDE, top, width - 2 * SIDE, bottom - top)]
    common = ["pdftoppm", "-png", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile"]
    place = [word for flag, size in zip(("-x", "-y", "-W", "-H"), cut, strict=True) for word in (flag, str(size))]
    subprocess.run([*common, *place, str(printed), str(HERE / picture.name)], check=True)


def _page_with(text: str, printed: Path) -> int:
    pages = _text(printed, "-layout").split("\f")
    return next(number for number, page in enumerate(pages, 1) if text in page)


def _body(printed: Path, page: int) -> tuple[float, float, float]:
    """The width of a page, and where the words between its header and footer begin and end (points)."""
    text = _text(printed, "-bbox", "-f", str(page), "-l", str(page))
    width, height = (float(size) for size in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', text)[0])
    words = [(float(top), float(bottom)) for top, bottom in re.findall(_WORD, text)]
    body = [(top, bottom) for top, bottom in words if top > HEADER and bottom < height - FOOTER]
    return width, min(top for top, _ in body) - ABOVE, max(bottom for _, bottom in body) + ABOVE


def _text(printed: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(printed), "-"], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
