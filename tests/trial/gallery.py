"""One of everything that the trial workspace takes from a bot."""

from __future__ import annotations

from typing import Any

from tests.trial.small_bot import button, plain

Json = dict[str, Any]


def mrkdwn(text: str) -> Json:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(label: str) -> Json:
    """A choice whose value is its label."""
    return {"text": plain(label), "value": label}


DAYS = [option("5 mars"), option("12 mars")]
SURE = {"title": plain("Säker?"), "text": mrkdwn("Du *kan* ångra dig."), "confirm": plain("Ja"), "deny": plain("Nej")}

CHOICES: dict[str, Json] = {
    "static_select": {"placeholder": plain("Välj dag"), "options": DAYS, "initial_option": DAYS[0]},
    "multi_static_select": {"option_groups": [{"label": plain("Mars"), "options": DAYS}], "initial_options": DAYS},
    "radio_buttons": {"options": DAYS, "initial_option": DAYS[1]},
    "checkboxes": {"options": [{**DAYS[0], "description": plain("en fredag")}, DAYS[1]]},
    "datepicker": {"initial_date": "2027-03-05"},
    "timepicker": {"initial_time": "09:00"},
    "datetimepicker": {"initial_date_time": 1804320000},
    "users_select": {"initial_user": "U2BO"},
}
TYPED: dict[str, Json] = {
    "plain_text_input": {"multiline": True, "initial_value": "Lokaler", "max_length": 200},
    "url_text_input": {"initial_value": "https://example.org/protokoll"},
}


def elements(table: dict[str, Json]) -> list[Json]:
    """The elements of a table, each with an action id after its kind."""
    return [{"type": kind, "action_id": f"{kind}_1", **rest} for kind, rest in table.items()]


def message_blocks() -> list[Json]:
    """Every layout block and every element that may stand in a message."""
    words = "*fet* _kursiv_ ~struken~ `kod` <https://example.org|länk> &lt;b&gt; <@U2BO> <!date^1804320000^{date}|då>"
    overflow = {"type": "overflow", "action_id": "mer", "options": DAYS, "confirm": SURE}
    return [
        {"type": "header", "text": plain("Datumförfrågan: möte i mars")},
        {"type": "section", "text": mrkdwn(words), "accessory": overflow},
        {"type": "section", "fields": [mrkdwn("*Svar saknas*\nHabo"), plain("Jönköping")]},
        {
            "type": "context",
            "elements": [mrkdwn("> citat"), {"type": "image", "image_url": "https://x.se/a.png", "alt_text": "Karta"}],
        },
        {"type": "divider"},
        {"type": "image", "image_url": "https://x.se/a.png", "alt_text": "Karta", "title": plain("Hitta hit")},
        {
            "type": "actions",
            "elements": [{**button("Boka", "boka"), "style": "danger", "confirm": SURE}, *elements(CHOICES)],
        },
    ]


def modal() -> Json:
    """A modal with every input."""
    inputs = [
        {"type": "input", "block_id": one["type"], "label": plain(one["type"]), "element": one, "hint": plain("Tips")}
        for one in elements({**CHOICES, **TYPED})
    ]
    return {"type": "modal", "callback_id": "allt", "title": plain("Allt"), "submit": plain("Skicka"), "blocks": inputs}
