"""What a questionnaire may not ask: a bare 其他疾病, and the result of a genetic test."""

from __future__ import annotations

import re

_CATCH_ALL = re.compile(
    r"(?:您|被保险人|投保人|目前|现在|过去|曾经?|是否|有无|有没有|还有|患有|患过|存在|有|上述|以上|除此之外|以外|未提及|的|任何)*"
    r"其[他它](?:任何)?(?:的)?(?:疾病|病症|病史|症状|不适|异常|情况|事项|健康问题|问题|手术|、|和|或|及|以及|未列明|未提及|的)*"
)
_BESIDE_WORDS = re.compile(r"^\s*[（(]?\d+[.、．)）]|[\s，,：:（）()]")
"""The number of a question, and marks that say nothing."""
_GENETIC = re.compile("基因(?:检测|检验|测试|筛查|测序)|DNA检测", re.IGNORECASE)


def has_catch_all(questions: str) -> bool:
    """Is one of the questions, parted by full stops, semicolons or lines, a catch-all without content?"""
    items = (_BESIDE_WORDS.sub("", item) for item in re.split(r"[\n；;。？?]", questions))
    return any(_CATCH_ALL.fullmatch(item) for item in items if item)


def names_genetic_test(text: str) -> bool:
    """Does the text speak of a genetic test? 家族遗传病史 does not."""
    return _GENETIC.search(text) is not None
