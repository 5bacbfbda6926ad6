"""The wording of indicators: what is computed, what is not, and why not."""

from __future__ import annotations

from core.measures.definitions import channel_definitions, definitions, not_computed
from core.measures.registry import measures


def test_an_indicator_is_either_computed_or_said_not_to_be_and_why() -> None:
    missing = {each.name for each in not_computed()}
    assert missing.isdisjoint({*measures(), *channel_definitions()})
    assert {"综合退保率", "综合赔付率(短期健康险)", "续保率(短险)"} <= missing
    assert all(len(each.why) > 10 for each in not_computed())


def test_what_is_named_instead_is_computed() -> None:
    for each in not_computed():
        for name in each.instead.removesuffix("（长期险）").split("、"):
            assert name in definitions(), (each.name, name)


def test_premium_and_counts_add_up_over_branches_and_means_and_stocks_do_not_over_months() -> None:
    words = definitions()
    assert (words["新单保费"].adds_up, words["新单件数"].adds_up) == ("all", "all")
    assert (words["期末有效件数"].adds_up, words["件均保费"].adds_up, words["满意度"].adds_up) == ("scopes", "no", "no")


def test_premium_is_told_as_new_renewal_single_and_regular() -> None:
    assert {"新单保费", "续期保费", "趸交保费", "首年期交保费"} <= set(definitions())


def test_every_definition_is_read_whole_and_not_cut_at_a_comma() -> None:
    """An unquoted ``10,000 为…`` in a YAML flow mapping is the number 10 and another key."""
    for each in (*definitions().values(), *channel_definitions().values()):
        assert isinstance(each.definition, str) and len(each.definition) > 5, each.name
    assert channel_definitions()["渠道集中度(HHI)"].definition.startswith("10,000 为全部来自一个渠道")
