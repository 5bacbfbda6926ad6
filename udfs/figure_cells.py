"""A figure of the values engine in a cell: a contract value is a number, anything else a text with its label.

Asked for 金额 the bare number comes, asked for 标签, 依据, 提示 or 步骤 what belongs beside it.
"""

from __future__ import annotations

from typing import Any

from udfs.cells import Refused
from udfs.declared import Argument

MARKED, AMOUNT, LABEL, BASIS, NOTES, STEPS = "标注", "金额", "标签", "依据", "提示", "步骤"
WANTED = Argument(
    "返回",
    "不填：合同数值返回数字，公式、估算返回带标签的文字；步骤返回整张计算表",
    required=False,
    default=MARKED,
    choices=(MARKED, AMOUNT, LABEL, BASIS, NOTES, STEPS),
)
_STEP_HEADINGS = ["步骤", "数据", "算式", "结果", "依据", "说明"]


def cell_of(figure: Any, wanted: str) -> Any:
    """What is ``wanted`` of a figure. :class:`Refused` with the finding's words where it has no amount."""
    if wanted == NOTES:
        return "；".join(f"{finding.severity}：{finding.message}" for finding in figure.findings) or "无"
    if wanted == STEPS:
        return [_STEP_HEADINGS, *(_step(step) for step in figure.steps)]
    if wanted == BASIS:
        return "；".join(map(str, figure.basis))
    if figure.amount is None:
        raise Refused(_why(figure))
    if wanted == LABEL:
        return "；".join((figure.label_text, *(stamp for stamp in figure.stamps if stamp != "估算")))
    if wanted == AMOUNT or (figure.label == "合同" and not figure.stamps):
        return figure.amount
    stamps = [stamp for stamp in figure.stamps if stamp != "估算"]
    return "；".join((f"{figure.label_text} {figure.amount:,.2f}元", *stamps))


def _why(figure: Any) -> str:
    """The first reason why there is no amount, and the way out."""
    finding = next(finding for finding in figure.findings if finding.severity == "拒收")
    return f"{finding.message}；{finding.fix}"


def _step(step: Any) -> list[Any]:
    inputs = "，".join(f"{name}={value}" for name, value in step.inputs.items())
    return [step.name, inputs, step.formula, step.result_text, "；".join(map(str, step.basis)), step.note]
