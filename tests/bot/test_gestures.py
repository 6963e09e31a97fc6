"""A gesture is carried out once, and whoever can't be helped is told so, on their surface, with what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.trial.delivery import Parcel, encode
from handlers.boards.roster import read_roster
from storage.boards import Person
from storage.polls import Ballot
from tests.bot.knocking import signed
from tests.driver import Message
from tests.wire import wait_for
from tests.world import DATA, STRANGER, World, roster, world

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
SECRETARY, HABO, MULLSJO = "UV20SEKR", "UV06HABO", "UV05MULLSJO"
SECRET_TITLE = "Hemligheten om Bertil"
FAULT = re.compile(
    r"Något gick fel hos oss, och det du gjorde är kanske inte sparat\. Försök igen om en stund\. Händer det igen\? "
    r"Hör av dig till den som sköter Klubban hos er och uppge ([0-9a-f]{6})\."
)
STRANGERS_WORDS = "Du finns inte med i någon styrelses förteckning här. Ska du vara med? Hör av dig till Åsa Lindgren."


@pytest.fixture
def board(sqlite_url: str) -> Iterator[World]:
    with world(sqlite_url, roster("sodra-vatterbygden"), NOW) as opened:
        yield opened


def _ask(board: World) -> None:
    secretary = board.person(SECRETARY)
    secretary.command(f"/klubban datum {SECRET_TITLE}: 15 januari 2027 kl 9-12", board.channel)
    secretary.view().submit()
    secretary.view().close(everything=True)
    board.quiet()


def _told(board: World, what: str) -> dict[str, Any]:
    """The newest request of that kind that Slack has sent."""
    return next(entry.sent for entry in reversed(board.workspace.log) if (entry.way, entry.what) == ("told", what))


def _again(board: World, kind: str, payload: dict[str, Any], tries_ago: int = 1) -> int:
    """Sends a request once more, signed anew as Slack does; the answer's status."""
    body, content_type = encode(Parcel(kind, payload))
    headers = signed(body, at=datetime.now().timestamp() - 20 * tries_ago)  # noqa: DTZ005  signatures go by the real clock
    headers[0] = (b"content-type", content_type.encode())
    return httpx.post(f"{board.url}/slack/events", content=body, headers=headers).status_code


@contextmanager
def _broken(board: World, change: str, table: str) -> Iterator[None]:
    """The database fails at every INSERT (or UPDATE) of the table, quoting what it was given."""
    database = board.klubban.database
    trigger = f"CREATE TRIGGER broken BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
    database.write_now(lambda session: session.execute(text(trigger)))
    yield
    database.write_now(lambda session: session.execute(text("DROP TRIGGER broken")))


def _ballots(session: Session) -> int:
    return len(session.exec(select(Ballot)).all())


@pytest.mark.parametrize("times", [1, 2, 4])
def test_an_event_that_slack_sends_again_has_one_effect(board: World, times: int) -> None:
    anders = board.person(HABO)
    anders.say("hej")
    answers = [_again(board, "event", _told(board, "message"), number) for number in range(1, times)]
    board.quiet()
    assert answers == [200] * (times - 1)
    assert len([message for message in anders.dm() if message.user != HABO]) == 1


def test_an_event_that_comes_four_times_at_once_has_one_effect(board: World) -> None:
    anders = board.person(HABO)
    anders.say("hej")
    event = _told(board, "message") | {"event_id": "Ev4"}
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda number: _again(board, "event", event, number), range(1, 5)))
    board.quiet()
    assert set(answers) <= {200, 500}  # one that lost the race may be sent again; none may be lost
    assert len([message for message in anders.dm() if message.user != HABO]) == 2


def test_a_click_that_comes_twice_is_registered_once(board: World) -> None:
    _ask(board)
    anders = board.person(HABO)
    anders.click("Kan")
    assert _again(board, "interactive", _told(board, "block_actions")) == 200
    told = wait_for(lambda: [message for message in anders.dm() if message.ephemeral])
    assert [message.words() for message in told] == ["Det är redan registrerat."]
    assert board.read(_ballots) == 1


def test_a_form_that_comes_twice_asks_once(board: World) -> None:
    _ask(board)
    assert _again(board, "interactive", _told(board, "view_submission")) == 200
    board.quiet()
    cards = [message for message in board.person(HABO).channel(board.channel) if SECRET_TITLE in message.words()]
    assert len(cards) == 1


def test_an_event_that_fails_is_sent_again_by_slack_and_then_answered(board: World, log: StringIO) -> None:
    anders = board.person(HABO)
    with _broken(board, "INSERT", "outbox"):
        anders.say("Bertil är sjuk")
        troubles = [entry.answer["trouble"] for entry in board.workspace.log if "trouble" in entry.answer]
        assert troubles[:1] == ["http_error 500"]
    answered = wait_for(lambda: [message for message in anders.dm() if message.user != HABO])
    assert (len(answered), _private(board, log)) == (1, [])


def test_a_command_that_fails_says_what_to_do_with_a_reference(board: World, log: StringIO) -> None:
    database = board.klubban.database
    database.write_now(lambda session: session.execute(text("ALTER TABLE seat RENAME TO seat_away")))
    [answer] = board.person(SECRETARY).command("/klubban datum Bertil: 15 januari kl 9-12", board.channel)
    assert answer.ephemeral
    _check_reference(answer.words(), log)
    assert _private(board, log) == []


def test_a_form_that_fails_says_it_at_its_field(board: World, log: StringIO) -> None:
    secretary = board.person(SECRETARY)
    secretary.command(f"/klubban datum {SECRET_TITLE}: 15 januari 2027 kl 9-12", board.channel)
    with _broken(board, "INSERT", "poll"):
        view = secretary.view().submit()
    [said] = view.errors.values()
    _check_reference(said, log)
    assert (view.is_open, _private(board, log)) == (True, [])
    assert (
        "på väg till 14 personer" in view.submit().words()
    )  # nothing was lost: the same form goes through a moment later


def test_a_click_that_fails_whispers_to_the_one_who_clicked(board: World, log: StringIO) -> None:
    _ask(board)
    anders = board.person(HABO)
    with _broken(board, "INSERT", "ballot"):
        anders.click("Kan")
    [told] = wait_for(lambda: [message for message in anders.dm() if message.ephemeral])
    _check_reference(told.words(), log)
    assert (board.read(_ballots), _private(board, log)) == (0, [])


def test_a_click_on_home_that_fails_opens_a_word(board: World, log: StringIO) -> None:
    anders = board.person(HABO)
    home = anders.home()
    label = next(label for label in home.buttons() if label in ("English", "In English"))
    with _broken(board, "UPDATE", "person"):
        anders.click(label, home)
    wait_for(anders.has_view)
    _check_reference(anders.view().words(), log)


def _check_reference(words: str, log: StringIO) -> None:
    """The words are the ones for a fault of ours, and their reference stands in the log."""
    found = FAULT.search(words)
    assert found is not None, words
    references = [json.loads(line).get("reference") for line in log.getvalue().splitlines() if line.startswith("{")]
    assert found[1] in references


def _private(board: World, log: StringIO) -> list[str]:
    """What stands in the log and mustn't: tokens, secrets, names, what somebody typed (I8)."""
    workspace = board.workspace
    names = [*(entry.name for entry in board.board.people), *(entry.name for entry in board.board.staff)]
    never = [workspace.bot_token, workspace.app_token, workspace.signing_secret, "Bertil", SECRET_TITLE, *names]
    return [word for word in never if word in log.getvalue()]


def _stranger_told(messages: list[Message]) -> list[str]:
    return [message.words() for message in messages if message.user != STRANGER]


def test_a_strangers_command_is_answered_with_whom_to_ask(board: World) -> None:
    answers = board.person(STRANGER).command("/klubban datum 15 januari kl 9-12", "CALLMANT")
    assert [(answer.words(), answer.ephemeral) for answer in answers] == [(STRANGERS_WORDS, True)]


def test_a_stranger_who_writes_to_klubban_is_answered_in_the_conversation(board: World) -> None:
    stranger = board.person(STRANGER)
    stranger.say("Vad är det här?")
    board.quiet()
    assert _stranger_told(stranger.dm()) == [STRANGERS_WORDS]


def test_a_stranger_who_opens_home_sees_whom_to_ask(board: World) -> None:
    stranger = board.person(STRANGER)
    stranger.home()
    assert wait_for(lambda: stranger.home().words() if STRANGER in board.workspace.homes else "") == STRANGERS_WORDS


def test_a_strangers_click_changes_nothing_and_is_answered(board: World) -> None:
    _ask(board)
    mullsjo = board.person(MULLSJO)
    mullsjo.click("Kan")
    click = _told(board, "block_actions")
    click["user"] |= {"id": STRANGER}
    assert _again(board, "interactive", click) == 200
    told = wait_for(lambda: [message for message in mullsjo.dm() if message.ephemeral])
    assert ([message.words() for message in told], board.read(_ballots)) == ([STRANGERS_WORDS], 1)


@pytest.fixture
def by_email(sqlite_url: str) -> Iterator[World]:
    """The board, on whose roster Anders in Habo stands with his e-mail address alone."""
    written = (DATA / "sodra-vatterbygden.yaml").read_text()
    file = written.replace("slack: UV06HABO", "email: Anders.Fors@habo.example")
    with world(sqlite_url, read_roster(file), NOW) as opened:
        yield opened


def _anders(board: World) -> str:
    return next(user.id for user in board.workspace.users if user.name == "Anders Fors")


def test_one_known_by_e_mail_is_recognised_at_the_first_gesture(by_email: World) -> None:
    slack = _anders(by_email)
    [help_] = by_email.person(slack).command("/klubban")
    person = by_email.read(lambda session: session.exec(select(Person).where(Person.name == "Anders Fors")).one())
    assert (person.slack, STRANGERS_WORDS in help_.words()) == (slack, False)


def test_two_first_gestures_at_once_are_both_recognised(by_email: World) -> None:
    slack = _anders(by_email)
    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(by_email.person(slack).say, "hej") for _ in range(2)]
        for job in jobs:
            job.result(20)
    by_email.quiet()
    said = [message.words() for message in by_email.person(slack).dm() if message.user != slack]
    assert (len(said), STRANGERS_WORDS in said) == (2, False)
