"""Passes, passports, certificates, bodies, and the way from a 证件类型 to its module."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.identifiers import (
    DOCUMENT_TYPES,
    Invalid,
    birth_certificate,
    by_document,
    credit_code,
    hk_macau_permit,
    military_officer,
    other_document,
    passport,
    permanent_residence,
    person_number,
    resident_id,
    taiwan_permit,
)

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def with_credit_check(first_17: str) -> str:
    """The sign that makes the weighted sum a multiple of 31, found by trying all of them."""
    total = sum(SIGNS.index(sign) * 3**place for place, sign in enumerate(first_17))
    return next(first_17 + sign for value, sign in enumerate(SIGNS) if (total + value) % 31 == 0)


def reason(verb, text) -> str:
    with pytest.raises(Invalid) as refused:
        verb(text)
    return refused.value.reason


def test_a_pass_of_hong_kong_or_macau_has_8_or_10_digits():
    assert hk_macau_permit.validate("h01234567") == "H01234567"
    assert hk_macau_permit.is_valid("M0123456701")
    assert not hk_macau_permit.is_valid("H012345670")
    assert reason(hk_macau_permit.validate, "T01234567") == "format"


def test_renewals_leave_the_holder_the_same():
    assert hk_macau_permit.person("H0123456701") == hk_macau_permit.person("H0123456702") == "H01234567"


def test_a_pass_of_taiwan_has_8_digits_or_10_with_a_bracket():
    assert taiwan_permit.is_valid("01234567")
    assert taiwan_permit.validate("0123456789（B）") == "0123456789(B)"
    assert not taiwan_permit.is_valid("012345678")


def test_passports_chinese_and_foreign():
    assert passport.is_chinese("E12345678")
    assert passport.is_chinese("ea1234567")
    assert passport.validate("X1234567") == "X1234567"
    assert not passport.is_chinese("X1234567")
    assert reason(passport.validate, "A123") == "format"


def test_a_birth_certificate_is_a_letter_and_9_digits():
    assert birth_certificate.validate("t440123456") == "T440123456"
    assert reason(birth_certificate.validate, "4401234567") == "format"


def test_an_officers_card_may_hold_chinese_characters():
    assert military_officer.is_valid("测字第0012345号")
    assert reason(military_officer.validate, "军官证") == "format"


def test_any_text_but_a_blank_is_another_document():
    assert other_document.validate("武 字 12") == "武字12"
    assert reason(other_document.validate, " \u200b\u3000") == "blank"


@pytest.mark.parametrize("first_17", ["9144030000000A1B2", "52110000123456789", "N2330100MB0ABCDEF"])
def test_a_credit_code_passes_with_its_check_sign(first_17):
    code = with_credit_check(first_17)
    assert credit_code.validate(code.lower()) == code
    other = SIGNS[(SIGNS.index(code[17]) + 1) % 31]
    assert reason(credit_code.validate, code[:17] + other) == "checksum"


@pytest.mark.parametrize("letter", "IOSVZ")
def test_a_credit_code_never_holds_i_o_s_v_or_z(letter):
    assert reason(credit_code.validate, f"91440300{letter}000000A1B") == "format"


def test_a_credit_code_has_18_signs_and_digits_for_its_region():
    assert reason(credit_code.validate, "9144030000000A1B") == "length"
    assert reason(credit_code.validate, "91A4030000000A1B20") == "format"


def test_every_document_type_leads_to_a_module_with_the_four_verbs():
    for name in DOCUMENT_TYPES:
        module = by_document(name)
        assert module.compact(" 1 ") == "1"
        assert module.mask("A123456789") != "A123456789"
        assert not module.is_valid("")
        assert reason(module.validate, "") == "blank"


def test_usual_short_names_are_understood_and_others_refused_with_the_list():
    assert by_document("身份证") is by_document(" 居民身份证 ") is resident_id
    assert by_document("台胞证") is taiwan_permit
    with pytest.raises(Invalid, match="居民身份证、户口簿") as refused:
        by_document("驾照")
    assert refused.value.reason == "document_type"


def test_only_some_documents_carry_birth_date_and_sex():
    carrying = [name for name in DOCUMENT_TYPES if person_number(name) is not None]
    assert carrying == ["居民身份证", "户口簿", "港澳台居民居住证"]
    assert by_document("外国人永久居留身份证") is permanent_residence


def test_importing_the_identifiers_brings_in_no_heavy_library():
    check = "import sys, core.identifiers; print([m for m in ('numpy', 'stdnum', 'pydantic') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True).stdout.strip() == "[]"
