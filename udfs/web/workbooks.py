"""The verbs over a workbook that the task pane hands over: the command line's own verbs, in a passing folder."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.outcome import UNREADABLE, WRONG_USAGE, Outcome, UsageError

_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".et"}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Office:
    """What the person who started the server chose: the ledger and the reference lists, both optional."""

    ledger: Path | None = None
    references: Path | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One press of a button: the verb, the workbook's name and bytes, and the fields of the pane."""

    verb: str
    name: str
    content: bytes
    on: str = ""
    month: str = ""


def process(request: Request, office: Office) -> dict[str, Any]:
    """Lines for the person, data for the page, files as Base64, exit code; a mistake is told in the lines."""
    with TemporaryDirectory(prefix="neiqin-") as made:
        # Two levels down: reference lists are looked for beside and above a book, and that must stay our own folder.
        folder = Path(made).resolve()
        (folder / "in" / "book").mkdir(parents=True)
        outcome = _run(request, office, folder)
        files = [{"name": path.name, "content": base64.b64encode(path.read_bytes()).decode()} for path in outcome.files]
        return {
            "lines": _without(folder, outcome.lines),
            "data": _without(folder, outcome.data),
            "files": files,
            "exit_code": outcome.exit_code,
        }


def _run(request: Request, office: Office, folder: Path) -> Outcome:
    from macros import commands
    from macros.verbs import build_parser

    try:
        words = VERBS[request.verb](request, office, folder)
        return commands.run(build_parser().parse_args(list(map(str, words))))
    except UsageError as error:
        return Outcome([str(error)], exit_code=WRONG_USAGE)
    except commands.PROBLEMS as problem:
        return Outcome([f"{problem.message}{problem.fix}"], exit_code=UNREADABLE)


def _book(request: Request, folder: Path) -> Path:
    """The workbook as a file; of its name only the last part counts, and only a workbook's ending."""
    name = re.split(r"[\\/]", request.name)[-1]
    if not request.content or Path(name).suffix.lower() not in _ENDINGS or name.startswith((".", "~$", "-")):
        raise UsageError("请选择一个工作簿（.xlsx、.xlsm、.xls、.ods、.csv、.et）。")
    path = folder / "in" / "book" / name[-120:]
    path.write_bytes(request.content)
    return path


def _shared(request: Request, office: Office) -> list[object]:
    words: list[object] = ["--reference", office.references] if office.references else []
    if request.on:
        try:
            words += ["--on", date.fromisoformat(request.on)]
        except ValueError:
            raise UsageError(f"业务日请写成 2026-10-31 的样子，收到：{request.on[:20]}") from None
    return words


def _marked(request: Request, office: Office, folder: Path) -> list[object]:
    ledger: list[object] = ["--db", office.ledger] if office.ledger else []
    book = _book(request, folder)
    return [request.verb, book, "--out", folder / "out", *ledger, *_shared(request, office)]


def _plan(request: Request, office: Office, folder: Path) -> list[object]:
    """A preview only: the ledger notes where a row came from, and a folder that is gone is no source."""
    ledger = office.ledger or folder / "empty.sqlite"
    return ["sync", _book(request, folder), "--plan", "--db", ledger, *_shared(request, office)]


def _report(request: Request, office: Office, folder: Path) -> list[object]:
    if office.ledger is None:
        raise UsageError("出报表要有台账：请用 neiqin serve --db 台账文件 启动。")
    if not _MONTH.fullmatch(request.month):
        raise UsageError(f"月份请写成 2026-10 的样子，收到：{request.month[:20]}")
    (folder / "out").mkdir()
    return [
        "report",
        "--db",
        office.ledger,
        "--month",
        request.month,
        "--out",
        folder / "out" / f"月报{request.month}.xlsx",
    ]


VERBS: dict[str, Callable[[Request, Office, Path], list[object]]] = {
    "check": _marked,
    "underwrite": _marked,
    "value": _marked,
    "sync": _plan,
    "report": _report,
}


def _without(folder: Path, told: Any) -> Any:
    """The same words without the path of the folder, which means nothing to a person and is gone anyway."""
    if isinstance(told, str):
        return re.sub(rf"{re.escape(str(folder))}(?:[\\/](?:in[\\/]book|out))?[\\/]?", "", told)
    if isinstance(told, list):
        return [_without(folder, part) for part in told]
    if isinstance(told, dict):
        return {name: _without(folder, part) for name, part in told.items()}
    return told
