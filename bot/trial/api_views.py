"""The views.* methods: modals and Home."""

from __future__ import annotations

from bot.trial import limits, modals
from bot.trial.models import Json, SlackError, View
from bot.trial.workspace import Workspace


def _shown(workspace: Workspace, view: View) -> Json:
    return {"view": modals.view_payload(workspace, view)}


def views_open(workspace: Workspace, given: Json) -> Json:
    """views.open: a modal for whoever the trigger_id was given to."""
    content = limits.check_view(given.get("view"), "modal")
    trigger = workspace.tickets.use_trigger(str(given.get("trigger_id") or ""))
    return _shown(workspace, modals.open_modal(workspace, trigger.user, content))


def views_push(workspace: Workspace, given: Json) -> Json:
    """views.push: a modal on top of the one in which the trigger_id was given."""
    content = limits.check_view(given.get("view"), "modal")
    trigger = workspace.tickets.use_trigger(str(given.get("trigger_id") or ""))
    return _shown(workspace, modals.push_modal(workspace, trigger.user, content))


def _same_hash(given: Json, view: View | None) -> None:
    if given.get("hash") == "":
        raise SlackError("invalid_arguments", ["[ERROR] hash must not be empty; leave it out"])
    if given.get("hash") is not None and view is not None and given["hash"] != view.hash:
        raise SlackError("hash_conflict")


def views_update(workspace: Workspace, given: Json) -> Json:
    """views.update: by view_id or external_id; with a hash only if nothing has changed since."""
    view = modals.find(workspace, str(given.get("view_id") or ""), str(given.get("external_id") or ""))
    content = limits.check_view(given.get("view"), str(view.content["type"]))
    _same_hash(given, view)
    modals.rewrite(workspace, view, content)
    return _shown(workspace, view)


def views_publish(workspace: Workspace, given: Json) -> Json:
    """views.publish: somebody's Home."""
    person = workspace.user(str(given.get("user_id") or ""))
    content = limits.check_view(given.get("view"), "home")
    _same_hash(given, workspace.homes.get(person.id))
    return _shown(workspace, modals.publish(workspace, person.id, content))


METHODS = {
    "views.open": views_open,
    "views.push": views_push,
    "views.update": views_update,
    "views.publish": views_publish,
}
