"""Kinds of columns: what a value is, how a dirty cell becomes one, how it looks, and whether it is personal.

A kind is attached to a record's field by ``Annotated``; the reader, the templates, the ledger and the masks all ask it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from core.normalise import amounts, choices, days, documents, fractions, names, numbers, phones, terms, texts
from core.normalise.parsed import Holds, Parse

if TYPE_CHECKING:
    from core.privacy import Personal


YES_NO = ("是", "否")


@dataclass(frozen=True)
class Kind:
    """One kind of column. ``width`` is in characters; ``fixed_length`` lets lost leading zeros be put back (with a note)."""

    name: str
    holds: Holds
    parse: Parse
    number_format: str = "@"
    width: int = 12
    personal: Personal = ""
    choices: tuple[str, ...] = ()
    fixed_length: int = 0
    help: str = ""

    @property
    def sqlite(self) -> str:
        """The SQLite column type: amounts are whole fen, days ISO text, ids always text."""
        return {"text": "TEXT", "day": "TEXT", "amount": "INTEGER", "number": "REAL", "fraction": "TEXT"}[self.holds]


TEXT = Kind("文本", "text", texts.parse_text, width=16)
LONG_TEXT = replace(TEXT, name="长文本", width=36)
NUMBER_TEXT = Kind("编号", "text", texts.parse_code, width=18, help="按文本录入，保留前导零")
POSTAL_CODE = replace(NUMBER_TEXT, name="邮编", parse=texts.code_of_length(6), width=8, fixed_length=6)
NAMES = replace(TEXT, name="姓名（可多人）", personal="name")
NAME = Kind("姓名", "text", names.parse_name, width=11, personal="name")
DOCUMENT_NO = Kind(
    "证件号码", "text", documents.parse_document_no, width=22, personal="document", help="按文本录入，不要有空格"
)
PHONE = Kind("手机", "text", phones.parse_phone, width=15, personal="phone", help="11 位手机号")
LANDLINE = Kind("固定电话", "text", phones.parse_phone, width=16, personal="phone", help="区号-号码")
ACCOUNT = Kind("账号", "text", texts.parse_account, width=24, personal="account", help="按文本录入")
ADDRESS = Kind("地址", "text", texts.parse_text, width=40, personal="address")
EMAIL = Kind("邮箱", "text", texts.parse_email, width=24, personal="email")
HEALTH = Kind("健康信息", "text", texts.parse_text, width=30, personal="health")
TERM = Kind("期间", "text", terms.parse_term, width=12, help="例如 10年、至60周岁、终身、趸交")
DAY = Kind("日期", "day", days.parse_day, number_format="yyyy-mm-dd", width=12, help="年-月-日，例如 2026-10-08")
VALIDITY = Kind("证件有效期", "text", days.parse_validity, width=24, help="截止日；长期有效填“长期”")
AMOUNT = Kind("金额", "amount", amounts.parse_amount, number_format="#,##0.00", width=15, help="单位：元")
NUMBER = Kind("数字", "number", numbers.parse_number, number_format="0.##", width=9)
COUNT = Kind("整数", "number", numbers.parse_count, number_format="0", width=9)
SHARE = Kind("份额", "fraction", fractions.parse_share, number_format="0.00%", width=10, help="例如 50%，空白为均等")
RATE = Kind("比率", "fraction", fractions.parse_rate, number_format="0.00%", width=10, help="例如 3.5%")


def choice_kind(name: str, *values: str, width: int = 11, family: str = "") -> Kind:
    """A column with a dropdown. ``family`` names the alias list (男/M/1 …) in ``core/normalise/aliases.yaml``."""
    return Kind(name, "text", choices.parser(family or name, values), choices=values, width=width)


Text = Annotated[str, TEXT]
LongText = Annotated[str, LONG_TEXT]
Code = Annotated[str, NUMBER_TEXT]
PostalCode = Annotated[str, POSTAL_CODE]
Name = Annotated[str, NAME]
Names = Annotated[str, NAMES]
DocumentNo = Annotated[str, DOCUMENT_NO]
Phone = Annotated[str, PHONE]
Landline = Annotated[str, LANDLINE]
AccountNo = Annotated[str, ACCOUNT]
Address = Annotated[str, ADDRESS]
Email = Annotated[str, EMAIL]
Health = Annotated[str, HEALTH]
Term = Annotated[str, TERM]
Day = Annotated[date | None, DAY]
Validity = Annotated[str, VALIDITY]
Amount = Annotated[Decimal | None, AMOUNT]
Number = Annotated[Decimal | None, NUMBER]
Count = Annotated[Decimal | None, COUNT]
Share = Annotated[Decimal | None, SHARE]
Rate = Annotated[Decimal | None, RATE]
YesNo = Annotated[str, choice_kind("是否", *YES_NO, width=8)]
