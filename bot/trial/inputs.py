"""What a filled-in element looks like to the app, and what Slack's own client checks before it sends a modal."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from bot.trial.elements import choices
from bot.trial.limits import elements_of
from bot.trial.models import Json, SlackError

Answer = Callable[[Json, object], Json]

REQUIRED = "Fyll i det här fältet."
TOO_LONG = "Högst {} tecken."
TOO_SHORT = "Minst {} tecken."
NO_LINK = "Skriv en hel länk, som börjar med https://"


def _chosen(element: Json, value: object) -> Json:
    found = next((o for o in choices(element) if o.get("value") == value), None)
    if found is None:
        raise SlackError("no_such_option", [f"{value!r} is not among the options of {element['action_id']}"])
    return found


def _one(element: Json, value: object) -> Json:
    return {"selected_option": _chosen(element, value) if value else None}


def _several(element: Json, value: object) -> Json:
    return {"selected_options": [_chosen(element, v) for v in (value if isinstance(value, list) else [])]}


def _under(key: str) -> Answer:
    return lambda _element, value: {key: value or None}


ANSWERS: dict[str, Answer] = {
    "static_select": _one,
    "radio_buttons": _one,
    "multi_static_select": _several,
    "checkboxes": _several,
    "datepicker": _under("selected_date"),
    "timepicker": _under("selected_time"),
    "datetimepicker": _under("selected_date_time"),
    "users_select": _under("selected_user"),
    "plain_text_input": _under("value"),
    "url_text_input": _under("value"),
}
"""Elements that keep a value; the key under which Slack reports it differs with each."""


def keeps_value(element: Json) -> bool:
    """Whether the element has a place in `state.values` (buttons and overflow menus have not)."""
    return element["type"] in ANSWERS


def answer(element: Json, value: object) -> Json:
    """What Slack reports for an element in which somebody chose or wrote `value` (None or "" = nothing).

    Options are named by their value; dates are YYYY-MM-DD, times HH:mm, datetimes seconds since the epoch.
    """
    return {"type": element["type"], **ANSWERS[element["type"]](element, value)}


def _initial(element: Json) -> object:
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [o["value"] for o in element["initial_options"]]
    names = ("initial_date", "initial_time", "initial_date_time", "initial_user", "initial_value")
    return next((element[n] for n in names if n in element), None)


def initial_state(blocks: list[Json]) -> dict[str, Json]:
    """`state.values` of a view that has just been opened."""
    state: dict[str, Json] = {}
    for one in blocks:
        for element in filter(keeps_value, elements_of(one)):
            state.setdefault(one["block_id"], {})[element["action_id"]] = answer(element, _initial(element))
    return state


def fill_in(blocks: list[Json], state: dict[str, Json], values: Json) -> None:
    """Write what somebody filled in, as {block_id: {action_id: value}}, into a state."""
    for one in blocks:
        given = values.get(one["block_id"], {})
        for element in filter(keeps_value, elements_of(one)):
            if element["action_id"] in given:
                filled = answer(element, given[element["action_id"]])
                state.setdefault(one["block_id"], {})[element["action_id"]] = filled


def _is_empty(filled: Json) -> bool:
    return not any(value for key, value in filled.items() if key != "type")


def _problem(element: Json, filled: Json) -> str:
    written = filled.get("value") or ""
    if len(written) > element.get("max_length", 3000):
        return TOO_LONG.format(element.get("max_length", 3000))
    if written and len(written) < element.get("min_length", 0):
        return TOO_SHORT.format(element["min_length"])
    is_link = urlsplit(written).scheme in ("http", "https")
    return NO_LINK if element["type"] == "url_text_input" and written and not is_link else ""


def client_errors(blocks: list[Json], state: dict[str, Json]) -> dict[str, str]:
    """What Slack's client holds back itself, by block_id: required fields, lengths, links."""
    errors: dict[str, str] = {}
    for one in (b for b in blocks if b["type"] == "input"):
        element = one["element"]
        filled = state.get(one["block_id"], {}).get(element["action_id"], {})
        missing = not one.get("optional") and _is_empty(filled)
        if problem := (REQUIRED if missing else _problem(element, filled)):
            errors[one["block_id"]] = problem
    return errors
