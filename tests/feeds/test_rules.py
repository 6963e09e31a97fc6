"""Whose calendar shows what, as a table; and that the same rows always give the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.boards.rules import Roles
from handlers.feeds.events import Busy, CalendarEvent, EventStatus
from handlers.feeds.facts import Audience, BookedMeeting, CalendarBoard, MainDate, Material, OpenTime, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.rules import contents, gone_at, sees_meeting, sees_time
from storage.words import Answer, MeetingKind, MeetingMode, MeetingStatus

wall = datetime.fromisoformat
Rows = tuple[list[BookedMeeting], list[OpenTime]]
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LEDAMOT, ERSATTARE = Roles(ledamot=True), Roles(ersattare=True)
STAFF, REVISOR, STRANGER = Roles(staff=True), Roles(revisor=True), Roles()
PERSON, BOARD, PUBLIC = (Viewer(audience, 1, "sv") for audience in Audience)
SODRA = CalendarBoard(
    1,
    "Samordningsförbundet Södra Vätterbygden",
    "Södra Vätterbygden",
    "Europe/Stockholm",
    None,
    "https://klubban.example/kalender/sodra-vatterbygden.ics",
    NOW,
)
MEETING = BookedMeeting(
    uid="m1",
    board=1,
    title="Budgetmöte",
    kind=MeetingKind.SAMMANTRADE,
    mode=MeetingMode.FYSISKT,
    status=MeetingStatus.BESLUTAT,
    start=wall("2026-10-08 09:00"),
    end=wall("2026-10-08 12:00"),
    ends=datetime(2026, 10, 8, 10, 0, tzinfo=UTC),
    zone="Europe/Stockholm",
    sequence=1,
    created=NOW,
    changed=NOW,
    roles=LEDAMOT,
)
TIME = OpenTime(
    uid="t1",
    board=1,
    title="Budgetmöte",
    mode=MeetingMode.FYSISKT,
    start=wall("2026-10-15 09:00"),
    end=wall("2026-10-15 12:00"),
    zone="Europe/Stockholm",
    deadline=wall("2026-09-08 16:00"),
    created=NOW,
    roles=LEDAMOT,
    asked=True,
)
MAIN = MainDate(wall("2026-10-01 09:00"), datetime(2026, 10, 1, 10, 0, tzinfo=UTC), MeetingStatus.BESLUTAT, NOW)


def shown(viewer: Viewer, *rows: BookedMeeting | OpenTime, now: datetime = NOW) -> tuple[CalendarEvent, ...]:
    meetings = tuple(row for row in rows if isinstance(row, BookedMeeting))
    times = tuple(row for row in rows if isinstance(row, OpenTime))
    return contents(viewer, now, Material({1: SODRA}, meetings, times)).events


def as_bytes(viewer: Viewer, material: Material, now: datetime = NOW) -> bytes:
    read = contents(viewer, now, material)
    return feed_bytes(read.head, [event_bytes(event) for event in read.events])


@pytest.mark.parametrize("roles", [LEDAMOT, ERSATTARE, STAFF, REVISOR, Roles(other=True)])
def test_everybody_on_the_roster_that_day_sees_the_meeting(roles: Roles) -> None:
    assert sees_meeting(PERSON, replace(MEETING, roles=roles))


def test_one_who_is_not_on_the_roster_that_day_does_not() -> None:
    stranger = replace(MEETING, roles=STRANGER)
    assert [sees_meeting(viewer, stranger) for viewer in (PERSON, BOARD, PUBLIC)] == [False, True, True]


@pytest.mark.parametrize(
    ("roles", "asked", "sees"),
    [
        (LEDAMOT, True, True),
        (ERSATTARE, True, True),
        (STAFF, False, True),
        (LEDAMOT, False, False),  # appointed after the question went out
        (STRANGER, True, False),  # leaves before that day (R41)
        (REVISOR, False, False),
    ],
)
def test_open_times_are_for_those_who_are_asked_and_for_staff(roles: Roles, asked: bool, sees: bool) -> None:
    assert sees_time(PERSON, replace(TIME, roles=roles, asked=asked)) is sees


def test_a_board_s_own_calendar_shows_open_times_and_the_public_one_does_not() -> None:
    assert [sees_time(viewer, replace(TIME, roles=STRANGER)) for viewer in (BOARD, PUBLIC)] == [True, False]


@pytest.mark.parametrize(
    ("row", "title", "status", "busy", "transparent"),
    [
        (MEETING, "Budgetmöte", EventStatus.CONFIRMED, Busy.BUSY, False),
        (
            replace(MEETING, status=MeetingStatus.PRELIMINAR),
            "Budgetmöte (preliminärt)",
            EventStatus.CONFIRMED,
            Busy.BUSY,
            False,
        ),
        (replace(MEETING, roles=ERSATTARE), "Budgetmöte", EventStatus.CONFIRMED, Busy.FREE, True),
        (replace(MEETING, main=MAIN), "Reservdatum: Budgetmöte", EventStatus.TENTATIVE, Busy.TENTATIVE, False),
        (
            replace(MEETING, status=MeetingStatus.INSTALLT),
            "INSTÄLLT: Budgetmöte",
            EventStatus.CANCELLED,
            Busy.FREE,
            True,
        ),
        (TIME, "Förslag: Budgetmöte", EventStatus.TENTATIVE, Busy.TENTATIVE, False),
        (
            replace(TIME, answer=Answer.KAN),
            "Förslag: Budgetmöte (du kan)",
            EventStatus.TENTATIVE,
            Busy.TENTATIVE,
            False,
        ),
        (
            replace(TIME, answer=Answer.KAN_INTE),
            "Förslag: Budgetmöte (du kan inte)",
            EventStatus.TENTATIVE,
            Busy.FREE,
            True,
        ),
    ],
)
def test_how_an_entry_stands_in_a_ledamot_s_calendar(
    row: BookedMeeting | OpenTime, title: str, status: EventStatus, busy: Busy, transparent: bool
) -> None:
    (entry,) = shown(PERSON, row)
    named = title.replace("Budgetmöte", "Södra Vätterbygden: Budgetmöte")
    assert (entry.summary, entry.status, entry.busy, entry.transparent) == (named, status, busy, transparent)


def test_a_board_s_calendar_leaves_out_its_own_name_and_is_busy() -> None:
    (entry,) = shown(BOARD, replace(MEETING, roles=STRANGER))
    assert (entry.summary, entry.busy, entry.organizer) == ("Budgetmöte", Busy.BUSY, SODRA.page)


def test_a_reserve_date_says_for_which_day_and_when_it_holds() -> None:
    (entry,) = shown(PUBLIC, replace(MEETING, main=MAIN))
    told = "Det här är reservdatum. Det gäller om mötet torsdag 1 oktober 2026 inte blir av."
    assert entry.description.split("\n\n")[1] == told


def test_an_english_reader_gets_the_dates_in_english() -> None:
    (entry,) = shown(replace(PERSON, language="en"), TIME)
    assert "Tuesday 8 September 2026 at 16:00" in entry.description


@pytest.mark.parametrize(
    ("meeting", "gone"),
    [
        (MEETING, None),
        (replace(MEETING, main=MAIN), MAIN.ends),
        (replace(MEETING, main=replace(MAIN, status=MeetingStatus.INSTALLT)), None),
        (replace(MEETING, status=MeetingStatus.INSTALLT), datetime(2026, 10, 8, 22, 0, tzinfo=UTC)),
        (replace(MEETING, status=MeetingStatus.INSTALLT, main=MAIN), datetime(2026, 10, 8, 22, 0, tzinfo=UTC)),
    ],
)
def test_when_an_entry_goes_by_itself(meeting: BookedMeeting, gone: datetime | None) -> None:
    assert gone_at(meeting) == gone


def test_a_cancelled_meeting_across_the_night_goes_a_day_after_it_would_have_ended() -> None:
    night = replace(MEETING, status=MeetingStatus.INSTALLT, end=wall("2026-10-25 01:00"))
    assert gone_at(night) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)  # the clock went back that night


@st.composite
def _meetings(draw: st.DrawFn) -> BookedMeeting:
    start = wall("2026-09-10 09:00") + timedelta(days=draw(st.integers(0, 400)))
    end = start + timedelta(hours=3)
    return replace(
        MEETING,
        uid=f"m{draw(st.integers(0, 10_000))}",
        start=start,
        end=end,
        ends=end.replace(tzinfo=UTC),
        status=draw(st.sampled_from(MeetingStatus)),
        main=draw(st.sampled_from([None, MAIN])),
        roles=draw(st.sampled_from([LEDAMOT, ERSATTARE, STAFF, STRANGER])),
    )


@st.composite
def _times(draw: st.DrawFn) -> OpenTime:
    start = wall("2026-09-10 09:00") + timedelta(days=draw(st.integers(0, 400)))
    answer = draw(st.none() | st.sampled_from(Answer))
    uid = f"t{draw(st.integers(0, 10_000))}"
    return replace(TIME, uid=uid, start=start, end=start + timedelta(hours=1), answer=answer)


ROWS = st.tuples(
    st.lists(_meetings(), max_size=5, unique_by=lambda row: row.uid),
    st.lists(_times(), max_size=5, unique_by=lambda row: row.uid),
)


@given(ROWS, st.randoms(use_true_random=False), st.sampled_from([PERSON, BOARD, PUBLIC]))
def test_the_order_in_which_rows_are_read_changes_nothing(rows: Rows, random: Random, viewer: Viewer) -> None:
    meetings, times = rows
    before = as_bytes(viewer, Material({1: SODRA}, tuple(meetings), tuple(times)))
    random.shuffle(meetings)
    random.shuffle(times)
    assert as_bytes(viewer, Material({1: SODRA}, tuple(meetings), tuple(times))) == before


@given(ROWS, st.integers(0, 10_000), st.sampled_from([PERSON, BOARD, PUBLIC]))
def test_nothing_changes_until_the_moment_that_was_told(rows: Rows, hours: int, viewer: Viewer) -> None:
    material = Material({1: SODRA}, tuple(rows[0]), tuple(rows[1]))
    first = contents(viewer, NOW, material)
    later = NOW + timedelta(hours=hours)
    if first.valid_until is None or later < first.valid_until:
        assert contents(viewer, later, material) == first
    else:
        assert contents(viewer, later, material).last_modified >= first.valid_until
