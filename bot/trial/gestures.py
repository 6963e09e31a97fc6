"""Gestures by name, as the page and the test driver ask for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.trial import link, modals
from bot.trial.door import Door
from bot.trial.inputs import fill_in
from bot.trial.looks import view_shown
from bot.trial.models import Json, SlackError, TrialMessage, TrialUser, View
from bot.trial.workspace import Workspace


def _spot(workspace: Workspace, person: TrialUser, wanted: Json) -> TrialMessage | View:
    if "ts" in wanted:
        message = workspace.message(str(wanted["channel"]), str(wanted["ts"]))
        if message not in workspace.seen_by(person.id, message.channel):
            raise SlackError("message_not_found")
        return message
    place = workspace.homes.get(person.id) if wanted.get("home") else modals.top(workspace, person.id)
    if place is None:
        raise SlackError("not_found")
    return place


def _where(workspace: Workspace, person: TrialUser, wanted: Json) -> str:
    channel = str(wanted.get("channel") or "dm")
    here = workspace.dm(person.id) if channel == "dm" else workspace.channel(channel)
    if person.id not in here.members:
        raise SlackError("not_in_channel")
    return here.id


async def act(door: Door, wanted: Json) -> Json:
    """Do something as somebody: {"as": "U…", "do": gesture, …}; answers with their open modal and any trouble."""
    workspace = door.workspace
    person = workspace.user(str(wanted.get("as")))
    gesture = GESTURES.get(str(wanted.get("do")))
    if gesture is None:
        raise SlackError("unknown_gesture")
    trouble = await gesture(door, person, wanted) or ""
    return {"ok": True, "trouble": trouble, "view": view_shown(modals.top(workspace, person.id))}


async def _command(door: Door, person: TrialUser, wanted: Json) -> None:
    await door.command(person, _where(door.workspace, person, wanted), str(wanted["text"]))


async def _say(door: Door, person: TrialUser, wanted: Json) -> None:
    await door.say(person, _where(door.workspace, person, wanted), str(wanted["text"]))


async def _click(door: Door, person: TrialUser, wanted: Json) -> str:
    place = _spot(door.workspace, person, wanted)
    if isinstance(place, View):
        fill_in_view(place, wanted)
    return await door.click(person, place, str(wanted["block_id"]), str(wanted["action_id"]), wanted.get("value"))


def fill_in_view(view: View, wanted: Json) -> None:
    """Keep what has been filled in so far, sent along as `values`."""
    fill_in(view.content["blocks"], view.state, wanted.get("values") or {})


def _open_modal(door: Door, person: TrialUser) -> View:
    view = modals.top(door.workspace, person.id)
    if view is None:
        raise SlackError("not_found")
    return view


async def _submit(door: Door, person: TrialUser, wanted: Json) -> None:
    view = _open_modal(door, person)
    fill_in_view(view, wanted)
    await door.submit(person, view)


async def _close(door: Door, person: TrialUser, wanted: Json) -> None:
    await door.close(person, _open_modal(door, person), bool(wanted.get("everything")))


async def _shortcut(door: Door, person: TrialUser, wanted: Json) -> str:
    spot = _spot(door.workspace, person, wanted) if "ts" in wanted else None
    message = spot if isinstance(spot, TrialMessage) else None
    return await door.shortcut(person, str(wanted["callback_id"]), message)


async def _home(door: Door, person: TrialUser, _wanted: Json) -> None:
    await door.open_home(person)


async def _event(door: Door, _person: TrialUser, wanted: Json) -> None:
    await door.event(dict(wanted["event"]))


async def _resend(door: Door, _person: TrialUser, wanted: Json) -> None:
    last = next(reversed(door.events))
    await door.resend(str(wanted.get("event_id") or last))


async def _disconnect(door: Door, _person: TrialUser, _wanted: Json) -> None:
    await link.drop_all(door.delivery)


GESTURES: dict[str, Callable[[Door, TrialUser, Json], Awaitable[str | None]]] = {
    "command": _command,
    "say": _say,
    "click": _click,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "home": _home,
    "event": _event,
    "resend": _resend,
    "disconnect": _disconnect,
}
