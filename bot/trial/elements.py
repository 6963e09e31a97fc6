"""Slack's limits for what people click and fill in: texts, options, confirm dialogs and block elements.

Source: docs.slack.dev/reference/block-kit (elements and composition objects).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.trial.models import Json
from bot.trial.shapes import Check, among, both, fields, flag, kinds, many, parsed_by, rule, string, whole

ID = string(255, 1)
URL = string(3000, 1)


def text(high: int, mrkdwn: bool = True) -> Check:
    """A text object of 1 to `high` characters; where mrkdwn is false only plain_text will do."""
    plain = fields({"text": string(high, 1)}, {"emoji": flag})
    marked = fields({"text": string(high, 1)}, {"verbatim": flag})
    return kinds({"plain_text": plain, "mrkdwn": marked} if mrkdwn else {"plain_text": plain})


CONFIRM = fields(
    {"title": text(100, mrkdwn=False), "text": text(300), "confirm": text(30, False), "deny": text(30, False)},
    {"style": among("primary", "danger")},
)


def option(mrkdwn: bool = False, url: bool = False) -> Check:
    """One choice: label and description of 75 characters, value of 150."""
    extra: dict[str, Check] = {"description": text(75, mrkdwn)}
    return fields({"text": text(75, mrkdwn), "value": string(150, 1)}, {**extra, "url": URL} if url else extra)


def groups() -> Check:
    """Up to 100 headed groups of up to 100 options."""
    return many(fields({"label": text(75, False), "options": many(option(), 1, 100)}, {}), 1, 100)


def choices(value: Json) -> list[Json]:
    """All options of an element, its groups' too."""
    inside = [option for group in value.get("option_groups", []) for option in group["options"]]
    return [*value.get("options", []), *inside]


def _initial_is_offered(value: Json) -> bool:
    chosen = [*value.get("initial_options", []), *([value["initial_option"]] if "initial_option" in value else [])]
    return all(one in choices(value) for one in chosen)


def _one_kind_of_options(value: Json) -> bool:
    return ("options" in value) != ("option_groups" in value)


def _ordered_lengths(value: Json) -> bool:
    return int(value.get("min_length", 0)) <= int(value.get("max_length", 3000))


def _initial_fits(value: Json) -> bool:
    return len(value.get("initial_value", "")) <= int(value.get("max_length", 3000))


OFFERED = rule(_initial_is_offered, "initial option must be one of the options")
_COMMON: Mapping[str, Check] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
_PLACEHOLDER: Mapping[str, Check] = {"placeholder": text(150, False)}
_TYPED: Mapping[str, Check] = {
    "action_id": ID,
    "focus_on_load": flag,
    "initial_value": string(3000),
    **_PLACEHOLDER,
    "dispatch_action_config": fields(
        {}, {"trigger_actions_on": many(among("on_enter_pressed", "on_character_entered"), 1, 2)}
    ),
}
_SELECT: Mapping[str, Check] = {
    **_COMMON,
    **_PLACEHOLDER,
    "options": many(option(), 1, 100),
    "option_groups": groups(),
}

BUTTON = fields(
    {"text": text(75, mrkdwn=False)},
    {
        "action_id": ID,
        "url": URL,
        "value": string(2000),
        "style": among("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75, 1),
    },
)
STATIC_SELECT = both(
    fields({}, {**_SELECT, "initial_option": option()}),
    rule(_one_kind_of_options, "must provide either options or option_groups"),
    OFFERED,
)
MULTI_STATIC_SELECT = both(
    fields({}, {**_SELECT, "initial_options": many(option(), 1, 100), "max_selected_items": whole(1, 100)}),
    rule(_one_kind_of_options, "must provide either options or option_groups"),
    OFFERED,
)
RADIO_BUTTONS = both(
    fields({"options": many(option(mrkdwn=True), 1, 10)}, {**_COMMON, "initial_option": option(mrkdwn=True)}),
    OFFERED,
)
CHECKBOXES = both(
    fields(
        {"options": many(option(mrkdwn=True), 1, 10)},
        {**_COMMON, "initial_options": many(option(mrkdwn=True), 1, 10)},
    ),
    OFFERED,
)
OVERFLOW = fields({"options": many(option(url=True), 1, 5)}, {"action_id": ID, "confirm": CONFIRM})


def _clock_time(value: str) -> object:
    return datetime.strptime(value, "%H:%M")  # noqa: DTZ007 - a wall time without a day has no zone


DATEPICKER = fields(
    {}, {**_COMMON, **_PLACEHOLDER, "initial_date": parsed_by(date.fromisoformat, "a date as YYYY-MM-DD")}
)
TIMEPICKER = fields(
    {},
    {
        **_COMMON,
        **_PLACEHOLDER,
        "initial_time": parsed_by(_clock_time, "a time as HH:mm"),
        "timezone": string(100, 1),
    },
)
DATETIMEPICKER = fields({}, {**_COMMON, "initial_date_time": whole(1_000_000_000, 9_999_999_999)})
USERS_SELECT = fields({}, {**_COMMON, **_PLACEHOLDER, "initial_user": ID})
PLAIN_TEXT_INPUT = both(
    fields({}, {**_TYPED, "multiline": flag, "min_length": whole(0, 3000), "max_length": whole(1, 3000)}),
    rule(_ordered_lengths, "min_length must not be greater than max_length"),
    rule(_initial_fits, "initial_value must not be longer than max_length"),
)
URL_TEXT_INPUT = fields({}, _TYPED)
IMAGE_ELEMENT = fields({"image_url": URL, "alt_text": string(2000, 1)}, {})

PICKERS: Mapping[str, Check] = {
    "static_select": STATIC_SELECT,
    "multi_static_select": MULTI_STATIC_SELECT,
    "radio_buttons": RADIO_BUTTONS,
    "checkboxes": CHECKBOXES,
    "datepicker": DATEPICKER,
    "timepicker": TIMEPICKER,
    "datetimepicker": DATETIMEPICKER,
    "users_select": USERS_SELECT,
}
"""What can be chosen, in an actions block as in an input."""
IN_ACTIONS: Mapping[str, Check] = {**PICKERS, "button": BUTTON, "overflow": OVERFLOW}
IN_INPUT: Mapping[str, Check] = {
    **PICKERS,
    "plain_text_input": PLAIN_TEXT_INPUT,
    "url_text_input": URL_TEXT_INPUT,
}
IN_SECTION: Mapping[str, Check] = {
    **{name: check for name, check in IN_ACTIONS.items() if name != "datetimepicker"},
    "image": IMAGE_ELEMENT,
}
