"""neiqin: the office's verbs from a command line. Only words and files here; the verbs live beside this module."""

from __future__ import annotations

import os
import sys

from macros.outcome import WRONG_USAGE, Outcome, UsageError
from macros.verbs import build_parser
from macros.words import meant

TYPE_CHECKING = False  # typing is not imported: help must come at once
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. A user's mistake is one Chinese line, never a traceback."""
    parser, typed = build_parser(), meant(sys.argv[1:] if words is None else words)
    if not typed:
        parser.print_help()
        return WRONG_USAGE
    arguments = parser.parse_args(typed)
    from core.law.timeline import NotInForce
    from core.private_file import owner_only
    from macros import commands
    from macros.files import why

    try:
        with owner_only():
            outcome = commands.run(arguments)
    except UsageError as error:
        print(f"用法不对：{error}", file=sys.stderr)
        return WRONG_USAGE
    except commands.PROBLEMS as problem:
        if arguments.debug:
            raise
        print(f"{problem.message}{problem.fix}", file=sys.stderr)
        return commands.FAILED
    except OSError as error:
        if arguments.debug:
            raise
        print(f"读写不了：{error.filename or ''}（{why(error)}）", file=sys.stderr)
        return commands.FAILED
    except NotInForce as unknown:
        print(f"这一天没有依据：{unknown}。请核对月份或日期有没有写错", file=sys.stderr)
        return WRONG_USAGE
    try:
        _print(outcome, arguments.json)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads along, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return outcome.exit_code


def _print(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        import json

        files = [str(path) for path in outcome.files]
        print(json.dumps({**outcome.data, "files": files}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(outcome.lines))


if __name__ == "__main__":
    sys.exit(main())
