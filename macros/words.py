"""What a clerk types where the command line has an English word: its Chinese name, and an input method's dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

VERBS = {
    "演示": "demo", "校验": "check", "清除标记": "clear", "方案匹配": "match", "核保": "underwrite", "出单": "issue",
    "测算": "value", "同步": "sync", "整链": "run", "批量": "batch", "报表": "report", "月报": "report", "待办": "todo",
    "法规变动": "law", "试算": "quote", "保单一页": "card", "产品资料": "product", "付款": "pay", "变更历史": "history",
    "撤销": "undo", "核对台账": "audit", "风险提示": "flags", "精算数据": "extract", "权限复核": "review",
    "模板": "template", "公式": "udfs", "自检": "doctor", "离线安装包": "kit", "网页版": "serve",
}  # fmt: skip
QUOTES = {
    "退保": "surrender", "满期": "maturity", "生存金": "survival", "减额交清": "paid-up", "减保": "reduction",
    "复效": "reinstatement", "贷款": "loan", "自动垫交": "auto-advance", "犹豫期": "cooling-off",
    "短期险": "short-term", "年龄误告": "misstated-age",
}  # fmt: skip
_TURNED_DASH = re.compile("^[—–―－-]+(?=[a-z])")
"""Dashes before a word: a Chinese input method, 微信 or Word makes one long dash of two short ones."""


def meant(words: Sequence[str]) -> list[str]:
    """The words with their dashes put right and the first one, the verb, as the command line knows it."""
    straight = [_TURNED_DASH.sub(_straight, word) for word in words]
    return [VERBS.get(straight[0], straight[0].lower()), *straight[1:]] if straight else []


def _straight(dashes: re.Match[str]) -> str:
    return dashes[0] if set(dashes[0]) == {"-"} else "--"


def quote_kind(text: str) -> str:
    """A figure's English word, also for its Chinese name."""
    return QUOTES.get(text, text)


def nearest(word: str, choices: Sequence[str], chinese: Mapping[str, str]) -> str:
    """What a word that is none of the choices may have meant, as the end of a sentence; nothing where it is far off."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), choices, 1, 0.5)
    names = [name for name, english in chinese.items() if found and english == found[0]]
    return f"，是不是要写 {found[0]}{f'（{names[0]}）' if names else ''}？" if found else "。"
