"""大写金额: amounts in Chinese capitals as banks and printed application forms want them, and back.

Zeros follow the bank form rules: one 零 for any run of zeros between digits, none before a unit; 元 and 角 at the
end are followed by 整, 分 is not. Reading also accepts 圆, 正, 〇 and everyday numerals (五万, 两千).
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from core.money.amounts import yuan

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SECTION_UNITS = ("", "拾", "佰", "仟")
_WAN, _YI = 10**4, 10**8
_LIMIT = Decimal(10**16)

_EVERYDAY = str.maketrans(
    "〇○一二三四五六七八九两貳陸參十百千圆圓正萬億负負", "零零壹贰叁肆伍陆柒捌玖贰贰陆叁拾佰仟元元整万亿负负"
)
_AMOUNT = re.compile(
    r"(?:人民币|RMB|[¥￥])?:?(?P<sign>负)?(?:人民币)?"
    rf"(?:(?P<yuan>[{_DIGITS}拾佰仟万亿]+)(?:元|(?=整|$)))?"
    rf"零?(?:(?P<jiao>[{_DIGITS}])角)?零?(?:(?P<fen>[{_DIGITS}])分)?整?"
)
_SECTION = re.compile(r"(?:(.)仟)?(零*)(?:(.)佰)?(零*)(?:(.)?(拾))?(零*)(.)?")


def capital(amount: Decimal | int | str) -> str:
    """An amount in yuan, rounded half up to the fen, in capitals: 50000 → 人民币伍万元整.

    ValueError at 10^16 yuan and above.
    """
    exact = yuan(amount)
    if abs(exact) >= _LIMIT:
        raise ValueError("金额过大，无法写成大写")
    whole, fen = divmod(int(abs(exact) * 100), 100)
    sign = "负" if exact < 0 else ""
    return f"人民币{sign}{_yuan_words(whole, fen)}{_fen_words(whole, fen)}"


def from_capital(text: str) -> Decimal:
    """The amount in yuan, two places, of an amount in capitals; the inverse of :func:`capital`.

    ValueError with a Chinese message for text that is no such amount, and for one that skips a place without the 零
    that the rules ask for: 三万五 could be 35000 or 30005.
    """
    plain = re.sub(r"\s+", "", text).replace("：", ":").translate(_EVERYDAY)
    parts = _AMOUNT.fullmatch(plain)
    if parts is None or not (parts["yuan"] or parts["jiao"] or parts["fen"]):
        raise ValueError("不是大写金额")
    whole = _integer(parts["yuan"]) if parts["yuan"] else 0
    jiao, fen = (_DIGITS.index(parts[name]) if parts[name] else 0 for name in ("jiao", "fen"))
    amount = Decimal(whole * 100 + jiao * 10 + fen).scaleb(-2)
    return -amount if parts["sign"] and amount else amount


def _yuan_words(whole: int, fen: int) -> str:
    if whole:
        return _integer_words(whole) + "元"
    return "" if fen else "零元"


def _fen_words(whole: int, fen: int) -> str:
    jiao, single = divmod(fen, 10)
    if not fen:
        return "整"
    if not single:
        return f"{_DIGITS[jiao]}角整"
    if not jiao:
        return f"{'零' if whole else ''}{_DIGITS[single]}分"
    return f"{_DIGITS[jiao]}角{_DIGITS[single]}分"


def _integer_words(number: int) -> str:
    """A positive integer below 10^16 in capitals."""
    for unit, word in ((_YI, "亿"), (_WAN, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and low < unit // 10 else ""
            return f"{_integer_words(high)}{word}{gap}{_integer_words(low) if low else ''}"
    words = "".join(
        _DIGITS[digit] + (_SECTION_UNITS[place] if digit else "")
        for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True)
    )
    return re.sub("零+", "零", words).rstrip("零")


def _integer(words: str) -> int:
    """The integer of its capitals; 亿 splits before 万, and what is left has at most 仟."""
    for unit, word in ((_YI, "亿"), (_WAN, "万")):
        high_words, found, low_words = words.rpartition(word)
        if found:
            high, low = _integer(high_words), _integer(low_words) if low_words else 0
            skipped = high and 0 < low < unit // 10 and not low_words.startswith("零")
            if not high_words or low >= unit or skipped:
                raise ValueError("大写金额缺少“零”而有歧义，或次序有误")
            return high * unit + low
    return _section(words)


def _section(words: str) -> int:
    """An integer below 10000; a skipped place needs its 零, else the text can be read in two ways."""
    # Printed forms name empty places too (伍仟零佰零拾零元); without 佰 before it 零拾 is the spoken ten (壹仟零拾伍).
    named = re.sub("零[仟佰]", "零", re.sub("(?<=佰)零拾", "零", words)).lstrip("零")
    parts = _SECTION.fullmatch(named)
    if parts is None:
        raise ValueError("不是大写金额")
    thousand, gap_1, hundred, gap_2, ten, ten_unit, gap_3, single = parts.groups()
    values = [_digit(thousand), _digit(hundred), _digit(ten or ("壹" if ten_unit else None)), _digit(single)]
    _refuse_skipped(values, [gap_1, gap_2, gap_3])
    return sum(value * 10 ** (3 - place) for place, value in enumerate(values))


def _digit(word: str | None) -> int:
    if word is None:
        return 0
    if word not in _DIGITS:
        raise ValueError("不是大写金额")
    return _DIGITS.index(word)


def _refuse_skipped(values: list[int], gaps: list[str]) -> None:
    present = [place for place, value in enumerate(values) if value]
    for before, after in pairwise(present):
        if after - before > 1 and not any(gaps[before:after]):
            raise ValueError("大写金额有歧义，缺少“零”")
