"""What a person sees of Block Kit, as plain words; and where its buttons and inputs are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>")
_DATE = re.compile(r"<!date\^[^<>|]*\|([^<>]+)>")
_BARE = re.compile(r"<((?:https?:|mailto:)[^<>]+)>")
_MARKS = re.compile(r"(?<![\w*_~`])([*_~`])(\S(?:.*?\S)?)\1(?![\w*_~`])")


def visible(mrkdwn: str) -> str:
    """A mrkdwn text as read: marks gone, links by their words, entities undone; mentions stay `<@U…>`."""
    words = _BARE.sub(r"\1", _LINK.sub(r"\2", _DATE.sub(r"\1", mrkdwn)))
    for _nested in range(3):
        words = _MARKS.sub(r"\2", words)
    return html.unescape(words)


def _text(one: Json) -> str:
    return visible(one["text"]) if one["type"] == "mrkdwn" else str(one["text"])


def words_of(value: object) -> Iterator[str]:
    """All visible texts in blocks, in order; confirm dialogs are not visible until asked for."""
    if isinstance(value, list):
        for item in value:
            yield from words_of(item)
    elif isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn"):
            yield _text(value)
            return
        for name, item in value.items():
            if name not in ("confirm", "initial_option", "initial_options"):
                yield from words_of(item)


@dataclass(frozen=True)
class Spot:
    """Something to press or fill in: the element, its block, and by what names a person may call it."""

    block: Json
    element: Json
    names: tuple[str, ...]
    value: object = None


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each block with each of its interactive elements."""
    for block in blocks:
        for one in [*block.get("elements", []), block.get("accessory"), block.get("element")]:
            if one and "action_id" in one:
                yield block, one


def buttons(blocks: list[Json]) -> list[Spot]:
    """Everything that can be pressed, in order: buttons, and the choices of overflow menus."""
    found: list[Spot] = []
    for block, one in elements(blocks):
        if one["type"] == "button":
            label = str(one["text"]["text"])
            found.append(Spot(block, one, (label, one.get("accessibility_label", label))))
        elif one["type"] == "overflow":
            found += [Spot(block, one, (str(o["text"]["text"]),), o["value"]) for o in one["options"]]
    return found


def fillable(blocks: list[Json]) -> list[Spot]:
    """Everything that takes a value, callable by its label, placeholder, section text, block id or action id."""
    found: list[Spot] = []
    for block, one in elements(blocks):
        if one["type"] not in ("button", "overflow"):
            texts = [block.get("label"), one.get("placeholder"), block.get("text")]
            names = [_text(t) for t in texts if t]
            found.append(Spot(block, one, (*names, block["block_id"], one["action_id"])))
    return found


def _choice(element: Json, wanted: object) -> object:
    inside = [o for group in element.get("option_groups", []) for o in group["options"]]
    options = [*element.get("options", []), *inside]
    for one in options:
        if wanted in (_text(one["text"]), one["value"]):
            return one["value"]
    raise AssertionError(f"no choice {wanted!r} among {[_text(o['text']) for o in options]}")


def entered(element: Json, wanted: object) -> object:
    """What the workspace takes for a value: a choice may be named by its label; None empties."""
    if element["type"] in ("static_select", "radio_buttons"):
        return None if wanted is None else _choice(element, wanted)
    if element["type"] in ("multi_static_select", "checkboxes"):
        chosen = wanted if isinstance(wanted, (list, tuple, set)) else [wanted]
        return [_choice(element, one) for one in chosen if one is not None]
    return wanted if wanted is None or isinstance(wanted, int) else str(wanted)


@dataclass(frozen=True)
class Message:
    """A message as one person sees it; `ephemeral` ones nobody else does."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json]
    state: Json
    edited: bool
    ephemeral: bool

    def words(self) -> str:
        """All visible text, a line for each part; the plain text where there are no blocks."""
        return "\n".join(words_of(self.blocks or [{"type": "mrkdwn", "text": self.text}]))

    def buttons(self) -> list[str]:
        """The labels of what can be pressed, in order."""
        return [spot.names[0] for spot in buttons(self.blocks)]
