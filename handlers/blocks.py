"""Block Kit in our words: the few blocks that Klubban uses, within Slack's limits (slack_sdk checks most of them).

Text that may be long is cut here and nowhere else, so that no message is ever refused for its length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from handlers.text import Mrkdwn

SECTION, HEADER, BUTTON, CONTEXT, NOTIFICATION = 3000, 150, 75, 2000, 3000
ROWS = 11_000
"""Characters of rows in one message: Slack takes about 13 200 in all its blocks, and heads and buttons need some."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a message says: `text` alone must be understood (notifications, screen readers)."""

    text: Mrkdwn
    blocks: tuple[Block, ...] = ()

    def body(self) -> dict[str, Any]:
        """As chat.postMessage wants it."""
        return {"text": cut(self.text, NOTIFICATION), "blocks": [block.to_dict() for block in self.blocks]}


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; an entity or a line isn't cut in its middle."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    stump = head.rfind("&")
    if stump > len(head) - 6 and ";" not in head[stump:]:
        head = head[:stump]
    return head + "…"


def evenly(rows: Iterable[Mrkdwn], limit: int = ROWS) -> list[Mrkdwn]:
    """The rows as they are or, when they are more text than one message may hold, each cut to its share."""
    kept = list(rows)
    if sum(len(row) for row in kept) <= limit:
        return kept
    return [Mrkdwn(cut(row, limit // len(kept))) for row in kept]


def section(text: Mrkdwn, accessory: InteractiveElement | None = None, block_id: str | None = None) -> SectionBlock:
    """A paragraph."""
    return SectionBlock(text=MarkdownTextObject(text=cut(text, SECTION)), accessory=accessory, block_id=block_id)


def header(text: str) -> HeaderBlock:
    """A heading in plain text."""
    return HeaderBlock(text=PlainTextObject(text=cut(text, HEADER), emoji=False))


def context(text: Mrkdwn) -> ContextBlock:
    """A small line."""
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text, CONTEXT))])


def divider() -> DividerBlock:
    """A line across."""
    return DividerBlock()


def button(
    label: str,
    action: str,
    value: str,
    *,
    says: str | None = None,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
    url: str | None = None,
) -> ButtonElement:
    """A button. `says` is read aloud instead of a label that repeats ("Kan, fredag 5 mars kl. 9–12")."""
    return ButtonElement(
        text=PlainTextObject(text=cut(label, BUTTON), emoji=False),
        action_id=action,
        value=value,
        style=style,
        confirm=confirm,
        url=url,
        accessibility_label=cut(says, BUTTON) if says else None,
    )


def confirm(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """Asked before something that others will see."""
    return ConfirmObject(
        title=PlainTextObject(text=cut(title, 100)),
        text=PlainTextObject(text=cut(text, 300)),
        confirm=PlainTextObject(text=cut(yes, 30)),
        deny=PlainTextObject(text=cut(no, 30)),
    )


def actions(elements: Sequence[InteractiveElement], block_id: str | None = None) -> ActionsBlock:
    """A row of buttons."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form; its name is both block id and action id, so that an error finds its way back."""

    name: str
    label: str
    initial: str | None = None
    hint: str | None = None
    multiline: bool = False
    optional: bool = False
    limit: int = 3000
    choices: tuple[tuple[str, str], ...] = field(default=())
    """(value, label) pairs make it a choice."""
    several: bool = False
    """More than one may be chosen."""
    day: bool = False
    """A calendar day, picked."""


def form_field(item: Field) -> InputBlock:
    """The input block of a field."""
    return InputBlock(
        block_id=item.name,
        label=PlainTextObject(text=cut(item.label, 2000)),
        hint=PlainTextObject(text=cut(item.hint, 2000)) if item.hint else None,
        optional=item.optional,
        element=_element(item),
    )


def _element(item: Field) -> InputInteractiveElement:
    if item.day:
        return DatePickerElement(action_id=item.name, initial_date=item.initial)
    if item.choices:
        return _choices(item) if item.several else _choice(item)
    return _writing(item)


def _writing(item: Field) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=item.name,
        initial_value=cut(item.initial, item.limit) if item.initial else None,
        multiline=item.multiline,
        max_length=item.limit,
    )


def _options(item: Field) -> list[Option]:
    return [Option(value=value, text=PlainTextObject(text=cut(label, 75))) for value, label in item.choices]


def _choices(item: Field) -> StaticMultiSelectElement:
    return StaticMultiSelectElement(action_id=item.name, options=_options(item))


def _choice(item: Field) -> StaticSelectElement:
    options = _options(item)
    chosen = next((option for option in options if option.value == item.initial), None)
    return StaticSelectElement(action_id=item.name, options=options, initial_option=chosen)


def modal(
    callback: str, title: str, blocks: Iterable[Block], *, submit: str | None, close: str, data: str = ""
) -> dict[str, Any]:
    """A modal view. `data` holds ids only (house rule 11)."""
    view = View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text=cut(title, 24)),
        submit=PlainTextObject(text=cut(submit, 24)) if submit else None,
        close=PlainTextObject(text=cut(close, 24)),
        blocks=list(blocks)[:100],
        private_metadata=data,
    )
    return view.to_dict()


def form_values(view: dict[str, Any]) -> dict[str, str]:
    """What was filled in, by field name; an empty field is missing, several choices are separated by commas."""
    given: dict[str, str] = {}
    for inputs in view["state"]["values"].values():
        for name, state in inputs.items():
            if value := _value(state).strip():
                given[name] = value
    return given


def _value(state: dict[str, Any]) -> str:
    if "selected_options" in state:
        return ",".join(option["value"] for option in state["selected_options"])
    chosen = state.get("selected_option") or {}
    return str(state.get("value") or state.get("selected_date") or chosen.get("value") or "")
