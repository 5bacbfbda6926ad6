"""argparse in Chinese: usage, titles and errors; and verbs whose parser is made when it is asked for."""

from __future__ import annotations

import argparse
import os
import sys

from macros.outcome import WRONG_USAGE
from macros.words import QUOTES, VERBS, nearest

TYPE_CHECKING = False  # typing is not imported: help must come at once
if TYPE_CHECKING:
    from typing import Any, NoReturn

Argument = tuple[str, dict[str, object]]
"""A name and the further words of ``add_argument``."""

_SAYS = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识的参数 "),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
    ("invalid int value: ", "请写整数，收到 "),
    ("not allowed with argument ", "不能同时写 "),
    ("one of the arguments ", "要写其中一个："),
    (" is required", ""),
    ("argument ", "参数 "),
)
"""The words of argparse in Chinese."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())  # given no width, argparse imports shutil with its five compressions

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        self._action_max_length += self._indent_increment  # argparse forgets that verbs stand further in
        return super().format_help()


class Parser(argparse.ArgumentParser):
    def __init__(self, **words: Any) -> None:
        super().__init__(formatter_class=_Formatter, **{**words, "add_help": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        if words.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="显示帮助")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        named, choices = {**QUOTES, **VERBS}, list(action.choices)
        whole = "全部命令见 neiqin --help"
        if set(choices) <= set(QUOTES.values()):
            whole = "可用：" + "、".join(f"{chinese} {word}" for chinese, word in QUOTES.items() if word in choices)
        raise argparse.ArgumentError(None, f"没有“{value}”{nearest(value, choices, named)}{whole}")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _SAYS:
            message = message.replace(english, chinese)
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"用法不对：{message}\n")


class Verb:
    """One verb in place of its parser: of thirty parsers a command needs one, and help needs none of them."""

    def __init__(self, **words: Any) -> None:
        self._words = words
        self._arguments: list[Argument] = []
        self._either: list[Argument] = []

    def add_argument(self, name: str, **words: Any) -> None:
        """As argparse's."""
        self._arguments.append((name, words))

    def one_of(self, *arguments: Argument) -> None:
        """Arguments of which exactly one has to be given."""
        self._either.extend(arguments)

    def _check_help(self, action: argparse.Action) -> None:
        """Asked by argparse from Python 3.14 on; the texts are looked at when the verb's parser is made."""

    def parse_known_args(self, words: list[str], namespace: argparse.Namespace | None) -> Any:
        """What argparse asks of a verb's parser."""
        parser = Parser(**self._words)
        for name, further in self._arguments:
            parser.add_argument(name, **further)
        if self._either:
            either = parser.add_mutually_exclusive_group(required=True)
            for name, further in self._either:
                either.add_argument(name, **further)
        return parser.parse_known_args(words, namespace)


def _width() -> int:
    """Columns of the terminal, less a margin; 78 where there is none."""
    try:
        return os.get_terminal_size().columns - 2
    except OSError:
        return 78
