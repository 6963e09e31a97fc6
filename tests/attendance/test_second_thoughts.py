"""People who change their minds, in a real database: the seat that is wanted back, a no taken back, a late hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest

from handlers.attendance import actions, staffs
from handlers.attendance.actions import Answer
from handlers.meetings import actions as meetings
from handlers.meetings.rules import Announced
from storage.attendance import CallIn
from storage.words import CallState, Coming, MeetingKind, MeetingMode
from tests.attendance import oracle, roster
from tests.attendance.living import LENGTH, SECRETARY, Living, found

AWAY, COMES = Answer(Coming.FORHINDER), Answer(Coming.KOMMER)
TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def board(sqlite_url: str) -> Iterator[Living]:
    """A board whose meeting is eleven days away."""
    living = found(sqlite_url, {})
    yield living
    living.database.close()


def says(board: Living, name: str, said: Answer) -> bool:
    return board.does(actions.answer, board.who[name], board.meeting, said)


def calls(board: Living) -> list[tuple[str, CallState]]:
    """Who was called, in order, and what became of it."""
    names = {who.person: name for name, who in board.who.items()}
    return [(names[call.person_id], call.state) for call in board.look().calls]


def call_of(board: Living, name: str) -> CallIn:
    return next(call for call in board.look().calls if call.person_id == board.who[name].person)


def said(board: Living, name: str) -> tuple[Coming | None, time | None, time | None, Coming | None]:
    row = board.look().said[board.who[name].person]
    return row.answer, row.first, row.last, row.wants_back


def promised(board: Living, ledamot: str, ersattare: str) -> None:
    """The ledamot is away, and the ersättare has said yes."""
    says(board, ledamot, AWAY)
    board.passes(TWO_MINUTES)
    assert board.does(actions.accept, board.who[ersattare], call_of(board, ersattare).id)


def test_a_ledamot_who_will_be_ten_minutes_late_may_take_the_seat_back(board: Living) -> None:
    promised(board, "Eva", "Karin")
    says(board, "Eva", Answer(Coming.DELVIS, first=time(9, 15)))
    assert said(board, "Eva") == (Coming.FORHINDER, None, None, Coming.DELVIS)
    assert board.does(actions.serve_myself, board.who["Eva"], board.meeting)
    assert said(board, "Eva") == (Coming.DELVIS, time(9, 15), None, None)
    assert calls(board) == [("Karin", CallState.RELEASED)]


def test_a_ledamot_who_wanted_the_seat_back_just_comes_when_the_ersattare_withdraws(board: Living) -> None:
    promised(board, "Bo", "Gun")
    says(board, "Bo", COMES)
    board.does(actions.decline, board.who["Gun"], call_of(board, "Gun").id)
    assert said(board, "Bo") == (Coming.KOMMER, None, None, None)
    assert calls(board) == [("Gun", CallState.WITHDRAWN)]  # and nobody else is called


def test_a_question_about_a_time_that_no_longer_holds_takes_no_seat_back(board: Living) -> None:
    promised(board, "Eva", "Karin")
    says(board, "Eva", COMES)
    row = board.look().meeting
    facts = Announced(row.title, row.start + LENGTH, row.end + LENGTH, row.place, MeetingMode.FYSISKT, None)
    wanted = meetings.Wanted(MeetingKind.SAMMANTRADE, facts)
    board.does(meetings.change, board.who[SECRETARY], row.id, row.sequence, wanted)
    assert board.does(actions.serve_myself, board.who["Eva"], board.meeting) is False
    assert board.look().said == {}


def test_an_ersattare_who_said_no_and_then_kan_tjanstgora_may_be_called_again(board: Living) -> None:
    says(board, "Bo", AWAY)
    board.passes(TWO_MINUTES)
    board.does(actions.decline, board.who["Gun"], call_of(board, "Gun").id)
    board.passes(TWO_MINUTES)
    board.does(actions.accept, board.who["Fia"], call_of(board, "Fia").id)
    says(board, "Gun", COMES)
    board.does(actions.decline, board.who["Fia"], call_of(board, "Fia").id)
    board.passes(TWO_MINUTES)
    assert calls(board) == [
        ("Gun", CallState.CANCELLED),
        ("Fia", CallState.WITHDRAWN),
        ("Gun", CallState.ASKED),
    ]


def test_a_second_click_on_a_yes_is_no_refusal_though_a_new_ledamot_is_silent(board: Living) -> None:
    promised(board, "Eva", "Karin")
    eva, lisa, region = board.who["Eva"].person, board.who["Lisa"].person, max(board.look().seats.values())
    board.edits(lambda session, _board, meeting: roster.end_mandates(session, eva, meeting))
    board.edits(lambda session, its, meeting: roster.seat_them(session, its, meeting, lisa, region))
    assert board.does(actions.accept, board.who["Karin"], call_of(board, "Karin").id)
    assert (calls(board), call_of(board, "Karin").for_person_id) == ([("Karin", CallState.ACCEPTED)], lisa)


def test_staff_may_ask_somebody_for_a_ledamot_who_comes_half_an_hour_late(board: Living) -> None:
    says(board, "Eva", Answer(Coming.DELVIS, first=time(9, 30)))
    board.passes(TWO_MINUTES)
    assert calls(board) == []
    look = board.look()
    seat = next(seat for seat, holder in oracle.holders(look).items() if holder == board.who["Eva"].person)
    karin = board.who["Karin"].person
    assert board.does(staffs.ask_somebody, board.who[SECRETARY], board.meeting, look.meeting.rev, seat, karin)
    board.passes(TWO_MINUTES)
    assert calls(board) == [("Karin", CallState.ASKED)]
    says(board, "Eva", Answer(Coming.DELVIS, first=time(9, 15)))
    assert calls(board) == [("Karin", CallState.RELEASED)]


@pytest.mark.parametrize(
    ("said_at", "asked_at"),
    [
        ("2026-10-20 20:58:30", "2026-10-20 20:59:30"),
        ("2026-10-20 20:59:30", "2026-10-21 07:00:00"),  # the minute for a slip ends after nine
        ("2026-10-20 23:00:00", "2026-10-21 07:00:00"),
        ("2026-10-20 06:59:30", "2026-10-20 07:00:30"),
    ],
)
def test_nobody_is_asked_a_minute_after_the_day_has_ended(board: Living, said_at: str, asked_at: str) -> None:
    board.passes(datetime.fromisoformat(said_at).replace(tzinfo=oracle.ZONE) - board.now)
    says(board, "Eva", AWAY)
    board.passes(timedelta(days=1))
    card = next(row for row in board.look().letters if row.view == "attendance.call")
    assert oracle.wall(card.created_at) == datetime.fromisoformat(asked_at)


def test_when_the_meeting_begins_its_card_shows_that_nobody_is_asked_any_more(board: Living) -> None:
    says(board, "Eva", AWAY)
    board.passes(board.look().meeting.start_at - timedelta(minutes=1) - board.now)
    before = board.cards()["attendance.channel:1"][0]
    board.passes(timedelta(minutes=1))
    assert calls(board) == [("Karin", CallState.TIMED_OUT)]
    assert board.cards()["attendance.channel:1"][0] > before


def test_a_kallelse_and_a_call_say_it_when_the_meeting_has_moved(board: Living) -> None:
    promised(board, "Eva", "Karin")
    board.does(staffs.send_notice, board.who[SECRETARY], board.meeting)
    before = board.cards()
    row = board.look().meeting
    facts = Announced(row.title, row.start + LENGTH, row.end + LENGTH, row.place, MeetingMode.FYSISKT, None)
    wanted = meetings.Wanted(MeetingKind.SAMMANTRADE, facts)
    board.does(meetings.change, board.who[SECRETARY], row.id, row.sequence, wanted)
    after = board.cards()
    assert [name for name, (rev, _) in before.items() if after[name][0] <= rev] == []
    assert "12.00–15.00" in after["attendance.call:1"][1]["text"]
