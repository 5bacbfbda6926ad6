"""The tabs that buttons put into the user's book, drawn from what the verbs give a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.workbook.edit import Kind, Tab
from macros.row_counts import kept_words

DECISIONS, VALUES, SYNC, HEADLINE, CHECKS = "核保结果", "测算结果", "同步结果", "月报摘要", "自检结果"


def decisions_tab(decisions: Sequence[Mapping[str, Any]], on: date) -> Tab:
    """One row per application: the outcome and what it rests on."""
    rows = [
        [
            decision["application_no"], decision["outcome"], decision["conclusion"],
            "\n".join(f"{reason['code']} {reason['message']}" for reason in decision["reasons"]),
            "、".join(decision["missing_documents"]), "、".join(decision["exams"]),
            "、".join(f"{limit['day']}{limit['stamp']}" for limit in decision["deadlines"]),
            "、".join(decision["rules_applied"]), "、".join(decision["rules_not_run"]),
        ]
        for decision in decisions
    ]  # fmt: skip
    headings = ["投保单号", "结论", "类型", "原因", "缺少的材料", "体检项目", "期限", "已执行的规则", "未执行的规则"]
    return _listed(DECISIONS, f"核保结果　业务日：{on:%Y-%m-%d}", headings, rows, (18, 12, 14, 44, 28, 22, 16, 44, 20))


def values_tab(values: Sequence[Mapping[str, Any]], on: date, on_from: str) -> Tab:
    """One row per figure: label, amount, the floor apart from it, and the steps with their basis."""
    rows = [
        [
            value["policy_no"], value["product"], value["kind"], value["label"], _amount(value["amount"]), value["on"],
            _amount(value["statutory_floor_for_check_only"]), "\n".join([*value["findings"], *value["stamps"]]),
            steps_text(value["steps"]), bases_text(value["steps"]),
        ]
        for value in values
    ]  # fmt: skip
    headings = [
        "保单号",
        "险种",
        "项目",
        "性质",
        "金额（元）",
        "计算日",
        "最低现金价值（仅供核对）",
        "说明",
        "步骤",
        "依据",
    ]
    widths = (22, 22, 14, 14, 14, 12, 16, 36, 50, 44)
    return _listed(
        VALUES, f"测算结果　计算日：{on:%Y-%m-%d}（{on_from}）", headings, rows, widths, {4: "money", 6: "money"}
    )


def sync_tab(data: Mapping[str, Any], state: str) -> Tab:
    """Counts per sheet, then every changed cell before and after."""
    rows: list[list[object]] = [
        [
            sheet,
            "",
            "",
            f"新增 {part['inserted']}",
            kept_words(part),
        ]
        for sheet, part in data["tables"].items()
        if any(part.values())
    ]
    rows += [[one["sheet"], one["key"], one["column"], one["before"], one["after"]] for one in data["changes"]]
    return _listed(SYNC, f"同步：{state}", ["表", "记录", "栏目", "原来", "现在"], rows, (16, 30, 18, 30, 44))


def checks_tab(checks: Sequence[Mapping[str, Any]]) -> Tab:
    """自检: each thing looked at, how it is, and the way out."""
    rows = [[check["name"], check["state"], check["what"], check["way_out"]] for check in checks]
    return _listed(CHECKS, "自检结果", ["项目", "状态", "情况", "办法"], rows, (20, 10, 60, 60))


def headline_tab(data: Mapping[str, Any], path: str) -> Tab:
    """The front page's numbers, where the whole report is, and what needs attention."""
    rows: list[list[object]] = [[name, value] for name, value in data["headline"].items()]
    rows += [["关注", note] for note in data["notes"]]
    return _listed(HEADLINE, f"{data['month']} 月报　全文：{path}", ["项目", "内容"], rows, (32, 80))


def steps_text(steps: Sequence[Mapping[str, Any]]) -> str:
    """The steps of a figure, one per line."""
    return "\n".join(f"{step['name']}：{step['formula']} = {step['result']}" for step in steps)


def bases_text(steps: Sequence[Mapping[str, Any]]) -> str:
    """What the steps rest on, each basis once."""
    return "\n".join(dict.fromkeys(basis for step in steps for basis in step["basis"]))


def _listed(
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    kinds: Mapping[int, Kind] | None = None,
) -> Tab:
    return Tab(name, [[title], [*headings], *rows], widths, header_row=1, kinds=kinds or {})


def _amount(text: str | None) -> float | None:
    return None if text is None else float(text)
