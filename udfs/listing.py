"""The formulas as text: ``neiqin udfs`` in a terminal, ``docs/reference/functions.md`` for reading.

``python -m udfs.listing`` writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from udfs.declared import Argument, Example
from udfs.registry import Formula, formulas

PAGE = Path("docs/reference/functions.md")
_INTRO = """# 函数

由函数登记册生成（`python -m udfs.listing`），请勿手改。Excel、LibreOffice、网页版 Excel 是同一套函数，同一段计算。

- 整列作参数，整列返回；空白返回空白；日期可以是日期、文字（2026-10-08、2026年10月8日、20261008）或序号。
- 算不了的显示“错误：……”，说明原因和办法，不会中断表格。
- 带标签：合同数值是数字；公式、估算带“公式”“估算”“待确认”字样。法定最低只在 NQ_MIN_CASH_VALUE，不是退保金。
- 日期结果是日期；在 LibreOffice 和网页版里请把单元格设为日期格式。
"""


def listing(names: Iterable[str] = ()) -> str:
    """What ``neiqin udfs`` prints: one line per formula, or the full help of the ``names`` asked for.

    ValueError with a Chinese message for a name that does not exist.
    """
    known, wanted = formulas(), [name.upper() for name in names]
    if strange := [name for name in wanted if name not in known]:
        raise ValueError(f"没有函数 {'、'.join(strange)}；可用：{'、'.join(known)}")
    if wanted:
        return "\n\n".join(_help(known[name]) for name in wanted)
    width = max(map(len, known))
    return "\n".join(f"{name:<{width}}  {formula.summary}" for name, formula in known.items())


def rows() -> list[dict[str, Any]]:
    """The same for programs (``--json``)."""
    return [
        {
            "name": formula.name,
            "category": formula.category,
            "summary": formula.summary,
            "returns": formula.returns,
            "arguments": [
                {"title": one.title, "help": one.description, "required": one.required} for one in formula.arguments
            ],
            "examples": [{"formula": formula.text(one), "result": shown(one.result)} for one in formula.examples],
        }
        for formula in formulas().values()
    ]


def page() -> str:
    """The reference page, formulas by subject."""
    parts = [_INTRO]
    category = ""
    for formula in formulas().values():
        if formula.category != category:
            category = formula.category
            parts.append(f"## {category}\n")
        parts.append(_section(formula))
    return "\n".join(parts)


def shown(result: Any) -> str:
    """A result as it reads in a cell; rows of cells with their separators."""
    if isinstance(result, list):
        return "；".join("，".join(map(shown, row)) for row in result)
    if isinstance(result, date):
        return result.isoformat()
    return f"{result:.15g}" if isinstance(result, float) else str(result)


def _help(formula: Formula) -> str:
    lines = [f"{formula.name}（{'，'.join(map(_title, formula.arguments))}）", formula.summary, ""]
    lines += [f"  {argument.title}：{argument.description}" for argument in formula.arguments]
    lines += ["", f"  返回：{formula.returns}"]
    lines += [f"  例：{formula.text(one)} → {shown(one.result)}" for one in formula.examples]
    return "\n".join(lines)


def _section(formula: Formula) -> str:
    lines = [f"### {formula.name}", "", f"{formula.summary}。", "", "| 参数 | 说明 |", "|---|---|"]
    lines += [f"| {_title(argument)} | {argument.description} |" for argument in formula.arguments]
    lines += ["", f"返回：{formula.returns}。", "", "```"]
    lines += [_example(formula, one) for one in formula.examples]
    return "\n".join([*lines, "```", ""])


def _example(formula: Formula, example: Example) -> str:
    return f"{formula.text(example)}\n→ {shown(example.result)}"


def _title(argument: Argument) -> str:
    return argument.title if argument.required else f"[{argument.title}]"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"已生成 {PAGE}")
