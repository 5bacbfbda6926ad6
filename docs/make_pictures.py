"""Draws a picture of every tab and workbook from real output, and the page that shows them.

    .venv/bin/python docs/make_pictures.py [name ...]    names: only these pictures

Runs the demo and the verbs, lets LibreOffice print each workbook, cuts the margins off. Needs soffice, pdftoppm and
Pillow (``pip install pillow``), which makes the files small. Everything in the pictures is invented.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
MONTH = "结果/月报_*.xlsx"
DPI, COLOURS = 84, 64
HEADER, FOOTER, SIDE, ABOVE = 36, 40, 24, 12  # points: what is cut off, and what is left above and below
FIRST_PAGES = '{"PageRange":{"type":"string","value":"1-14"}}'  # printing all 500 of a workbook would take minutes
CHANGED = "retention_customer_identity_years"
_WORD = r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)'


@dataclass(frozen=True)
class Picture:
    """One picture: what it shows, the workbook it is printed from, and words on its page and on no earlier one."""

    tab: str
    answers: str
    who: str
    find: str
    file: str = MONTH
    by: str = ""
    until: str = ""
    page: int = 1

    @property
    def name(self) -> str:
        """The file's name: tabs of the month report begin with 月报."""
        return f"月报{self.tab}" if self.file == MONTH else self.tab


def catalogue() -> tuple[list[Picture], list[Picture]]:
    """The tabs of the month report, and the other workbooks, as docs/tabs.yaml lists them."""
    from yaml import safe_load

    read = safe_load((HERE / "tabs.yaml").read_text(encoding="utf-8"))
    return [Picture(**each) for each in read["month"]], [Picture(**each) for each in read["books"]]


def page() -> str:
    """docs/tabs.md: each tab and workbook with what it answers, for whom, and its picture."""
    month, books = catalogue()
    first = (
        "# 每一页、每一本回答什么\n\n"
        "由 `docs/tabs.yaml` 生成（`python docs/make_pictures.py`），请勿手改。图都取自 `neiqin demo` 的虚构数据。\n\n"
        f"月报 {len(month)} 页：{_links(month)}\n\n工作簿：{_links(books)}\n"
    )
    return first + "\n## 月报\n" + "".join(map(_shown, month)) + "\n## 其他工作簿\n" + "".join(map(_shown, books))


def _links(pictures: list[Picture]) -> str:
    return " · ".join(f"[{each.tab}](#{each.tab.lower()})" for each in pictures)


def _shown(picture: Picture) -> str:
    made = f"\n\n`neiqin {picture.by}`" if picture.by else ""
    return (
        f"\n### {picture.tab}\n\n{picture.answers}  \n给谁看：{picture.who}。{made}\n\n"
        f"![{picture.tab}](pictures/{picture.name}.png)\n"
    )


def main(only: list[str]) -> None:
    """Make the month and its workbooks, print each once, write the PNG files and the page."""
    (HERE / "tabs.md").write_text(page(), encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_books(work / "demo")
        for picture in (each for part in catalogue() for each in part):
            if not only or picture.name in only:
                draw(picture, printed(sorted((work / "demo").glob(picture.file))[0], work))


def make_books(demo: Path) -> None:
    """The demo's month and every other workbook under it, in 试算 and 模板."""
    from macros.command_line import main as neiqin

    neiqin(["demo", "--dir", str(demo)])
    ledger, more = ["--db", str(demo / "台账.sqlite")], demo / "试算"
    rights = _rights(demo / "权限.xlsx")
    policy, end = _policy(ledger[1]), ["--on", "2026-10-31"]
    month = ["--month", "2026-10"]
    verbs = (
        ["sync", str(rights), *end, *ledger, "--yes"],
        ["quote", "surrender", policy, *end, *ledger, "--out", str(more)],
        ["card", policy, *end, *ledger, "--out", str(more / "保单一页.xlsx")],
        ["product", *end, *ledger, "--out", str(more / "产品资料.xlsx")],
        ["match", str(demo / "输入" / "需求分析.xlsx"), *ledger, "--out", str(more / "方案匹配.xlsx")],
        ["sync", str(demo / "输入" / "银行流水.xlsx"), *ledger, "--yes", "--out", str(more)],
        ["pay", *end, *ledger, "--out", str(more)],
        ["report", *month, *ledger, "--out", str(more / "月报.xlsx"), "--letters", str(more / "理赔函件.xlsx"),
         "--targets", str(more / "目标.xlsx")],
        ["todo", *month, *ledger, "--out", str(more / "待办.xlsx")],
        ["law", CHANGED, "--on", "2025-01-01", *ledger, "--out", str(more / "法规变动.xlsx")],
        ["flags", *month, *ledger, "--why", "月度抽查", "--out", str(more / "风险提示.xlsx")],
        ["extract", *ledger, "--why", "年末评估", "--out", str(more / "精算")],
        ["review", *ledger, "--why", "四季度定期复核", "--out", str(more / "权限复核.xlsx")],
        ["template", "投保单", "--out", str(demo / "模板")],
    )  # fmt: skip
    for words in verbs:
        neiqin(words)


def _rights(target: Path) -> Path:
    """The 权限 list of an invented office; who runs this is its 主管."""
    from core.account import current_account
    from core.records.reference import Permission
    from xlsx_templates.builder import fill_template

    since = date(2026, 1, 1)
    rows = [
        {"account": current_account(), "name": "赵六", "role": "主管", "unmask": "是", "restricted": "是"},
        {"account": "jingban01", "name": "钱七", "role": "经办", "unmask": "否", "restricted": "否"},
        {"account": "shenji01", "name": "孙八", "role": "审计", "unmask": "是", "restricted": "是"},
        {"account": "jingsuan01", "name": "李九", "role": "精算", "unmask": "否", "restricted": "否"},
    ]
    return fill_template("权限", target, {Permission: [{**row, "valid_from": since} for row in rows]})


def _policy(ledger: str) -> str:
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        query = (
            "SELECT policy_no FROM policies WHERE status = '有效' AND premium_status = '交费中'"
            " AND effective_on < '2025-01-01' AND design = '普通型' AND policy_term = '终身'"
            " AND product_name LIKE '%增%' ORDER BY loan DESC, policy_no LIMIT 1"
        )
        return str(connection.execute(query).fetchone()[0])


def printed(book: Path, work: Path) -> Path:
    """The workbook as LibreOffice prints it."""
    target = work / f"{book.stem}.pdf"
    if not target.exists():
        profile = f"-env:UserInstallation=file://{work / 'office'}"
        form = "pdf" if book.stem.startswith(("月报", "投保单")) else f"pdf:calc_pdf_Export:{FIRST_PAGES}"
        words = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(work), str(book)]
        subprocess.run(words, check=True, capture_output=True)
    return target


def draw(picture: Picture, paper: Path) -> None:
    """Cut the page's body out as a PNG of few colours."""
    from PIL import Image

    number = _page_with(picture, paper)
    width, top, bottom = _body(paper, number, picture.until)
    cut = [round(points * DPI / 72) for points in (SIDE, top, width - 2 * SIDE, bottom - top)]
    common = ["pdftoppm", "-png", "-r", str(DPI), "-f", str(number), "-l", str(number), "-singlefile"]
    place = [word for flag, size in zip(("-x", "-y", "-W", "-H"), cut, strict=True) for word in (flag, str(size))]
    subprocess.run([*common, *place, str(paper), str(PICTURES / picture.name)], check=True)
    file = PICTURES / f"{picture.name}.png"
    with Image.open(file) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS)
    few.save(file, optimize=True)


def _page_with(picture: Picture, paper: Path) -> int:
    pages = _text(paper, "-layout").split("\f")
    return next(n for n, words in enumerate(pages, 1) if n >= picture.page and picture.find in words)


def _body(paper: Path, number: int, until: str) -> tuple[float, float, float]:
    """The width of a page, and where the words between its header and footer begin and end (points)."""
    text = _text(paper, "-bbox", "-f", str(number), "-l", str(number))
    width, height = (float(size) for size in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', text)[0])
    words = [(float(top), float(bottom), word) for top, bottom, word in re.findall(_WORD, text)]
    body = [each for each in words if each[0] > HEADER and each[1] < height - FOOTER]
    end = min((top for top, _, word in body if until and word == until), default=height)
    return width, min(each[0] for each in body) - ABOVE, max(each[1] for each in body if each[1] < end) + ABOVE


def _text(paper: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(paper), "-"], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main(sys.argv[1:])
