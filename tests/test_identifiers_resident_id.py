"""居民身份证, 户口簿, 居住证 and 永久居留身份证. Every number is invented; only its check character is true."""

from __future__ import annotations

from datetime import date

import pytest

from core.identifiers import Invalid, household_book, permanent_residence, residence_permit, resident_id


def with_check(first_17: str) -> str:
    """ISO 7064 MOD 11-2 by its recursion, another way than the weights of the code under test."""
    remainder = 0
    for digit in first_17:
        remainder = (remainder + int(digit)) * 2 % 11
    return first_17 + "0123456789X"[(12 - remainder) % 11]


def reason(verb, text, **options) -> str:
    with pytest.raises(Invalid) as refused:
        verb(text, **options)
    assert text == "" or text not in refused.value.message
    return refused.value.reason


MAN_1985 = with_check("11010119850307461")
WOMAN_2012 = with_check("44030520120229002")


def test_a_number_with_the_right_check_character_passes_as_typed():
    assert resident_id.validate(MAN_1985) == MAN_1985
    assert resident_id.is_valid(WOMAN_2012)


def test_full_width_small_x_blanks_and_invisible_signs_are_only_dressing():
    ends_in_x = next(number for n in range(100) if (number := with_check(f"110101198503070{n:02}"))[17] == "X")
    dressed = f"'\u200b{ends_in_x[:6]} {ends_in_x[6:14]}\u3000{ends_in_x[14:17]}ｘ\ufeff_x000D_"
    assert resident_id.validate(dressed) == ends_in_x


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_anywhere_is_noticed(place):
    wrong = MAN_1985[:place] + str((int(MAN_1985[place]) + 1) % 10) + MAN_1985[place + 1 :]
    assert not resident_id.is_valid(wrong)


def test_reasons_are_stable():
    assert reason(resident_id.validate, "") == "blank"
    assert reason(resident_id.validate, MAN_1985[:17]) == "length"
    assert reason(resident_id.validate, "1101011985O3074610") == "format"
    assert reason(resident_id.validate, with_check("11010119850230461")) == "birth_date"
    assert reason(resident_id.validate, "110101850307461") == "old_card"
    wrong_end = "1" if MAN_1985[17] != "1" else "2"
    assert reason(resident_id.validate, MAN_1985[:17] + wrong_end) == "checksum"


def test_born_on_the_day_is_accepted_and_born_the_day_after_is_not():
    newborn = with_check("11010120261122001")
    assert resident_id.validate(newborn, on=date(2026, 11, 22)) == newborn
    assert reason(resident_id.validate, newborn, on=date(2026, 11, 21)) == "birth_date"


def test_the_age_limit_is_inclusive_and_given_by_the_caller():
    old = with_check("11010119060101001")
    assert resident_id.validate(old, on=date(2026, 12, 31), max_age=120) == old
    assert reason(resident_id.validate, old, on=date(2027, 1, 1), max_age=120) == "birth_date"
    assert resident_id.is_valid(old)


def test_29_february_exists_in_2012_and_not_in_2011():
    assert resident_id.birth_date(WOMAN_2012) == date(2012, 2, 29)
    assert reason(resident_id.birth_date, with_check("44030520110229002")) == "birth_date"


def test_sex_is_the_17th_digit():
    assert resident_id.sex(MAN_1985) == "男"
    assert resident_id.sex(WOMAN_2012) == "女"


def test_an_unknown_area_is_a_hint_and_never_a_refusal():
    nowhere = with_check("79010119850307461")
    assert not resident_id.area_known(nowhere)
    assert resident_id.is_valid(nowhere)
    assert resident_id.area_known(MAN_1985)
    assert resident_id.area_known(with_check("83000019850307461"))


def test_a_county_newer_than_its_holder_is_accepted():
    assert resident_id.is_valid(with_check("50010319700307461"))
    assert resident_id.is_valid(with_check("31011519850307461"))


def test_a_number_that_excel_cut_to_15_digits_is_named_as_lost_precision():
    assert MAN_1985[15:] != "000"
    assert reason(resident_id.validate, MAN_1985[:15] + "000") == "precision"
    assert reason(resident_id.validate, "1.10101198503074E+17") == "precision"


def test_a_true_number_that_happens_to_end_in_000_is_not_lost_precision():
    true_000 = next(n for d in range(1, 29) if (n := with_check(f"110101198503{d:02}100")).endswith("000"))
    assert resident_id.validate(true_000) == true_000


def test_an_old_15_digit_card_converts_to_the_18_digits_of_its_holder():
    assert resident_id.to_18("110101850307461") == MAN_1985
    assert reason(resident_id.to_18, "11010185030746") == "length"
    assert reason(resident_id.to_18, "110101851307461") == "birth_date"


def test_two_numbers_in_a_cell_come_apart():
    assert resident_id.split(f"{MAN_1985}/{WOMAN_2012}（有效期20100101-20300101）") == [MAN_1985, WOMAN_2012]


def test_the_mask_shows_the_first_6_and_last_4():
    assert resident_id.mask(MAN_1985) == "110101********" + MAN_1985[14:]
    assert resident_id.mask("12345") == "*****"


def test_the_household_book_carries_the_same_number():
    assert household_book.validate(WOMAN_2012) == WOMAN_2012
    assert household_book.birth_date(WOMAN_2012) == date(2012, 2, 29)


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macau_and_taiwan_pass_the_same_check(area):
    permit = with_check(f"{area}19900101002")
    assert residence_permit.validate(permit) == permit
    assert resident_id.is_valid(permit)
    assert residence_permit.sex(permit) == "女"


def test_a_mainland_number_is_no_residence_permit():
    assert reason(residence_permit.validate, MAN_1985) == "format"


def test_permanent_residence_cards_old_and_new():
    new = with_check("91112419800229123")
    assert permanent_residence.validate(new) == new
    assert permanent_residence.birth_date(new) == date(1980, 2, 29)
    assert permanent_residence.validate("usa 110080010112") == "USA110080010112"
    assert permanent_residence.mask("USA110080010112") == "USA********0112"


def test_permanent_residence_refusals():
    new = with_check("91112419800229123")
    wrong_end = "1" if new[17] != "1" else "2"
    assert reason(permanent_residence.validate, new[:17] + wrong_end) == "checksum"
    assert reason(permanent_residence.validate, MAN_1985) == "format"
    assert reason(permanent_residence.validate, "US1110080010112") == "format"
    assert reason(permanent_residence.validate, "USA11008") == "length"
    assert reason(permanent_residence.validate, new, on=date(1980, 2, 28)) == "birth_date"
    assert reason(permanent_residence.birth_date, "USA110080010112") == "no_birth_date"
    assert reason(resident_id.validate, new) == "document_type"
