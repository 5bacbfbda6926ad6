"""What a clerk reads of the findings: one line per thing to do, gravest first, in the order of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.findings import Finding, Severity

FOLDED_FROM = {Severity.REFUSED: 20, Severity.REFERRED: 20, Severity.NOTICE: 3}
"""So many findings that say the same of one column become one line; fewer keep a line, and a link, each."""
_NAMED = 8  # cells that a folded line names


@dataclass(frozen=True)
class Line:
    """One line: the first finding of those that say the same, and the cells of all."""

    finding: Finding
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        """``C4``, or ``C4等21处``."""
        more = f"等{len(self.cells)}处" if len(self.cells) > 1 else ""
        return f"{self.finding.where.cell}{more}"

    @property
    def message(self) -> str:
        """What is wrong, with the first cells where it is wrong in several."""
        if len(self.cells) == 1:
            return self.finding.message
        named = "、".join(self.cells[:_NAMED]) + ("……" if len(self.cells) > _NAMED else "")
        return f"{self.finding.message}（共{len(self.cells)}处：{named}）"


def lines(findings: Iterable[Finding], sheets: Sequence[str] = ()) -> list[Line]:
    """All lines in reading order. ``sheets``: the workbook's order; a sheet that is not among them comes last."""
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[object, ...]:
        where = finding.where
        letters = where.cell.rstrip("0123456789")
        rank = list(Severity).index(finding.severity), ranks.get(where.sheet, len(ranks)), where.sheet
        return *rank, where.row, len(letters), letters, finding.code

    listed: list[Line] = []
    for group in _groups(sorted(said_once(findings), key=order), _same_words):
        if len(group) >= FOLDED_FROM[group[0].severity]:
            listed.append(Line(group[0], tuple(one.where.cell for one in group)))
        else:
            listed += [Line(one, (one.where.cell,)) for one in group]
    return sorted(listed, key=lambda line: order(line.finding))


def said_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one rule on one cell as one: 缺少…：甲 and 缺少…：乙 become 缺少…：甲、乙."""
    return [_joined(group) for group in _groups(findings, _same_cell)]


def _joined(group: Sequence[Finding]) -> Finding:
    messages = list(dict.fromkeys(one.message for one in group))
    heads = {message.rpartition("：")[0] for message in messages}
    if len(messages) == 1:
        text = messages[0]
    elif len(heads) == 1 and "" not in heads:
        text = f"{heads.pop()}：{'、'.join(message.rpartition('：')[2] for message in messages)}"
    else:
        text = "；".join(messages)
    return replace(group[0], message=text)


def _same_cell(finding: Finding) -> Hashable:
    return finding.severity, finding.code, finding.where, finding.record_key, finding.fix


def _same_words(finding: Finding) -> Hashable:
    where = finding.where
    if not where.cell:
        return finding.code, finding.message, finding.record_key, where
    return finding.severity, finding.code, where.sheet, where.column, finding.message, finding.fix


def _groups(findings: Iterable[Finding], key: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())
