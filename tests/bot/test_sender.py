"""Slack has bad days; every message still arrives, once, and whoever can't be reached is told of to the secretary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from pydantic import SecretStr
from sqlmodel import Session, select

from bot.trial.faults import Fault, Faults, Kind
from storage import sending
from storage.boards import Person
from storage.outbox import POST, raise_card
from storage.words import OutboxState
from tests.bot.desk import CHANNEL, LEDAMOT, NOW, SECRETARY, Desk, desk
from tests.wire import wait_for

HISTORY, OPEN, UPDATE = "conversations.history", "conversations.open", "chat.update"


@pytest.fixture
def at(sqlite_url: str) -> Iterator[Desk]:
    with desk(sqlite_url) as one:
        yield one


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [("7", 7), ("0", 1), ("99999", 3600), ("-5", 30), ("1.5", 30), ("", 30), ("²", 30)],
)
def test_a_rate_limit_closes_the_gate_for_as_long_as_slack_says(at: Desk, retry_after: str, seconds: int) -> None:
    at.letters("one")
    at.workspace.faults.queue(POST, Fault(Kind.RATELIMITED, retry_after=retry_after))
    at.drain()
    row = at.row("one")
    assert (row.state, row.attempt, row.maybe_sent) == (OutboxState.PENDING, 0, False)
    assert row.next_at == NOW + timedelta(seconds=seconds)
    at.letters("two")
    at.clock.advance(timedelta(seconds=seconds) - timedelta(microseconds=1))
    at.drain()
    assert (len(at.calls(POST)), at.posted()) == (1, [])
    at.until_done()
    assert (at.times_posted(), len(at.calls(HISTORY))) == (Counter(["one", "two"]), 0)


def test_what_is_in_hand_stops_too_when_slack_says_stop(at: Desk) -> None:
    at.changed["http_timeout_seconds"] = 5
    names = [f"letter {number:02}" for number in range(50)]
    at.letters(*names)
    at.workspace.faults.queue(POST, Fault(Kind.RATELIMITED, retry_after="60"), times=50)
    at.drain()
    assert len(at.calls(POST)) <= 20  # those that were on the wire when the first answer came
    at.workspace.faults = Faults()
    at.until_done()
    assert at.times_posted() == Counter(names)


def test_a_limit_on_opening_conversations_holds_the_posts_too(at: Desk) -> None:
    at.letters("one", person=LEDAMOT)
    at.workspace.faults.queue(OPEN, Fault(Kind.RATELIMITED, retry_after="9"))
    at.drain()
    at.letters("two", person=SECRETARY)
    at.drain()
    assert len(at.calls(OPEN)) == 1
    at.until_done()
    assert at.times_posted() == Counter(["one", "two"])


LOST_ANSWERS = [
    Fault(Kind.STATUS_AFTER, status=500),
    Fault(Kind.STATUS_AFTER, status=502),
    Fault(Kind.RESET_AFTER),
    Fault(Kind.HALF_BODY),
    Fault(Kind.DELAY, seconds=1.3),
]
NEVER_ARRIVED = [
    Fault(Kind.STATUS_BEFORE, status=500),
    Fault(Kind.STATUS_BEFORE, status=503),
    Fault(Kind.STATUS_BEFORE, status=403),  # a proxy's page, not Slack's word
    Fault(Kind.RESET_BEFORE),
    Fault(Kind.ERROR, error="internal_error"),
    Fault(Kind.ERROR, error="service_unavailable"),
    Fault(Kind.ERROR, error="token_revoked"),  # ours to mend: no message is given up for it
]


@pytest.mark.parametrize("fault", LOST_ANSWERS, ids=lambda fault: f"{fault.kind}-{fault.status}")
def test_a_message_whose_answer_was_lost_is_found_and_not_posted_again(at: Desk, fault: Fault) -> None:
    at.changed["http_timeout_seconds"] = 1
    at.letters("one", person=LEDAMOT)
    at.workspace.faults.queue(POST, fault)
    at.drain()
    assert at.row("one").state is OutboxState.SENDING
    at.until_done()
    assert (at.times_posted(), len(at.calls(POST)), len(at.calls(HISTORY))) == (Counter(["one"]), 1, 1)
    assert at.row("one").slack_ts == at.workspace.messages[0].ts


@pytest.mark.parametrize("fault", NEVER_ARRIVED, ids=lambda fault: f"{fault.kind}-{fault.status}-{fault.error}")
def test_a_message_that_never_arrived_is_posted_once(at: Desk, fault: Fault) -> None:
    at.letters("one")
    at.workspace.faults.queue(POST, fault)
    at.until_done()
    assert (at.times_posted(), len(at.calls(HISTORY))) == (Counter(["one"]), 1)
    assert at.row("one").state is OutboxState.SENT


def test_a_worker_that_dies_before_its_acknowledgement_leaves_nothing_twice(at: Desk) -> None:
    at.changed["lease_seconds"] = 2
    at.letters("posted", "not posted")
    posted, _ = at.database.write_now(sending.claim, at.clock.now(), timedelta(seconds=2), 2)
    metadata = {"event_type": "klubban", "event_payload": {"id": posted.opaque}}
    at.workspace.post(CHANNEL, at.workspace.bot.id, "posted", metadata=metadata)
    at.drain()
    assert len(at.calls(POST)) == 0  # their lease still runs
    at.until_done()
    assert at.times_posted() == Counter(["posted", "not posted"])


def test_a_worker_that_was_stopped_past_its_lease_posts_nothing_that_another_has_posted(at: Desk) -> None:
    at.changed["lease_seconds"] = 2
    at.letters("one", person=LEDAMOT)
    at.workspace.faults.queue(OPEN, Fault(Kind.DELAY, seconds=0.7))
    stopped = Thread(target=at.drain)
    stopped.start()
    wait_for(lambda: at.calls(OPEN))
    at.clock.advance(timedelta(seconds=3))
    at.drain()  # another worker, while the first still waits for its way to the person
    stopped.join()
    assert (at.times_posted(), len(at.calls(HISTORY)), len(at.calls(OPEN))) == (Counter(["one"]), 1, 2)


@pytest.mark.parametrize("person", [None, LEDAMOT], ids=["channel", "dm"])
def test_a_long_bad_day_loses_nothing_and_doubles_nothing(at: Desk, person: str | None) -> None:
    names = [f"letter {number:02}" for number in range(30)]
    at.letters(*names, person=person)
    at.workspace.faults = Faults(seed=7, rate=0.5)
    at.until_done()
    assert at.times_posted() == Counter(names)


@pytest.mark.parametrize("error", ["missing_scope", "not_in_channel"])
def test_a_message_in_doubt_goes_out_though_slack_never_shows_the_conversation(at: Desk, error: str) -> None:
    at.letters("one")
    at.workspace.faults.queue(POST, Fault(Kind.RESET_BEFORE))
    at.workspace.faults.queue(HISTORY, Fault(Kind.ERROR, error=error), times=10)
    at.until_done()
    assert (at.times_posted(), len(at.calls(HISTORY))) == (Counter(["one"]), 3)


def test_an_outage_of_the_history_is_waited_out(at: Desk) -> None:
    at.letters("one")
    at.workspace.faults.queue(POST, Fault(Kind.RESET_AFTER))
    at.workspace.faults.queue(HISTORY, Fault(Kind.STATUS_BEFORE), times=6)
    at.until_done()
    assert at.times_posted() == Counter(["one"])


def test_a_wrong_token_gives_no_message_up(at: Desk) -> None:
    at.changed["slack_bot_token"] = SecretStr("xoxb-from-another-app")
    at.letters("to the channel")
    at.letters("to a person", person=LEDAMOT)
    at.drain()
    assert [row.state for row in at.rows()] == [OutboxState.SENDING] * 2
    del at.changed["slack_bot_token"]
    at.until_done()
    assert at.times_posted() == Counter(["to the channel", "to a person"])


ADVICE = {
    "account_inactive": "Personens konto i Slack är avstängt. Kontakta personen på annat sätt och svara i Klubban.",
    "user_not_found": "Personens konto i Slack är avstängt. Kontakta personen på annat sätt och svara i Klubban.",
    "cannot_dm_bot": "Slack tar inte emot det (cannot_dm_bot). Kontakta personen på annat sätt.",
}


@pytest.mark.parametrize("error", ADVICE)
@pytest.mark.parametrize("method", [OPEN, POST])
def test_the_secretary_hears_of_a_person_who_cannot_be_reached(at: Desk, method: str, error: str) -> None:
    at.letters("one", person=LEDAMOT)
    at.workspace.faults.queue(method, Fault(Kind.ERROR, error=error))
    at.until_done()
    row = at.row("one")
    told = "*Vårt meddelande till Ledamot Partille kom inte fram.* " + ADVICE[error]
    assert (row.state, row.error) == (OutboxState.DEAD, error)
    assert at.posted("DI20BITR") == [f"{told} Det gäller Samordningsförbundet Insjöriket."]


def test_a_closed_account_is_told_of_as_it_really_answers(at: Desk) -> None:
    users = at.workspace.users
    users[:] = [replace(user, deleted=True) if user.id == LEDAMOT else user for user in users]
    at.letters("one", "two", person=LEDAMOT)
    at.until_done()
    assert [row.error for row in at.rows() if row.state is OutboxState.DEAD] == ["user_disabled", "user_disabled"]
    assert len(at.posted("DI20BITR")) == 2


def test_the_secretary_hears_that_the_channel_is_closed_to_klubban(at: Desk) -> None:
    at.letters("one", channel="CELSEWHERE")
    at.until_done()
    told = (
        "*Klubban kan inte skriva i styrelsens kanal <#CELSEWHERE>.* Bjud in Klubban i kanalen (skriv /invite @Klubban "
        "där), eller ange en annan kanal i styrelsens förteckning. Kanalens kort visas när nästa svar kommer. "
        "Det gäller Samordningsförbundet Insjöriket."
    )
    assert (at.row("one").error, at.posted("DI20BITR")) == ("channel_not_found", [told])


def test_nobody_is_told_that_a_word_about_trouble_met_trouble(at: Desk) -> None:
    at.letters("one", person=LEDAMOT)
    at.workspace.faults.queue(POST, Fault(Kind.ERROR, error="account_inactive"), times=2)
    at.until_done()
    assert [row.name.split(":")[0] for row in at.rows()] == ["one", "undelivered"]


def test_a_channels_card_comes_with_the_next_change_once_klubban_is_invited(at: Desk) -> None:
    at.workspace.channels[0].members.remove(at.workspace.bot.id)
    at.ask()
    at.until_done()
    [card] = at.rows("poll.channel:")
    assert (card.state, card.error, at.posted()) == (OutboxState.DEAD, "not_in_channel", [])
    at.workspace.channels[0].members.append(at.workspace.bot.id)
    at.database.write_now(raise_card, NOW, card.name, 9)
    at.until_done()
    assert len(at.posted()) == 1


def test_a_card_that_somebody_deleted_is_posted_anew(at: Desk) -> None:
    at.ask()
    at.until_done()
    [card] = at.rows("poll.channel:")
    first = at.workspace.message(CHANNEL, card.slack_ts or "")
    at.workspace.remove(first)
    at.database.write_now(raise_card, NOW, card.name, 9)
    at.until_done()
    [again] = [m for m in at.workspace.messages if m.channel == CHANNEL]
    row = at.row(card.name)
    assert (row.slack_ts, row.shown_rev, row.opaque != card.opaque) == (again.ts, 9, True)
    assert [call.get("error") for call in at.calls(UPDATE)] == ["message_not_found"]


def _known_by_email_only(at: Desk, email: str) -> None:
    def work(session: Session) -> None:
        person = session.exec(select(Person).where(Person.slack == LEDAMOT)).one()
        person.slack, person.email = None, email

    at.database.write_now(work)


def test_a_person_known_by_e_mail_is_looked_up_once(at: Desk) -> None:
    at.letters("one", "two", person=LEDAMOT)
    _known_by_email_only(at, "partille@example.org")
    users = at.workspace.users
    users[:] = [replace(user, email="Partille@Example.org") if user.id == LEDAMOT else user for user in users]
    at.until_done()
    at.letters("three", person=LEDAMOT)
    at.until_done()
    assert at.times_posted() == Counter(["one", "two", "three"])
    assert at.posted("DI05PARTILLE")[-1] == "three"
    person = at.database.read_now(lambda session: session.exec(select(Person).where(Person.slack == LEDAMOT)).one())
    assert (person.email, person.dm_channel) == ("partille@example.org", "DI05PARTILLE")


def test_the_secretary_hears_of_a_person_who_is_not_in_slack(at: Desk) -> None:
    at.letters("one", person=LEDAMOT)
    _known_by_email_only(at, "nobody@example.org")
    at.until_done()
    told = (
        "*Vårt meddelande till Ledamot Partille kom inte fram.* Personen finns inte i er Slack. Bjud in personen, "
        "eller fråga på annat sätt och svara i Klubban. Det gäller Samordningsförbundet Insjöriket."
    )
    assert (at.row("one").error, at.posted("DI20BITR")) == ("users_not_found", [told])
