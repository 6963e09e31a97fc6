"""A board's settings: the defaults, what can be set, what is refused, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.boards.board_rules import (
    AppealFrom,
    BoardRules,
    Caller,
    JusteringForm,
    Numbering,
    RulesError,
)
from handlers.boards.rule_values import CallWaits, Contact, Distance, ExtraBoard, YearDate
from storage.words import ErsattareOrder

DEFAULTS: dict[str, Any] = {
    "ersattare_order": "list",
    "same_member": True,
    "nonserving_speak": True,
    "caller": "secretariat",
    "call_waits": {"far": "48h", "near": "4h", "last": "1h", "day": "07-21"},
    "late_ledamot_returns": True,
    "return_after_leaving": False,
    "kallelse_days": 7,
    "items_close_days": 14,
    "chair_approves": False,
    "oldest_presides": False,
    "budget_notice_days": 7,
    "distance": None,
    "justerare": 1,
    "justering_days": 14,
    "justering_form": "digital",
    "appeal_from": "latest",
    "extra_boards": [],
    "arvode_nonserving": False,
    "numbering": "year",
    "first_paragraph": None,
    "poll_names_shown": False,
    "year_dates": [],
    "reminder_hour": "09:00",
}
LINES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
CONTACTS = st.builds(Contact, name=LINES, mail=st.none() | LINES, phone=st.none() | LINES)
MINUTES = st.integers(1, 9000).map(lambda n: timedelta(minutes=n))
RULES = st.builds(
    BoardRules,
    ersattare_order=st.sampled_from(ErsattareOrder),
    same_member=st.booleans(),
    caller=st.sampled_from(Caller),
    call_waits=st.builds(
        CallWaits,
        far=MINUTES,
        near=MINUTES,
        last=MINUTES,
        day=st.just((time(6, 30), time(22))) | st.just((time(8), time(9))),
    ),
    kallelse_days=st.integers(0, 180),
    distance=st.none() | st.builds(Distance, decision=LINES, extent=LINES, notice_days=st.integers(0, 9)),
    justerare=st.integers(1, 9),
    justering_days=st.integers(1, 14),
    justering_form=st.sampled_from(JusteringForm),
    appeal_from=st.sampled_from(AppealFrom),
    extra_boards=st.lists(st.builds(ExtraBoard, name=LINES, contact=st.none() | CONTACTS), max_size=2).map(tuple),
    numbering=st.sampled_from(Numbering),
    first_paragraph=st.none() | st.integers(1, 99_999),
    year_dates=st.lists(st.builds(YearDate, LINES, st.integers(1, 12), st.integers(1, 28)), max_size=2).map(tuple),
    reminder_hour=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)


def test_a_board_that_has_settled_nothing_has_every_default() -> None:
    assert BoardRules.from_mapping({}) == BoardRules.from_mapping(DEFAULTS) == BoardRules()
    assert list(DEFAULTS) == BoardRules.keys()


def test_a_board_that_settles_what_is_usual_differs_in_nothing() -> None:
    assert BoardRules.from_mapping(DEFAULTS).differences() == {}


@given(RULES)
def test_what_differs_is_enough_to_know_the_rules(rules: BoardRules) -> None:
    assert BoardRules.from_mapping(rules.differences()) == rules


def test_a_boards_decision_on_distance_is_kept_in_its_words() -> None:
    given = {"distance": {"decision": "§ 19 2022-11-18", "extent": "alla", "notice_days": 2}}
    rules = BoardRules.from_mapping(given)
    assert rules == replace(BoardRules(), distance=Distance("§ 19 2022-11-18", "alla", 2))
    assert rules.differences() == given


def test_waits_that_are_left_out_are_as_usual() -> None:
    rules = BoardRules.from_mapping({"call_waits": {"last": "30m", "day": "08-20"}})
    assert rules.call_waits == CallWaits(last=timedelta(minutes=30), day=(time(8), time(20)))


@pytest.mark.parametrize(
    ("contact", "meant"),
    [
        ("anna@forbund.example", Contact(mail="anna@forbund.example")),
        ("Anna", Contact(name="Anna")),
        ({"name": "Anna", "phone": "070"}, Contact(name="Anna", phone="070")),
    ],
)
def test_a_notice_board_may_tell_its_contact_briefly(contact: object, meant: Contact) -> None:
    rules = BoardRules.from_mapping({"extra_boards": [{"name": "Webbplatsen", "contact": contact}]})
    assert rules.extra_boards == (ExtraBoard("Webbplatsen", meant),)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("kallelse_day", 7, "unknown rule 'kallelse_day'; did you mean 'kallelse_days'?"),
        ("xyzzy", 7, "unknown rule 'xyzzy'; remove it"),
        ("same_member", "ja", "same_member must be true or false, not 'ja'"),
        ("kallelse_days", True, "kallelse_days must be a whole number from 0 to 180, not True"),
        ("kallelse_days", -1, "kallelse_days must be a whole number from 0 to 180, not -1"),
        ("justering_days", 15, "justering_days must be a whole number from 1 to 14, not 15"),
        ("justerare", 0, "justerare must be a whole number from 1 to 9, not 0"),
        ("numbering", "month", "numbering must be one of year, meeting, continuous, not 'month'"),
        ("numbering", ["year"], "numbering must be one of year, meeting, continuous, not ['year']"),
        ("reminder_hour", 540, 'reminder_hour must be a time such as "09:00", in quotes, not 540'),
        ("reminder_hour", "24:00", "reminder_hour must be a time such as \"09:00\", in quotes, not '24:00'"),
        ("call_waits", "48h", "call_waits must have the keys day, far, last, near, not '48h'"),
        ("call_waits", {"fat": "48h"}, "unknown key 'fat' in call_waits; it has day, far, last, near"),
        ("call_waits", {"far": "2 days"}, "call_waits.far must be hours or minutes such as 4h or 30m, not '2 days'"),
        ("call_waits", {"day": "07"}, "call_waits.day must be two hours such as \"07-21\", in quotes, not '07'"),
        ("call_waits", {"day": "21-07"}, "call_waits.day must end after it begins, not '21-07'"),
        ("distance", {"extent": "alla"}, "distance lacks 'decision'"),
        ("distance", {"decision": " "}, "distance.decision must be a text, not ' '"),
        ("extra_boards", {"name": "x"}, "extra_boards must be a list, not {'name': 'x'}"),
        ("extra_boards", [{"name": "x"}, {}], "extra_boards[2] lacks 'name'"),
        (
            "year_dates",
            [{"what": "x", "by": "15 juni"}],
            "year_dates[1].by must be month and day such as 06-15, not '15 juni'",
        ),
        (
            "year_dates",
            [{"what": "x", "by": "02-29"}],
            "year_dates[1].by must be month and day such as 06-15, not '02-29'",
        ),
        ("first_paragraph", 0, "first_paragraph must be a whole number from 1 to 99999, not 0"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_write(key: str, value: object, told: str) -> None:
    with pytest.raises(RulesError) as refused:
        BoardRules.from_mapping({key: value})
    assert [(problem.key, problem.text) for problem in refused.value.problems] == [(key, told)]


def test_all_settings_are_looked_at_before_anything_is_said() -> None:
    with pytest.raises(RulesError) as refused:
        BoardRules.from_mapping({"justerare": "en", "chair_approves": 1, "numbering": "year"})
    assert [problem.key for problem in refused.value.problems] == ["justerare", "chair_approves"]
