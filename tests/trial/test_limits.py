"""Slack's limits, each from both sides (the table in Slack's Block Kit reference)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trial.limits import check_blocks, check_metadata, check_view, doubts
from bot.trial.models import SlackError
from tests.trial.gallery import DAYS, message_blocks, modal, option
from tests.trial.small_bot import MODAL, button, plain

Json = dict[str, Any]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(**element: Any) -> Json:
    return {"type": "input", "label": plain("Rubrik"), "element": {"type": "plain_text_input", **element}}


def choice(kind: str, n: int) -> Json:
    return actions({"type": kind, "options": [option(str(i)) for i in range(n)]})


def takes(blocks: list[Json]) -> bool:
    """Whether Slack would take these blocks in a message."""
    try:
        check_blocks(blocks)
    except SlackError:
        return False
    return True


SIZES: list[tuple[str, Callable[[int], list[Json]], int, int]] = [
    ("blocks in a message", lambda n: [{"type": "divider"}] * n, 0, 50),
    ("section text", lambda n: [section("x" * n)], 1, 3000),
    ("section fields", lambda n: [{"type": "section", "fields": [plain("x")] * n}], 1, 10),
    ("a field's text", lambda n: [{"type": "section", "fields": [plain("x" * n)]}], 1, 2000),
    ("header", lambda n: [{"type": "header", "text": plain("x" * n)}], 1, 150),
    ("button text", lambda n: [actions(button("x" * n, "a") | {"value": "v"})], 1, 75),
    ("button value", lambda n: [actions(button("x", "a") | {"value": "x" * n})], 0, 2000),
    ("option text", lambda n: [actions({"type": "overflow", "options": [option("x" * n)]})], 1, 75),
    ("option value", lambda n: [actions({"type": "overflow", "options": [option("x") | {"value": "v" * n}]})], 1, 150),
    ("options", lambda n: [choice("static_select", n)], 1, 100),
    ("radio buttons", lambda n: [choice("radio_buttons", n)], 1, 10),
    ("checkboxes", lambda n: [choice("checkboxes", n)], 1, 10),
    ("overflow", lambda n: [choice("overflow", n)], 1, 5),
    ("elements of actions", lambda n: [actions(*[button("x", f"a{i}") for i in range(n)])], 1, 25),
    ("elements of context", lambda n: [{"type": "context", "elements": [plain("x")] * n}], 1, 10),
    ("label", lambda n: [field() | {"label": plain("x" * n)}], 1, 2000),
    ("placeholder", lambda n: [field(placeholder=plain("x" * n))], 1, 150),
    ("max_length", lambda n: [field(max_length=n)], 1, 3000),
    ("block_id", lambda n: [{"type": "divider", "block_id": "x" * n}], 1, 255),
    ("action_id", lambda n: [actions(button("x", "a" * n))], 1, 255),
    ("alt_text", lambda n: [{"type": "image", "image_url": "https://x.se", "alt_text": "x" * n}], 1, 2000),
    ("all text", lambda n: [section("x" * (n // 5))] * 5, 5, 13_200),
]


@pytest.mark.parametrize(("blocks", "low", "high"), [s[1:] for s in SIZES], ids=[s[0] for s in SIZES])
def test_a_size_is_taken_up_to_its_limit_and_no_further(
    blocks: Callable[[int], list[Json]], low: int, high: int
) -> None:
    assert (takes(blocks(low)), takes(blocks(high))) == (True, True)
    assert not takes(blocks(high + 5))
    assert low == 0 or not takes(blocks(0))


VIEW_SIZES: list[tuple[str, Callable[[int], Json], int]] = [
    ("title", lambda n: {"title": plain("x" * n)}, 24),
    ("submit", lambda n: {"submit": plain("x" * n)}, 24),
    ("close", lambda n: {"close": plain("x" * n)}, 24),
    ("private_metadata", lambda n: {"private_metadata": "x" * n}, 3000),
    ("callback_id", lambda n: {"callback_id": "x" * n}, 255),
    ("blocks", lambda n: {"blocks": [{"type": "divider"}] * n}, 100),
]


@pytest.mark.parametrize(("part", "high"), [s[1:] for s in VIEW_SIZES], ids=[s[0] for s in VIEW_SIZES])
def test_a_modal_is_taken_up_to_its_limit_and_no_further(part: Callable[[int], Json], high: int) -> None:
    check_view({**MODAL, **part(high)}, "modal")
    with pytest.raises(SlackError):
        check_view({**MODAL, **part(high + 1)}, "modal")


WRONG: dict[str, list[Json]] = {
    "an unknown block": [{"type": "table", "rows": []}],
    "an unknown field": [{"type": "divider", "colour": "red"}],
    "an unknown element": [actions({"type": "slider"})],
    "a button in an input": [{"type": "input", "label": plain("x"), "element": button("x", "a")}],
    "mrkdwn in a header": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "a section without words": [{"type": "section"}],
    "two blocks of one name": [{"type": "divider", "block_id": "a"}] * 2,
    "two actions of one name": [actions(button("x", "a"), button("y", "a"))],
    "an initial choice that is not offered": [
        actions({"type": "radio_buttons", "options": DAYS, "initial_option": option("?")})
    ],
    "both options and groups": [
        actions({"type": "static_select", "options": DAYS, "option_groups": [{"label": plain("x"), "options": DAYS}]})
    ],
    "a date in Swedish": [actions({"type": "datepicker", "initial_date": "5 mars"})],
    "a time in Swedish": [actions({"type": "timepicker", "initial_time": "kl. 9"})],
    "a minimum above the maximum": [field(min_length=9, max_length=8)],
    "a style of one's own": [actions({**button("x", "a"), "style": "green"})],
    "something that is no block": ["hej"],  # type: ignore[list-item]
}


@pytest.mark.parametrize("blocks", WRONG.values(), ids=WRONG.keys())
def test_what_slack_does_not_know_is_refused_with_the_place(blocks: list[Json]) -> None:
    with pytest.raises(SlackError) as told:
        check_blocks(blocks)
    assert told.value.code == "invalid_blocks"
    assert all("[json-pointer:/blocks" in message for message in told.value.messages)
    assert told.value.messages


def test_one_of_everything_is_taken() -> None:
    assert check_blocks(message_blocks()) == message_blocks()
    assert check_view(modal(), "modal") == modal()


def test_a_modal_with_inputs_needs_its_button() -> None:
    with pytest.raises(SlackError):
        check_view({k: v for k, v in MODAL.items() if k != "submit"}, "modal")


def test_too_much_text_in_all_has_its_own_name() -> None:
    with pytest.raises(SlackError) as told:
        check_blocks([section("x" * 3000)] * 5)
    assert told.value.code == "msg_blocks_too_long"


def test_metadata_needs_a_type_and_a_payload() -> None:
    note = {"event_type": "letter", "event_payload": {}}
    assert [check_metadata(value) for value in (note, {}, None)] == [note, None, None]
    with pytest.raises(SlackError):
        check_metadata({"event_type": "letter"})


def test_what_slack_advises_against_is_put_down() -> None:
    twins = [actions(button("Kan", "a"), button("Kan", "b"))]
    named = [actions(button("Kan", "a"), {**button("Kan", "b"), "accessibility_label": "Kan, 12 mars"})]
    assert [d.what for d in doubts("x", "", named)] == ["message without top-level text"]
    assert [d.what for d in doubts("x", "Hej", twins)] == ["several buttons are read out as 'Kan'"]
    assert [d.what for d in doubts("x", "x" * 4000, [])] == [
        "top-level text of 4000 characters (recommended: under 4000)"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, st.integers(0, 6), st.data())
def test_whatever_a_bot_sends_is_taken_or_refused_never_a_crash(junk: object, which: int, data: st.DataObject) -> None:
    blocks = copy.deepcopy(message_blocks())
    key = data.draw(st.sampled_from(sorted(blocks[which])))
    blocks[which][key] = junk
    takes(blocks)
    takes(junk)  # type: ignore[arg-type]
