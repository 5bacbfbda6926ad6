"""证件: is a number right, what does it say, and how may it be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from udfs.declared import Argument
from udfs.registry import example, formula

CATEGORY = "证件"
RIGHT = "正确"
DOCUMENT_TYPES = ("居民身份证", "户口簿", "出生证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
                  "港澳台居民居住证", "外国人永久居留身份证", "军官证", "统一社会信用代码", "其他")  # fmt: skip
MASKS = {
    "姓名": "name",
    "证件": "document",
    "手机": "phone",
    "账号": "account",
    "地址": "address",
    "健康信息": "health",
    "邮箱": "email",
}

NUMBER = Argument("证件号码", "按文本录入的号码；存成数字的身份证号会丢失末几位", "document")
TYPE = Argument("证件类型", "不填按居民身份证", required=False, default="居民身份证", choices=DOCUMENT_TYPES)
CHECK_DAY = Argument("核对日期", "填了则出生日期不得晚于这一天", "day", required=False)


@formula(
    "NQ_ID_CHECK",
    "核对证件号码的格式、出生日期和校验位；对的显示“正确”，不对的显示原因",
    NUMBER,
    TYPE,
    CHECK_DAY,
    category=CATEGORY,
    returns="正确，或不对的原因",
    examples=[
        example("正确", "110101198805060013"),
        example("证件号码校验位不符，请对照证件原件核对", "110101198805060014"),
        example("正确", "E12345678", "护照"),
    ],
)
def id_check(number: str, document_type: str, on: date | None) -> str:
    """正确, or the reason why the number cannot be right. ``on`` is used where the number carries a birth date."""
    from core.identifiers import Invalid, by_document, person_number

    person = person_number(document_type)
    try:
        if person is None:
            by_document(document_type).validate(number)
        else:
            person.validate(number, on=on)
    except Invalid as wrong:
        return str(wrong)
    return RIGHT


@id_check.columns
def id_checks(numbers: Any, document_types: Any, on: Any) -> Any:
    """正确 where a resident number is surely right; every other row is left blank, to be looked at alone."""
    import numpy as np

    from core.identifiers.columns import resident_birth_dates, resident_check_digit_ok

    born = resident_birth_dates(numbers)
    right = resident_check_digit_ok(numbers) & (document_types == DOCUMENT_TYPES[0]) & ~np.isnat(born)
    right &= np.isnat(on) | (born <= on)
    right &= ~np.char.startswith(numbers.astype(str), "9")
    return np.where(right, RIGHT, "").astype(object)


@formula(
    "NQ_ID_BIRTHDATE",
    "证件号码中的出生日期（单元格请设为日期格式）",
    NUMBER,
    TYPE,
    category=CATEGORY,
    returns="日期",
    examples=[example(date(1988, 5, 6), "110101198805060013")],
)
def id_birth_date(number: str, document_type: str) -> date:
    """The birth date inside a number; ValueError for a document whose number carries none."""
    return _person(document_type).birth_date(number)


@id_birth_date.columns
def id_birth_dates(numbers: Any, document_types: Any) -> Any:
    """Birth dates of resident numbers; NaT, to be looked at alone, for the rest."""
    import numpy as np

    from core.identifiers.columns import resident_birth_dates

    return np.where(document_types == DOCUMENT_TYPES[0], resident_birth_dates(numbers), np.datetime64("NaT", "D"))


@formula(
    "NQ_ID_SEX",
    "证件号码中的性别",
    NUMBER,
    TYPE,
    category=CATEGORY,
    returns="男或女",
    examples=[example("男", "110101198805060013"), example("女", "110101198805060021")],
)
def id_sex(number: str, document_type: str) -> str:
    """The sex inside a number; ValueError for a document whose number carries none."""
    return _person(document_type).sex(number)


@id_sex.columns
def id_sexes(numbers: Any, document_types: Any) -> Any:
    """Sexes of resident numbers; "", to be looked at alone, for the rest."""
    import numpy as np

    from core.identifiers.columns import resident_sexes

    return np.where(document_types == DOCUMENT_TYPES[0], resident_sexes(numbers), "").astype(object)


@formula(
    "NQ_MASK",
    "脱敏：姓名留姓，证件留前6后4，手机留前3后4，账号留后4，地址到区县，健康信息全隐",
    Argument("内容", "要脱敏的文字"),
    Argument("种类", "不填按证件", required=False, default="证件", choices=tuple(MASKS)),
    category=CATEGORY,
    returns="脱敏后的文字",
    examples=[example("110101********0013", "110101198805060013"), example("张**", "张小明", "姓名")],
)
def mask(text: str, kind: str) -> str:
    """The text as everybody may see it."""
    from core.privacy import masked

    return masked(MASKS[kind], text)


def _person(document_type: str) -> Any:
    from core.identifiers import person_number

    module = person_number(document_type)
    if module is None:
        raise ValueError(f"{document_type}的号码不含出生日期和性别")
    return module
