"""The table state × event → state: every combination, said a second time here, and what the reference page prints."""

from __future__ import annotations

import pytest

from core.records.policy import Policy
from core.servicing.reference_page import PAGE, page
from core.servicing.transitions import ENDED, Standing, after, events

STATUSES = dict(zip("待有宽中终", Policy.column("status").kind.choices, strict=True))
PREMIUM_STATUSES = dict(zip("中缓垫减展清免趸", (
    "交费中", "缓交", "自动垫交", "减额交清", "展期定期", "交清", "豁免", "趸交",
), strict=True))  # fmt: skip

# 待生效 有效 宽限期 中止 终止 → the status after the event; · where it is not allowed.
BY_STATUS = """
生效 有····
拒保撤件 终····
资料变更 待有宽中·
投保人变更 待有宽中·
受益人变更 待有宽中·
领取约定变更 待有宽中·
保单补发 待有宽中·
挂失解挂 待有宽中·
补充告知 待有宽中·
职业变更 ·有宽··
交费约定变更 待有宽中·
加保 ·有···
减保 ·有宽··
欠费进入宽限期 ·宽···
首期交费 待有···
续期交费 ·有有··
交费期满 ·有宽··
豁免保费 ·有有··
自动垫交 ·有有··
减额交清 ·有有··
保单贷款 ·有宽··
借款清偿 ·有宽中·
生存给付 ·有宽··
中止 ·中中··
复效 ···有·
犹豫期退保 终终···
退保 ·终终终·
协议退保 ·终终终·
满期 ·终终··
理赔终止 ·终终终·
身故终止 ·终终终·
公司解约 ·终终终·
永久失效 ···终·
转换转保 ·终终··
其他终止 终终终终·
"""

# 交费中 缓交 自动垫交 减额交清 展期定期 交清 豁免 趸交; events that are not here keep all of them.
BY_PREMIUM_STATUS = """
交费约定变更 中缓垫·····
加保 中····清·趸
减保 中缓垫··清免趸
欠费进入宽限期 中缓垫·····
续期交费 中中中·····
交费期满 清清清···清·
豁免保费 免免免·····
自动垫交 垫·垫·····
减额交清 减减减·····
复效 中中中·····
"""


def grid(text: str) -> dict[str, str]:
    return dict(line.split() for line in text.strip().splitlines())


def test_the_grids_here_name_every_event_and_only_those() -> None:
    assert list(grid(BY_STATUS)) == list(events())
    assert set(grid(BY_PREMIUM_STATUS)) == {name for name, event in events().items() if event.premium is not None}


@pytest.mark.parametrize("event", list(events()))
@pytest.mark.parametrize("place", range(5))
def test_every_status_and_event_leads_where_the_grid_says_or_is_not_allowed(event: str, place: int) -> None:
    expected = grid(BY_STATUS)[event][place]
    status = list(STATUSES.values())[place]
    premium = "交费中" if event != "加保" else "交清"
    reached = after(Standing(status, premium), event)
    assert (reached.status if reached else "·") == STATUSES.get(expected, "·")


@pytest.mark.parametrize("event", list(events()))
@pytest.mark.parametrize("place", range(8))
def test_every_premium_status_and_event_leads_where_the_grid_says(event: str, place: int) -> None:
    own = list(PREMIUM_STATUSES)[place]
    expected = grid(BY_PREMIUM_STATUS).get(event, "".join(PREMIUM_STATUSES))[place]
    start = next(iter(events()[event].status))
    reached = after(Standing(start, PREMIUM_STATUSES[own]), event)
    assert (reached.premium_status if reached else "·") == PREMIUM_STATUSES.get(expected, "·")


@pytest.mark.parametrize("event", list(events()))
def test_nothing_leads_out_of_the_end_and_every_end_has_a_reason_of_the_list(event: str) -> None:
    assert after(Standing(ENDED, "交费中", "退保"), event) is None
    row = events()[event]
    reasons = Policy.column("termination_reason").kind.choices
    assert (row.reason in reasons) == (ENDED in row.status.values())
    for status in row.status:
        reached = after(Standing(status, next(iter(row.premium or {"": ""}))), event)
        assert reached is not None
        assert bool(reached.reason) == (reached.status == ENDED)


def test_every_reason_of_the_list_is_reached_by_an_event() -> None:
    assert {event.reason for event in events().values()} - {""} == set(Policy.column("termination_reason").kind.choices)


def test_a_premium_status_that_was_never_recorded_becomes_known_where_there_is_one_way() -> None:
    assert after(Standing("有效"), "减额交清") == Standing("有效", "减额交清")
    assert after(Standing("有效"), "减保") == Standing("有效", "")


def test_the_page_in_the_repository_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_prints_the_grid() -> None:
    line = next(line for line in page().splitlines() if line.startswith("| 复效 |"))
    assert line == "| 复效 | — | — | — | 有效 | — |  |"
