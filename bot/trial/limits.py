"""Slack's limits for messages and views, checked by the stand-in itself: an app's own helpers are not to be trusted.

Source: docs.slack.dev/reference/block-kit/blocks, /reference/views, /reference/methods/chat.postMessage.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from bot.trial.elements import ID, IMAGE_ELEMENT, IN_ACTIONS, IN_INPUT, IN_SECTION, URL, text
from bot.trial.models import Json, SlackError, Violation
from bot.trial.shapes import Check, both, fields, flag, kinds, many, rule, string, wrong

MESSAGE_TEXT = 40_000
UPDATE_TEXT = 4_000
RECOMMENDED_TEXT = 4_000
BLOCKS_TEXT = 13_200
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_SIZE = 250_000
"""Characters of JSON in a whole view."""


def block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    """A layout block: its own fields, and the block_id that every block may have."""
    return fields(required, {"block_id": ID, **(optional or {})})


BLOCK = kinds(
    {
        "header": block({"text": text(150, mrkdwn=False)}),
        "divider": block({}),
        "section": both(
            block(
                {},
                {"text": text(3000), "fields": many(text(2000), 1, 10), "accessory": kinds(IN_SECTION), "expand": flag},
            ),
            rule(lambda b: "text" in b or "fields" in b, "must provide text or fields"),
        ),
        "context": block(
            {"elements": many(kinds({"plain_text": text(3000), "mrkdwn": text(3000), "image": IMAGE_ELEMENT}), 1, 10)}
        ),
        "actions": block({"elements": many(kinds(IN_ACTIONS), 1, 25)}),
        "input": block(
            {"label": text(2000, mrkdwn=False), "element": kinds(IN_INPUT)},
            {"hint": text(2000, mrkdwn=False), "optional": flag, "dispatch_action": flag},
        ),
        "image": block({"image_url": URL, "alt_text": string(2000, 1)}, {"title": text(2000, mrkdwn=False)}),
    }
)

_ANY_VIEW: dict[str, Check] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
VIEW = kinds(
    {
        "modal": fields(
            {"title": text(24, mrkdwn=False), "blocks": many(BLOCK, 0, VIEW_BLOCKS)},
            {
                **_ANY_VIEW,
                "close": text(24, mrkdwn=False),
                "submit": text(24, mrkdwn=False),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
            },
        ),
        "home": fields({"blocks": many(BLOCK, 0, VIEW_BLOCKS)}, _ANY_VIEW),
    }
)


def elements_of(one: Json) -> list[Json]:
    """The clickable and fillable elements of a block, in order."""
    inside = [*one.get("elements", []), one.get("accessory"), one.get("element")]
    return [e for e in inside if isinstance(e, dict) and e.get("type") not in (None, "plain_text", "mrkdwn", "image")]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["text"]] if isinstance(value.get("text"), str) else [])
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _repeated(names: list[str], what: str, at: str) -> list[str]:
    return [p for name, n in Counter(names).items() if n > 1 for p in wrong(f"{what} {name!r} is not unique", at)]


def _ids(blocks: list[Json], at: str) -> list[str]:
    twice = _repeated([b["block_id"] for b in blocks if "block_id" in b], "block_id", at)
    for i, one in enumerate(blocks):
        actions = [e["action_id"] for e in elements_of(one) if "action_id" in e]
        twice += _repeated(actions, "action_id", f"{at}/{i}")
    return twice


def check_blocks(blocks: object) -> list[Json]:
    """The blocks of a message, if Slack would take them; SlackError otherwise."""
    problems = many(BLOCK, 0, MESSAGE_BLOCKS)(blocks, "/blocks")
    if problems or not isinstance(blocks, list):
        raise SlackError("invalid_blocks", problems)
    if problems := _ids(blocks, "/blocks"):
        raise SlackError("invalid_blocks", problems)
    if sum(len(t) for t in _texts(blocks)) > BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long", wrong(f"more than {BLOCKS_TEXT} characters of text", "/blocks"))
    return blocks


def check_view(view: object, kind: str) -> Json:
    """The content of a modal or Home, if Slack would take it; SlackError otherwise."""
    problems = VIEW(view, "/view")
    if problems or not isinstance(view, dict):
        raise SlackError("invalid_arguments", problems)
    if view["type"] != kind:
        raise SlackError("invalid_arguments", wrong(f"must be a {kind} view", "/view/type"))
    has_input = any(b["type"] == "input" for b in view["blocks"])
    if kind == "modal" and has_input and "submit" not in view:
        raise SlackError("invalid_arguments", wrong("missing required field: submit", "/view"))
    if problems := _ids(view["blocks"], "/view/blocks"):
        raise SlackError("invalid_arguments", problems)
    if len(json.dumps(view)) > VIEW_SIZE:
        raise SlackError("view_too_large")
    return view


def check_metadata(value: object) -> Json | None:
    """A message's metadata: an event_type and an event_payload object, or nothing."""
    if value is None or value == {}:
        return None
    if not isinstance(value, dict) or not value.get("event_type") or not isinstance(value.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return value


def doubts(where: str, message_text: str, blocks: list[Json]) -> Iterator[Violation]:
    """What Slack takes but advises against; tests may ask that there be none.

    Top-level text is what notifications and screen readers say; buttons that look alike need an accessibility_label.
    """
    if not message_text.strip():
        yield Violation(where, "message without top-level text")
    if len(message_text) >= RECOMMENDED_TEXT:
        yield Violation(
            where, f"top-level text of {len(message_text)} characters (recommended: under {RECOMMENDED_TEXT})"
        )
    buttons = [e for one in blocks for e in elements_of(one) if e["type"] == "button"]
    spoken = Counter(str(e.get("accessibility_label", e["text"]["text"])) for e in buttons)
    for label in (name for name, n in spoken.items() if n > 1):
        yield Violation(where, f"several buttons are read out as {label!r}")
