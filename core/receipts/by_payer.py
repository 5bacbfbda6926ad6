"""Lines without a known document: by the payer's name and the amount, and only where nothing else fits."""

from __future__ import annotations

from collections import defaultdict

from core.receipts.desk import Desk
from core.receipts.model import How, Sure
from core.receipts.payers import Payer, tail_of
from core.receipts.subsets import only_way


def match_by_payer(desk: Desk) -> dict[int, tuple[str, ...]]:
    """Match what is unambiguous; for each line with several possible dues, the documents to choose from."""
    choices: dict[int, tuple[str, ...]] = {}
    dues = _dues_by_name(desk)
    lines = _lines_by_name_and_amount(desk)
    for (name, fen), same in sorted(lines.items(), key=lambda item: item[1]):
        fitting = [due for due in dues[name] if due in desk.free_dues and desk.expected(due) == fen]
        by_account = {line: [due for due in fitting if _same_account(desk, line, due)] for line in same}
        for line in same:
            own = [due for due in by_account[line] if due in desk.free_dues]
            if len(own) == 1 and sum(own[0] in others for others in by_account.values()) == 1:
                desk.put_together([line], own, How.ACCOUNT, Sure.HIGH)
        left = [line for line in same if line in desk.free_lines]
        fitting = [due for due in fitting if due in desk.free_dues]
        if len(left) == len(fitting) == 1:
            desk.put_together(left, fitting, How.NAME, Sure.MIDDLE)
        elif fitting:
            choices |= dict.fromkeys(left, tuple(sorted({desk.dues.document[due] for due in fitting})))
    _combine(desk, dues, choices)
    return {line: numbers for line, numbers in choices.items() if line in desk.free_lines}


def _combine(desk: Desk, dues: dict[str, list[int]], choices: dict[int, tuple[str, ...]]) -> None:
    """One line that pays several dues of its payer, where only one set of them adds up."""
    for line in list(desk.free_lines):
        if desk.statement.named[line] or desk.statement.unknown[line] or line in choices:
            continue
        open_dues = [due for due in dues.get(desk.statement["payer"][line], ()) if due in desk.free_dues]
        places = only_way([desk.expected(due) for due in open_dues], desk.fen(line))
        if places:
            desk.put_together([line], [open_dues[place] for place in places], How.COMBINED, Sure.MIDDLE)


def _lines_by_name_and_amount(desk: Desk) -> dict[tuple[str, int], list[int]]:
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    names = desk.statement["payer"].tolist()
    for line in desk.free_lines:
        if names[line] and not desk.statement.named[line] and not desk.statement.unknown[line]:
            groups[names[line], desk.fen(line)].append(line)
    return groups


def _dues_by_name(desk: Desk) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    documents = desk.dues.document.tolist()
    for due in desk.free_dues:
        holder = desk.dues.payers.get(documents[due], Payer()).policyholder
        if holder:
            groups[holder].append(due)
    return groups


def _same_account(desk: Desk, line: int, due: int) -> bool:
    agreed = desk.dues.payers.get(desk.dues.document[due], Payer()).tail
    return bool(agreed) and tail_of(desk.statement["payer_account"][line]) == agreed
