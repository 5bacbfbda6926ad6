"""argparse in Chinese: usage, titles and errors."""

from __future__ import annotations

import argparse
import sys

from macros.outcome import WRONG_USAGE
from macros.words import QUOTES, VERBS, nearest

TYPE_CHECKING = False  # typing is not imported: help must come at once
if TYPE_CHECKING:
    from typing import Any, NoReturn

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
