"""docs/law.md: how the law is kept, and every parameter with its status. ``python -m core.law.law_page`` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from core.findings import Status
from core.law.lookup import Law
from core.law.model import Parameter

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
_VALUE_LIMIT = 60  # characters of a value that the page shows

_INTRODUCTION = """# 法规、参数和待确认事项

本页由 `core/law` 生成（`python -m core.law.law_page`），请勿手改。

## 每个数字从哪里来

时限、比例、限额都不写在程序里，而是写在 `core/law/parameters/`（参数）和 `core/law/rules/`（规则）：
一行一个值，注明**从哪天起、到哪天止、依据哪部规定第几条、可靠到什么程度**。
判断一件业务，用的是那件业务当天有效的那一行；规定改了，加一行新的，旧业务照旧按旧规定看。

| 状态 | 意思 | 在结果里 |
| --- | --- | --- |
| 法规原文 | 读过规定原文 | 写明条号和生效日 |
| 二手资料 | 见于可靠的转述，没有读到原文 | 写明来源，依据状态注明“二手资料” |
| 待确认 | 行业惯例、样例值，或原文没有读到 | 一律带【待确认】，不当作法规 |
| 公司规定 | 公司在“参数”表里填了值，来源、确认人、确认日三项齐全 | 写明来源和确认人 |

几条依据可靠程度不同的，按最弱的一条算。

## 公司怎样设定或改动一个值

1. `neiqin template 参考资料 --out 模板`，打开“参数”页（或在已有的“参考资料”文件夹里放一本含“参数”页的工作簿）。
2. 从下面两张表复制**参数代码**，填参数值、生效日；再填**来源、确认人、确认日**。三项缺一项，仍显示待确认。
3. 值的写法照下表：比例写 0.6 不写 60%，几个值用顿号分开，单位与表中相同。
4. 改过以后重新校验或核保即可。原来的值并没有删掉：生效日以前的业务照旧用原值。

| 提示 | 什么时候 |
| --- | --- |
"""


def page() -> str:
    """The whole page as Markdown."""
    law = Law.default()
    faults = [f"| {rule.code}（{rule.severities[0]}） | {rule.summary} |" for rule in law.rules("P")]
    latest = [law.value(key, None) for key in law if law.timeline(key).at(None)]
    open_ones = [one for one in latest if one.status is Status.UNCONFIRMED]
    doubtful = [rule for rule in law.rules() if rule.unconfirmed]
    return "\n".join([
        _INTRODUCTION + "\n".join(faults),
        "",
        f"## 待确认的参数（{len(open_ones)} 项）",
        "",
        *_table(("参数代码", "名称", "现用值", "单位", "说明"), map(_open, open_ones)),
        "",
        f"## 规则里待确认的部分（{len(doubtful)} 条）",
        "",
        *_table(("规则", "名称", "待确认"), ((one.code, one.title, "；".join(one.unconfirmed)) for one in doubtful)),
        "",
        f"## 全部参数（{len(latest)} 项）",
        "",
        *_table(("参数代码", "名称", "现用值", "单位", "生效日", "状态", "依据"), map(_known, latest)),
        "",
    ])  # fmt: skip


def _open(one: Parameter) -> tuple[str, ...]:
    return f"`{one.key}`", one.title, _value(one), one.unit, one.note


def _known(one: Parameter) -> tuple[str, ...]:
    since = one.effective.isoformat() if one.effective else "—"
    basis = "；".join(dict.fromkeys(f"{each.title}{each.article}" for each in one.basis))
    return f"`{one.key}`", one.title, _value(one), one.unit, since, one.status.zh, basis


def _value(one: Parameter) -> str:
    return f"`{one.value}`" if one.unit == "正则" else shown(one.value)


def shown(value: Any) -> str:
    """A value as a line of text: lists with 、, tables as bound＝value, long ones cut with ……"""
    text = _words(value)
    return text if len(text) <= _VALUE_LIMIT else text[:_VALUE_LIMIT] + "……"


def _words(value: Any) -> str:
    if value is None or value == ():
        return "（未设）"
    if isinstance(value, Mapping):
        return "；".join(f"{key}＝{_words(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "、".join(map(_words, value))
    return str(value)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(*headings)
    yield _line(*("---" for _ in headings))
    for row in rows:
        yield _line(*row)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace('*', chr(92) + '*') for cell in cells)} |"


def main() -> None:
    """Write the page where it is kept."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
