"""What Klubban knows, printed: it keeps to its schema, and of one person it holds only what concerns them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlmodel import Session, select

from handlers import export
from handlers.attendance import actions as attendance
from handlers.attendance import settle as attendance_settle
from handlers.attendance.actions import Answer as Away
from handlers.meetings import actions as meetings
from handlers.run import Who
from storage import meetings as stored
from storage.boards import Board, Huvudman, Mandate
from storage.meetings import Meeting
from storage.words import (
    Answer,
    BoardKind,
    CallState,
    Coming,
    HuvudmanKind,
    ItemKind,
    ItemState,
    LinkKind,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    Office,
    OutboxState,
    PollState,
    Role,
    StaffRole,
)
from tests.feeds.seeded import KEY, House, house
from tests.lived import lives_a_little
from tests.source import ROOT

SCHEMA = json.loads((ROOT / "docs/export.schema.json").read_text())
Json = dict[str, Any]


@pytest.fixture
def home(database_url: str) -> Iterator[House]:
    """A board that has asked, answered, booked, cancelled, and made links."""
    with house(database_url) as founded:
        lives_a_little(founded)
        yield founded


def everything(home: House) -> Json:
    return written(home.reads(export.everything))


def about(home: House, who: Who) -> Json:
    return written(home.reads(export.about, who.person))


def written(document: Json) -> Json:
    """As it is read back from what is printed; and it keeps to its schema."""
    back: Json = json.loads(json.dumps(document))
    assert [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(back)] == []
    return back


def test_the_whole_keeps_to_its_schema_and_says_what_stands(home: House) -> None:
    whole = everything(home)
    assert {name: len(whole[name]) for name in ("boards", "polls", "meetings")} == {
        "boards": 1,
        "polls": 2,
        "meetings": 2,
    }
    (board,) = whole["boards"]
    assert (board["key"], len(board["people"]), len(board["staff"]), board["rules"]["poll_names_shown"]) == (
        KEY,
        3,
        2,
        False,
    )
    assert [row["what"] for row in whole["audit"]] == [
        "poll.asked",
        "poll.answered_for",
        "poll.booked",
        "poll.asked",
        "calendar.link",
    ]


def test_a_time_says_who_is_represented_and_whether_the_board_could_decide(home: House) -> None:
    main, reserve = everything(home)["polls"][0]["slots"]
    assert {name: main[name] for name in ("start", "end", "represented", "quorum", "able")} == {
        "start": "2026-10-09T09:00:00+02:00",
        "end": "2026-10-09T12:00:00+02:00",
        "represented": 1,
        "quorum": 2,
        "able": False,
    }
    assert (reserve["start"], reserve["reserve_for"]) == ("2026-10-30T09:00:00+01:00", main["key"])
    answers = [(ballot["person"], ballot["answer"], ballot["by"]) for ballot in main["ballots"]]
    anna, bo, cecilia, siv = (who.person for who in (home.anna, home.bo, home.cecilia, home.siv))
    assert answers == [(anna, "kan", anna), (bo, "helst_inte", bo), (cecilia, "kan_inte", siv)]


def test_a_meeting_has_its_times_key_and_its_reserve_date_names_it(home: House) -> None:
    whole = everything(home)
    main, reserve = whole["meetings"]
    assert [row["key"] for row in (main, reserve)] == [slot["key"] for slot in whole["polls"][0]["slots"]]
    assert (main["reserve_for"], reserve["reserve_for"]) == (None, main["key"])
    assert (main["start"], main["status"], reserve["note"]) == ("2026-10-09T09:00:00+02:00", "preliminar", "Heldag")


def test_a_meeting_tells_who_comes_who_was_called_and_of_one_person_only_their_part(home: House) -> None:
    (meeting,) = (row["key"] for row in everything(home)["meetings"] if row["reserve_for"] is None)

    def away(session: Session, now: datetime) -> None:
        row = session.exec(select(Meeting).where(Meeting.uid == meeting)).one()
        attendance.answer(session, now, home.anna, row.id, Away(Coming.FORHINDER))
        attendance_settle.settle(session, now, session.get_one(Board, home.board))

    home.does(away)
    (whole,) = (row for row in everything(home)["meetings"] if row["key"] == meeting)
    assert [(one["person"], one["answer"], one["current"]) for one in whole["attendance"]] == [
        (home.anna.person, "forhinder", True)
    ]
    assert [(one["person"], one["for"], one["state"]) for one in whole["call_ins"]] == [
        (home.bo.person, home.anna.person, "waiting")
    ]
    assert [(seat["huvudman"], seat["person"], seat["for"]) for seat in whole["seats"]] == [
        ("Habo kommun", None, home.anna.person),
        ("Mullsjo kommun", None, home.cecilia.person),
    ]
    (bos,) = (row for row in about(home, home.bo)["meetings"] if row["key"] == meeting)
    assert (bos["attendance"], bos["call_ins"][0]["for"]) == ([], None)


def test_a_cancelled_meeting_stays_in_the_document(home: House) -> None:
    main = home.database.read_now(lambda session: stored.meetings(session, home.board)[0].id)
    home.does(meetings.cancel, home.siv, main, 1)
    assert [row["status"] for row in everything(home)["meetings"]] == ["installt", "installt"]


def test_messages_say_to_whom_what_kind_and_when_and_not_what(home: House) -> None:
    whole = everything(home)
    kinds = {message["kind"] for message in whole["messages"]}
    assert kinds >= {"poll.ballot", "poll.channel", "meeting.booked", "help"}
    (booked,) = [message for message in whole["messages"] if message["kind"] == "meeting.booked"]
    assert (booked["to"], booked["board"], booked["state"]) == ({"channel": "C1"}, KEY, "pending")
    assert booked["created"] == "2026-09-02T10:00:00+02:00"
    assert [message for message in whole["messages"] if "text" in message] == []


def test_the_document_is_the_same_however_often_it_is_printed(home: House) -> None:
    assert home.reads(export.everything) == home.reads(export.everything)


def test_no_hash_of_a_link_and_no_mark_of_a_gesture_is_in_it(home: House) -> None:
    printed = json.dumps(everything(home))
    assert [word for word in ("token", "hash", "opaque", "claim") if word in printed] == []


def test_of_one_person_it_holds_what_concerns_them_and_nobody_elses_name_or_answer(home: House) -> None:
    mine = about(home, home.anna)
    assert [link["name"] for link in mine["person"]["calendar_links"]] == ["Mina möten", "Södra Vätterbygden"]
    assert (mine["person"]["name"], mine["person"]["conversation"]) == ("Anna", "D1")
    ballots = [ballot for poll in mine["polls"] for slot in poll["slots"] for ballot in slot["ballots"]]
    assert {ballot["person"] for ballot in ballots} == {home.anna.person}
    assert [message["text"] for message in mine["messages"] if message["kind"] == "help"] == ["Så här"]
    printed = json.dumps(mine, ensure_ascii=False)
    assert [name for name in ("Bo", "Cecilia", "Siv", "Rut", "bo@", "siv@") if f'"{name}' in printed] == []
    assert [poll["asked"] for poll in mine["polls"]] == [[home.anna.person]] * 2


def test_whoever_was_answered_for_sees_by_whom_and_in_the_trail(home: House) -> None:
    mine = about(home, home.cecilia)
    assert [row["what"] for row in mine["audit"]] == ["poll.answered_for"]
    assert mine["polls"][0]["slots"][0]["ballots"][0]["by"] == home.siv.person


def test_a_revisor_who_was_never_asked_has_meetings_and_no_questions(home: House) -> None:
    mine = about(home, home.rut)
    assert (len(mine["meetings"]), mine["polls"], mine["boards"][0]["people"]) == (2, [], [])
    assert [task["role"] for task in mine["boards"][0]["staff"]] == ["revisor"]


def test_somebodys_document_names_no_registrator_of_a_member(home: House) -> None:
    contact = {"name": "Rakel Registrator", "mail": "registrator@habo.example"}

    def named(session: Session, _now: datetime) -> None:
        row = session.get_one(Huvudman, session.get_one(Mandate, 1).huvudman_id)
        row.contact = contact

    home.does(named)
    found = [huvudman["contact"] for huvudman in everything(home)["boards"][0]["huvudman"]]
    assert found == [contact, {}]
    assert "Rakel" not in json.dumps(about(home, home.anna))


@pytest.mark.parametrize(
    ("enum", "place"),
    [
        (BoardKind, "board.kind"),
        (HuvudmanKind, "huvudman.kind"),
        (Role, "mandate.role"),
        (Office, "mandate.office"),
        (StaffRole, "task.role"),
        (PollState, "poll.state"),
        (MeetingStatus, "meeting.status"),
        (ItemKind, "item.kind"),
        (ItemState, "item.state"),
        (OutboxState, "message.state"),
    ],
)
def test_the_schema_knows_every_word(enum: type[StrEnum], place: str) -> None:
    what, name = place.split(".")
    assert [word for word in SCHEMA["$defs"][what]["properties"][name]["enum"] if word] == [*enum]


def test_the_schema_knows_every_answer_mode_kind_and_link() -> None:
    defs = SCHEMA["$defs"]
    answers = defs["slot"]["properties"]["ballots"]["items"]["properties"]["answer"]["enum"]
    kinds = defs["whom"]["properties"]["calendar_links"]["items"]["properties"]["kind"]["enum"]
    assert [answers, defs["mode"]["enum"], defs["kind"]["enum"], kinds] == [
        [*Answer],
        [*MeetingMode],
        [*MeetingKind],
        [*LinkKind],
    ]


@pytest.mark.parametrize(("enum", "what", "name"), [(Coming, "attendance", "answer"), (CallState, "call_ins", "state")])
def test_the_schema_knows_every_answer_to_a_meeting_and_every_state_of_a_call(
    enum: type[StrEnum], what: str, name: str
) -> None:
    row = SCHEMA["$defs"]["meeting"]["properties"][what]["items"]["properties"]
    assert [word for word in row[name]["enum"] if word] == [*enum]
