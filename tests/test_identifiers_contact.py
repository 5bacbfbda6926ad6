"""Phones, accounts, postal codes, mail, names and addresses, as clerks type them."""

from __future__ import annotations

import pytest

from core.identifiers import Invalid, address, bank_account, email, landline, mobile, person_name, postal_code


def reason(verb, text) -> str:
    with pytest.raises(Invalid) as refused:
        verb(text)
    return refused.value.reason


def with_luhn(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
    return digits + str(-total % 10)


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "+86 138-0013-8000",
        "0086 13800138000",
        "8613800138000",
        "１３８００１３８０００",
        "138\u200b00138000",
    ],
)
def test_one_mobile_number_in_many_dresses(typed):
    assert mobile.validate(typed) == "13800138000"


@pytest.mark.parametrize("prefix", ["192", "195", "166", "170"])
def test_new_and_virtual_prefixes_are_accepted(prefix):
    assert mobile.is_valid(prefix + "00000000")


@pytest.mark.parametrize("prefix", ["100", "118", "123"])
def test_prefixes_that_are_no_mobiles_are_refused(prefix):
    assert reason(mobile.validate, prefix + "00000000") == "format"


def test_a_mobile_of_another_length_is_refused():
    assert reason(mobile.validate, "1380013800") == "length"
    assert reason(mobile.validate, "") == "blank"


def test_two_mobiles_in_a_cell_come_apart():
    assert mobile.split("13800138000/139 0013 9000；0755-26001234") == ["13800138000", "13900139000", "075526001234"]


def test_masks_of_phones():
    assert mobile.mask("+8613800138000") == "138****8000"
    assert landline.mask("0755-26001234转801") == "0755-****1234"


@pytest.mark.parametrize(
    "typed",
    [
        "0755-26001234转801",
        "(0755)26001234-801",
        "0755 2600 1234 ext.801",
        "075526001234分机801",
        "+86 0755-26001234#801",
    ],
)
def test_one_landline_in_many_dresses(typed):
    assert landline.validate(typed) == "0755-26001234转801"


def test_landlines_of_big_cities_and_without_area_code():
    assert landline.validate("01065001234") == "010-65001234"
    assert reason(landline.validate, "26001234") == "area_code"
    assert reason(landline.validate, "0755-1234") == "format"


def test_a_bank_account_has_13_to_19_digits():
    assert not bank_account.is_valid("1" * 12)
    assert bank_account.is_valid("1" * 13)
    assert bank_account.is_valid("1" * 19)
    assert reason(bank_account.validate, "1" * 20) == "length"
    assert reason(bank_account.validate, "62220000000000A1") == "format"
    assert reason(bank_account.validate, "6.22200000012345E+18") == "precision"


def test_luhn_is_a_hint_beside_the_verdict():
    card = with_luhn("621700000012345678")
    passbook = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert bank_account.is_luhn(f"{card[:4]} {card[4:]}")
    assert not bank_account.is_luhn(passbook)
    assert bank_account.is_valid(passbook)
    assert bank_account.mask(card) == "****" + card[-4:]


def test_a_postal_code_keeps_its_leading_zero_and_a_lost_one_is_noticed():
    assert postal_code.validate(" 010000 ") == "010000"
    assert reason(postal_code.validate, "10000") == "format"
    assert postal_code.mask("518057") == "5180**"


def test_mail_addresses():
    assert email.validate("Zhang.San＠Example.COM") == "Zhang.San@example.com"
    assert email.mask("zhang.san@example.com") == "z***@example.com"
    for wrong in ("zhang", "zhang@", "@example.com", "a@b", "a..b@example.com", "a@b@example.com"):
        assert reason(email.validate, wrong) == "format"


@pytest.mark.parametrize("typed", ["张　三", "张 三", " 张\u200b三\n"])
def test_blanks_inside_a_chinese_name_vanish(typed):
    assert person_name.validate(typed) == "张三"


@pytest.mark.parametrize("dot", "･•．·・.")
def test_every_middle_dot_is_the_same_dot(dot):
    assert person_name.validate(f"阿卜杜{dot}热依木") == "阿卜杜·热依木"


def test_latin_names_keep_single_blanks_and_points():
    assert person_name.validate("Mary  J.  O'Neil") == "Mary J. O'Neil"


def test_rare_characters_are_names_and_digits_are_not():
    assert person_name.is_valid("王㐂")
    assert person_name.is_valid("李\U0002c1cc")
    assert reason(person_name.validate, "张3") == "format"
    assert reason(person_name.validate, "张") == "length"


def test_masked_names_show_one_character_and_hide_the_length():
    assert person_name.mask("张三") == person_name.mask("张三丰") == "张**"
    assert person_name.mask("") == ""


def test_surnames():
    assert person_name.surname("张三") == "张"
    assert person_name.surname("欧阳小明") == "欧阳"
    assert person_name.surname("欧阳") == "欧"
    assert person_name.surname("阿卜杜·热依木") == "阿卜杜"
    assert person_name.surname("Mary O'Neil") == ""


@pytest.mark.parametrize(
    ("typed", "province", "city", "district", "detail"),
    [
        ("广东省深圳市南山区科技路1号", "广东省", "深圳市", "南山区", "科技路1号"),
        ("广东 深圳市南山区科技路1号", "广东省", "深圳市", "南山区", "科技路1号"),
        ("北京市朝阳区建国路8号院2号楼", "北京市", "北京市", "朝阳区", "建国路8号院2号楼"),
        ("北京市北京市朝阳区建国路8号", "北京市", "北京市", "朝阳区", "建国路8号"),
        ("湖北省恩施土家族苗族自治州恩施市舞阳大街5号", "湖北省", "恩施土家族苗族自治州", "恩施市", "舞阳大街5号"),
        ("内蒙古锡林郭勒盟正蓝旗上都镇1号", "内蒙古自治区", "锡林郭勒盟", "正蓝旗", "上都镇1号"),
        ("广西壮族自治区桂林市恭城瑶族自治县莲花镇9号", "广西壮族自治区", "桂林市", "恭城瑶族自治县", "莲花镇9号"),
    ],
)
def test_an_address_falls_into_its_levels(typed, province, city, district, detail):
    assert address.parse(typed) == address.Parts(province, city, district, detail)
    assert address.is_valid(typed)


@pytest.mark.parametrize(
    ("city", "district"),
    [("荆州市", "沙市区"), ("新乡市", "红旗区"), ("三明市", "沙县区"), ("青岛市", "市南区"), ("上海市", "浦东新区")],
)
def test_a_district_may_hold_the_word_of_another_level(city, district):
    parts = address.parse(f"湖北省{city}{district}一马路1号")
    assert (parts.city, parts.district, parts.detail) == (city, district, "一马路1号")


def test_an_address_says_which_level_is_missing():
    assert address.parse("广东省深圳市科技路1号").missing == ("区县",)
    assert address.parse("科技路1号").missing == ("省", "市", "区县")
    with pytest.raises(Invalid, match="地址缺少省") as refused:
        address.validate("深圳市南山区科技路1号")
    assert refused.value.reason == "level"


def test_places_with_one_level_fewer_are_complete():
    assert address.is_valid("广东省东莞市莞城街道1号")
    assert address.is_valid("湖北省仙桃市沙嘴街道1号")
    assert address.is_valid("河北省雄安新区容城县1号")
    assert address.is_valid("香港特别行政区中西区1号")
    assert address.is_valid("海南省陵水黎族自治县椰林镇1号")


def test_an_address_is_masked_down_to_its_district():
    assert address.mask("广东省深圳市南山区科技路1号") == "广东省深圳市南山区****"
    assert address.mask("科技路1号") == "****"
