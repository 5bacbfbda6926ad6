"""docs/reference/records.md: every sheet and column, drawn from the records. ``python -m core.records.reference_page``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.records.catalogue import ALL_RECORDS
from core.records.record import Column, Record

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "records.md"

INTRODUCTION = """# 工作表与列

本页由记录模型生成，请勿手改。列名可用“也认作”中的任一写法，次序不限；多出的列原样保留并列出。
“★”为必填列；“个人信息”一栏的内容在输出中按角色脱敏。
"""
HEADINGS = ("列名", "必填", "内容", "可选值或说明", "示例（虚构）", "也认作", "个人信息")
PERSONAL = {
    "": "", "name": "姓名", "document": "证件", "phone": "电话", "account": "账号", "address": "地址", "health": "健康",
    "email": "邮箱",
}  # fmt: skip


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, *(line for record in ALL_RECORDS for line in _section(record))])


def _section(record: type[Record]) -> Iterator[str]:
    yield f"## {record.sheet}"
    yield ""
    if record.sheet_aliases:
        yield f"工作表也可名为：{'、'.join(record.sheet_aliases)}。  "
    yield f"一行由 {'、'.join(record.column(name).heading for name in record.key)} 确定。"
    yield ""
    yield _line(HEADINGS)
    yield _line(tuple("---" for _ in HEADINGS))
    for column in record.columns():
        yield _line(_cells(column))
    yield ""


def _cells(column: Column) -> tuple[str, ...]:
    return (
        column.heading,
        "★" if column.required else "",
        column.kind.name,
        "、".join(column.kind.choices) or column.help,
        column.example,
        "、".join(column.aliases),
        PERSONAL[column.kind.personal],
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜').replace('*', chr(92) + '*') for cell in cells)} |"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
