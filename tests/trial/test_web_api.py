"""Slack's Web API as the real slack_sdk client meets it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.trial import modals
from bot.trial.models import TrialChannel
from bot.trial.workspace import Workspace
from tests.driver import Person
from tests.trial.gallery import message_blocks
from tests.trial.small_bot import MODAL, plain, question

Call = Callable[[AsyncWebClient], Awaitable[Any]]
WAYS = ("chat.postMessage", "chat.postMessage", "view")
Ask = Callable[[Call], Any]


@pytest.fixture
def ask(workspace: Workspace, base_url: str) -> Ask:
    """Make one call with the real client, and give its answer."""

    async def once(call: Call) -> Any:
        return await call(AsyncWebClient(token=workspace.bot_token, base_url=f"{base_url}/api/"))

    return lambda call: asyncio.run(once(call))


def refused(ask: Ask, call: Call) -> str:
    with pytest.raises(SlackApiError) as told:
        ask(call)
    return str(told.value.response["error"])


def test_a_message_to_a_person_lands_in_their_conversation_with_its_metadata(ask: Ask) -> None:
    note = {"event_type": "letter", "event_payload": {"id": "abc"}}
    posted = ask(lambda c: c.chat_postMessage(channel="U1ANNA", text="Hej &amp; hå", metadata=note))
    opened = ask(lambda c: c.conversations_open(users="U1ANNA"))
    assert posted["channel"] == opened["channel"]["id"] == "D1ANNA"
    history = ask(lambda c: c.conversations_history(channel="D1ANNA", include_all_metadata=True))
    assert [(m["text"], m["metadata"]) for m in history["messages"]] == [("Hej &amp; hå", note)]
    plain_history = ask(lambda c: c.conversations_history(channel="D1ANNA"))
    assert ["metadata" in m for m in plain_history["messages"]] == [False]


def test_history_is_cut_by_time_and_length(ask: Ask) -> None:
    stamps = [ask(lambda c: c.chat_postMessage(channel="C1STYRELSEN", text="x"))["ts"] for _ in range(4)]

    def texts(**given: Any) -> list[str]:
        found = ask(lambda c: c.conversations_history(channel="C1STYRELSEN", **given))
        return [m["ts"] for m in found["messages"]]

    assert texts() == stamps[::-1]
    assert texts(oldest=stamps[1]) == [stamps[3], stamps[2]]
    assert texts(oldest=stamps[1], inclusive=True, latest=stamps[2]) == [stamps[2], stamps[1]]
    assert texts(limit=1) == [stamps[3]]


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C2ANNAT", "not_in_channel"), ("C9", "channel_not_found"), ("C3", "is_archived"), ("U3GONE", "account_inactive")],
)
def test_a_message_to_the_wrong_place_is_refused_by_name(
    ask: Ask, workspace: Workspace, channel: str, code: str
) -> None:
    workspace.channels.append(TrialChannel("C3", "gammal", ["U0TRIALBOT"], is_archived=True))
    assert refused(ask, lambda c: c.chat_postMessage(channel=channel, text="Hej")) == code


def test_tokens_are_checked(ask: Ask, workspace: Workspace) -> None:
    who = ask(lambda c: c.auth_test())
    assert (who["user_id"], who["team_id"]) == ("U0TRIALBOT", "T0TRIAL")
    assert refused(ask, lambda c: c.auth_test(token="xoxb-wrong")) == "invalid_auth"
    assert refused(ask, lambda c: c.auth_test(token=workspace.app_token)) == "not_allowed_token_type"
    assert refused(ask, lambda c: c.apps_connections_open(app_token="xapp-wrong")) == "invalid_auth"


def test_a_scope_that_was_not_granted_is_missed(ask: Ask, workspace: Workspace) -> None:
    workspace.scopes = {"chat:write"}
    assert refused(ask, lambda c: c.users_info(user="U1ANNA")) == "missing_scope"


def test_people_are_found_by_id_and_by_address(ask: Ask) -> None:
    assert ask(lambda c: c.users_info(user="U2BO"))["user"]["profile"]["email"] == "bo@mullsjo.example"
    assert ask(lambda c: c.users_lookupByEmail(email="ANNA@habo.example"))["user"]["id"] == "U1ANNA"
    assert refused(ask, lambda c: c.users_lookupByEmail(email="gun@x.example")) == "users_not_found"
    assert refused(ask, lambda c: c.users_info(user="U9")) == "user_not_found"
    first = ask(lambda c: c.users_list(limit=2))
    rest = ask(lambda c: c.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"]))
    assert [m["id"] for m in first["members"] + rest["members"]] == ["U1ANNA", "U2BO", "U3GONE", "U0TRIALBOT"]


def test_only_the_bots_own_messages_can_be_rewritten(ask: Ask, workspace: Workspace) -> None:
    annas = workspace.post("C1STYRELSEN", "U1ANNA", "Hej")
    assert (
        refused(ask, lambda c: c.chat_update(channel="C1STYRELSEN", ts=annas.ts, text="Nej")) == "cant_update_message"
    )
    assert (
        refused(ask, lambda c: c.chat_update(channel="C1STYRELSEN", ts="1.000000", text="Nej")) == "message_not_found"
    )


def test_a_rewrite_without_blocks_keeps_them_and_an_empty_list_takes_them_away(ask: Ask, anna: Person) -> None:
    posted = ask(lambda c: c.chat_postMessage(channel="U1ANNA", text="Kan du?", blocks=question("Kan du?")))
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    ask(lambda c: c.chat_update(**where, text="Svara!"))
    assert anna.dm()[-1].buttons() == ["Kan", "Kan inte"]
    ask(lambda c: c.chat_update(**where, text="Stängd.", blocks=[]))
    assert anna.dm()[-1].words() == "Stängd."


def test_a_choice_in_a_message_begins_with_its_first_value(ask: Ask, anna: Person) -> None:
    ask(lambda c: c.chat_postMessage(channel="U1ANNA", text="Allt", blocks=message_blocks()))
    [chosen] = [e["static_select_1"] for e in anna.dm()[-1].state.values()]
    assert chosen["selected_option"]["value"] == "5 mars"


def test_a_whisper_is_seen_by_one_and_kept_in_no_history(ask: Ask, anna: Person, bo: Person) -> None:
    ask(lambda c: c.chat_postEphemeral(channel="C1STYRELSEN", user="U1ANNA", text="Bara du"))
    assert [m.words() for m in anna.channel("C1STYRELSEN")] == ["Bara du"]
    assert bo.channel("C1STYRELSEN") == []
    assert ask(lambda c: c.conversations_history(channel="C1STYRELSEN"))["messages"] == []


def test_a_trigger_opens_one_modal_within_three_seconds(ask: Ask, workspace: Workspace, anna: Person) -> None:
    trigger = workspace.tickets.trigger("U1ANNA")
    assert ask(lambda c: c.views_open(trigger_id=trigger, view=MODAL))["view"]["title"] == plain("Nytt möte")
    assert anna.view().title == "Nytt möte"
    assert refused(ask, lambda c: c.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"
    late, real = workspace.tickets.trigger("U1ANNA"), workspace.real()
    workspace.real = lambda: real + 3.5
    assert refused(ask, lambda c: c.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"


def test_modals_lie_three_deep_at_most(ask: Ask, workspace: Workspace) -> None:
    ask(lambda c: c.views_open(trigger_id=workspace.tickets.trigger("U1ANNA"), view=MODAL))
    for _ in range(2):
        ask(lambda c: c.views_push(trigger_id=workspace.tickets.trigger("U1ANNA"), view=MODAL))
    trigger = workspace.tickets.trigger("U1ANNA")
    assert refused(ask, lambda c: c.views_push(trigger_id=trigger, view=MODAL)) == "push_limit_reached"


def test_a_stale_hash_is_refused_and_typed_text_stays(ask: Ask, workspace: Workspace, anna: Person) -> None:
    view = modals.open_modal(workspace, "U1ANNA", MODAL)
    old = view.hash
    view.state["rubrik"]["text"]["value"] = "Heldag"
    ask(lambda c: c.views_update(view_id=view.id, hash=old, view={**MODAL, "title": plain("Nytt")}))
    assert anna.view().values["Rubrik"]["value"] == "Heldag"
    assert refused(ask, lambda c: c.views_update(view_id=view.id, hash=old, view=MODAL)) == "hash_conflict"


def test_a_home_is_published_over_the_one_that_was_seen_or_not_at_all(ask: Ask, workspace: Workspace) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    seen = ask(lambda c: c.views_publish(user_id="U1ANNA", view=home))["view"]["hash"]
    newer = ask(lambda c: c.views_publish(user_id="U1ANNA", view=home, hash=seen))["view"]["hash"]
    assert newer != seen
    assert refused(ask, lambda c: c.views_publish(user_id="U1ANNA", view=home, hash=seen)) == "hash_conflict"
    empty = {"user_id": "U1ANNA", "view": home, "hash": ""}
    assert refused(ask, lambda c: c.api_call("views.publish", json=empty)) == "invalid_arguments"


def test_a_trigger_that_nobody_was_given_opens_nothing(ask: Ask) -> None:
    assert refused(ask, lambda c: c.views_open(trigger_id="1.2.3", view=MODAL)) == "invalid_trigger_id"


def test_a_response_url_serves_for_half_an_hour(workspace: Workspace, base_url: str) -> None:
    begun = workspace.real()
    url = f"{base_url}/response/{workspace.tickets.response('U1ANNA', 'C1STYRELSEN')}"

    def at(minutes: float) -> tuple[int, str]:
        workspace.real = lambda: begun + minutes * 60
        sent = asyncio.run(AsyncWebhookClient(url).send(text="Hej"))
        return sent.status_code, sent.body

    assert (at(29.9), at(30.1)) == ((200, "ok"), (404, '{"ok":false,"error":"expired_url"}'))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Du skrev <!channel>", ["'<!channel>'"]),
        ("Du skrev &lt;!channel&gt;", []),
        ("Du skrev R&D och *fet*", ["'*fet*'", "'R&D'"]),
        ("Du skrev R&amp;D och \u2060*\u2060fet\u2060*\u2060", []),
        ("Något annat, *i fetstil*", []),
    ],
)
def test_what_was_typed_and_comes_back_unescaped_is_put_down(
    ask: Ask, workspace: Workspace, anna: Person, said: str, told: list[str]
) -> None:
    workspace.typed = set()
    anna.say("<!channel> R&D *fet* < & *")
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": said}}]
    ask(lambda c: c.chat_postMessage(channel="C1STYRELSEN", text="Du skrev något", blocks=blocks))
    ask(lambda c: c.chat_postMessage(channel="C1STYRELSEN", text=said))
    home = {"type": "home", "blocks": blocks}
    ask(lambda c: c.views_publish(user_id="U1ANNA", view=home))
    expected = [f"{where} typed text comes back unescaped: {word}" for where in WAYS for word in told]
    assert [f"{one.where} {one.what}" for one in workspace.strict] == expected


def test_what_was_typed_may_come_back_where_nothing_is_interpreted(
    ask: Ask, workspace: Workspace, anna: Person
) -> None:
    workspace.typed = set()
    anna.say("<!channel>")
    blocks = [{"type": "header", "text": plain("Du skrev <!channel>")}]
    ask(lambda c: c.chat_postMessage(channel="C1STYRELSEN", text="Du skrev något", blocks=blocks))
    assert workspace.strict == []


def test_a_response_url_serves_five_times(workspace: Workspace, base_url: str) -> None:
    async def six() -> list[tuple[int, str]]:
        url = f"{base_url}/response/{workspace.tickets.response('U1ANNA', 'C1STYRELSEN')}"
        sent = [await AsyncWebhookClient(url).send(text="Hej") for _ in range(6)]
        return [(one.status_code, one.body) for one in sent]

    answers = asyncio.run(six())
    assert answers[:5] == [(200, "ok")] * 5
    assert answers[5] == (404, '{"ok":false,"error":"used_url"}')


def test_a_click_may_replace_or_delete_what_was_clicked(workspace: Workspace, base_url: str, anna: Person) -> None:
    message = workspace.post("C1STYRELSEN", "U0TRIALBOT", "Kan du?", question("Kan du?"))
    url = f"{base_url}/response/{workspace.tickets.response('U1ANNA', 'C1STYRELSEN', message.ts)}"
    asyncio.run(AsyncWebhookClient(url).send(text="Tack!", blocks=[], replace_original=True))
    assert [m.words() for m in anna.channel("C1STYRELSEN")] == ["Tack!"]
    asyncio.run(AsyncWebhookClient(url).send(delete_original=True))
    assert anna.channel("C1STYRELSEN") == []


def test_the_log_tells_what_was_said_but_no_token(ask: Ask, workspace: Workspace) -> None:
    ask(lambda c: c.chat_postMessage(channel="U1ANNA", text="Hej"))
    assert [(e.way, e.what, e.sent["text"]) for e in workspace.log] == [("said", "chat.postMessage", "Hej")]
    assert workspace.bot_token not in str(list(workspace.log))
