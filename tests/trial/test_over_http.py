"""A real slack-bolt app, connected over signed HTTP, and the people who talk to it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.trial.workspace import Workspace
from tests.driver import Person, Slack, Trouble, wait_for

Heard = list[dict[str, Any]]


def test_a_command_is_answered_to_the_one_who_asked_alone(heard: Heard, anna: Person, bo: Person) -> None:
    [answer] = anna.command("/mote 8 oktober kl 9-16", channel="C1STYRELSEN")
    assert (answer.words(), answer.ephemeral) == ("Du skrev 8 oktober kl 9-16", True)
    assert bo.channel("C1STYRELSEN") == []
    assert (heard[0]["user_id"], heard[0]["channel_name"]) == ("U1ANNA", "styrelsen")


def test_a_mentioned_colleague_reaches_the_bot_as_an_id(heard: Heard, anna: Person) -> None:
    anna.command("/mote ersätt @Bo Berg")
    assert heard[0]["text"] == "ersätt <@U2BO|u2bo>"


def test_a_click_rewrites_the_question_in_place(heard: Heard, anna: Person, workspace: Workspace) -> None:
    anna.command("/mote fråga")
    question = anna.newest("Kan")
    assert (question.words(), question.buttons()) == ("Kan du?\nKan\nKan inte", ["Kan", "Kan inte"])
    anna.click("Kan")
    [answered] = [m for m in anna.dm() if m.ts == question.ts]
    assert (answered.text, answered.edited) == ("Du kan.", True)
    assert workspace.strict == []


def test_an_answer_by_response_url_is_whispered(heard: Heard, anna: Person) -> None:
    anna.command("/mote fråga")
    anna.click("Kan inte")
    whispered = wait_for(lambda: [m for m in anna.dm() if m.text.startswith("Synd!")])
    assert whispered[0].ephemeral


def test_a_modal_shows_the_error_at_its_field_and_closes_when_all_is_well(heard: Heard, anna: Person) -> None:
    anna.command("/mote modal")
    view = anna.view().fill({"Rubrik": "Åh", "Dag": "2026-10-08"}).submit()
    assert view.errors == {"Rubrik": "Skriv en längre rubrik."}
    assert view.values["Dag"] == {"type": "datepicker", "selected_date": "2026-10-08"}
    assert not view.fill({"Rubrik": "Heldag"}).submit().is_open
    assert not anna.has_view()


def test_a_required_field_left_empty_never_reaches_the_bot(heard: Heard, anna: Person) -> None:
    anna.command("/mote modal")
    assert anna.view().submit().errors == {"Rubrik": "Fyll i det här fältet."}
    assert [b.get("type") for b in heard] == [None]


def test_a_cancelled_modal_is_told_to_the_bot_that_asked_to_know(heard: Heard, anna: Person) -> None:
    anna.shortcut("nytt")
    anna.view().close()
    assert [b["type"] for b in heard] == ["shortcut", "view_closed"]


def test_what_is_written_in_the_conversation_is_answered_there(heard: Heard, anna: Person) -> None:
    anna.say("kan inte < 3 & på fredag")
    assert heard[0]["event"]["text"] == "kan inte &lt; 3 &amp; på fredag"
    assert anna.dm()[-1].words() == "Hej! Du skrev: kan inte < 3 & på fredag"


def test_what_is_written_in_a_channel_without_mention_stays_there(heard: Heard, anna: Person) -> None:
    anna.say("Vi ses på fredag", channel="C1STYRELSEN")
    assert heard == []


def test_a_mention_in_a_channel_reaches_the_bot(heard: Heard, anna: Person) -> None:
    anna.say("@bot hej", channel="C1STYRELSEN")
    wait_for(lambda: heard)
    assert (heard[0]["event"]["type"], heard[0]["event"]["text"]) == ("app_mention", "<@U0TRIALBOT> hej")


def test_an_event_may_come_twice_with_one_id(heard: Heard, anna: Person, slack: Slack) -> None:
    anna.say("hej")
    slack.resend("U1ANNA")
    assert len({b["event_id"] for b in heard}) == 1
    assert [m.words() for m in anna.dm()] == ["hej", "Hej! Du skrev: hej", "Hej! Du skrev: hej"]


def test_home_is_published_when_it_is_opened(heard: Heard, anna: Person) -> None:
    assert anna.home().words() == "Välkommen hem\nKan\nKan inte"


def test_an_event_that_failed_comes_again_with_the_same_id(heard: Heard, anna: Person, slack: Slack) -> None:
    anna.say("krascha")
    wait_for(lambda: len(heard) == 3)
    assert len({b["event_id"] for b in heard}) == 1
    assert wait_for(lambda: anna.dm()[1:])[0].words() == "Hej! Du skrev: krascha"
    assert [e["answer"].get("retry", 0) for e in slack.log("told", "message")] == [0, 1, 2]
    assert [e["answer"]["trouble"] for e in slack.log("said", "ack")] == ["http_error 500", "http_error 500"]


def test_a_bot_that_is_away_leaves_the_person_with_slacks_words(workspace: Workspace, anna: Person) -> None:
    workspace.bot_url = "http://127.0.0.1:9/slack/events"
    [said] = anna.command("/mote fråga")
    assert (said.words(), said.ephemeral) == ('/mote misslyckades med felet "dispatch_failed".', True)


def test_a_command_that_nobody_registered_is_refused_by_slack_itself(heard: Heard, anna: Person) -> None:
    [said] = anna.command("/klubba fråga")
    assert (said.words(), heard) == ("/klubba är inget giltigt kommando.", [])


def test_with_the_wrong_secret_the_bot_refuses(heard: Heard, workspace: Workspace, anna: Person) -> None:
    workspace.signing_secret = "another"
    [said] = anna.command("/mote fråga")
    assert (said.words(), heard) == ('/mote misslyckades med felet "dispatch_failed".', [])


def test_nobody_can_click_in_a_conversation_that_is_not_theirs(heard: Heard, anna: Person, bo: Person) -> None:
    anna.command("/mote fråga")
    with pytest.raises(Trouble, match="message_not_found"):
        bo.click("Kan", anna.newest("Kan"))


def test_a_foreign_page_cannot_reach_the_workspace(base_url: str) -> None:
    assert httpx.get(f"{base_url}/ui/people", headers={"host": "evil.example"}).status_code == 400
    assert httpx.post(f"{base_url}/ui/act", content="{}", headers={"content-type": "text/plain"}).status_code == 400
