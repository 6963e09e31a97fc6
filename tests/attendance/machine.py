"""What people, staff, the roster and time may do to one meeting, in any order; and what must hold after each step."""

from __future__ import annotations

import shutil
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import Session, col, select

from handlers.attendance import actions, staffs
from handlers.attendance.reading import engaged, facts_of
from handlers.attendance.rules import stretches, weakest
from handlers.meetings import actions as meetings
from handlers.meetings.rules import Announced
from storage.attendance import CallIn
from storage.boards import Board, Mandate
from storage.meetings import Meeting
from storage.words import CallState, Coming, MeetingKind, MeetingMode, Role
from tests.attendance import oracle, roster
from tests.attendance.living import LENGTH, NEWCOMERS, NO, PEOPLE, ROSTER, SECRETARY, Living, found

ERSATTARE = tuple(name for name, (_, role, *_) in ROSTER.items() if role is Role.ERSATTARE)
LEDAMOTER = tuple(name for name in ROSTER if name not in ERSATTARE)
person = st.sampled_from(PEOPLE)
ledamot = st.sampled_from(LEDAMOTER)
quarter = st.sampled_from([None, *(time(hour, minute) for hour in (9, 10, 11) for minute in (0, 15, 30, 45))])
hours = st.tuples(quarter, quarter)
MINUTES = (0, 1, 2, 30, 59, 61, 4 * 60, 9 * 60, 24 * 60, 49 * 60, 72 * 60)


class Board5(RuleBasedStateMachine):
    """One meeting of a board of five, from the booking until it begins."""

    template: Path
    folder: Path
    by_rules: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / f"{uuid4().hex}.db"
        shutil.copy(self.template, path)
        self.path = path
        self.living: Living = found(f"sqlite:///{path}", self.by_rules)
        self.living.watchers.append(self.watch)
        self.states: dict[int, CallState] = {}
        self.no: set[int] = set()
        """Who has said no to the meeting at the time that holds, or let the time run out."""
        self.time_rev = 1
        self.cards: dict[str, tuple[int, Any]] = {}

    def watch(self) -> None:
        """After each transaction: who was asked, and had they said no?"""
        look = self.living.look()
        if look.meeting.time_rev != self.time_rev:
            self.no, self.time_rev = set(), look.meeting.time_rev
        for call in oracle.current(look):
            before = self.states.get(call.id)
            if call.state is CallState.ASKED and before is not CallState.ASKED:
                assert call.person_id not in self.no, "asked after a no"
                assert oracle.by_day(look.now), "asked at night"
            if call.state in NO and before is not call.state:
                self.no.add(call.person_id)
        self.states = {call.id: call.state for call in look.calls}

    # --- What people do --------------------------------------------------------------------------------------------

    def says(self, name: str, said: actions.Answer, by_staff: bool = False) -> None:
        living, who = self.living, self.living.who[name].person
        before = set(self.no)
        self.no.discard(who)  # a later yes takes the no back; the step itself may ask them
        if by_staff:
            done = living.does(staffs.answer_for, living.who[SECRETARY], living.meeting, who, said)
        else:
            done = living.does(actions.answer, living.who[name], living.meeting, said)
        if not done:
            self.no = before
        elif said.coming is Coming.FORHINDER:
            self.no.add(who)

    @rule(name=person, by_staff=st.booleans())
    def has_forhinder(self, name: str, by_staff: bool) -> None:
        self.says(name, actions.Answer(Coming.FORHINDER), by_staff)

    @rule(name=ledamot)
    def a_ledamot_has_forhinder(self, name: str) -> None:
        self.says(name, actions.Answer(Coming.FORHINDER))

    @rule(name=person, by_staff=st.booleans())
    def comes(self, name: str, by_staff: bool) -> None:
        self.says(name, actions.Answer(Coming.KOMMER), by_staff)

    @rule(name=person, hours=hours, by_staff=st.booleans())
    def comes_for_a_part(self, name: str, hours: tuple[time | None, time | None], by_staff: bool) -> None:
        self.says(name, actions.Answer(Coming.DELVIS, *hours), by_staff)

    @rule(name=ledamot, own=st.booleans())
    def decides_who_serves(self, name: str, own: bool) -> None:
        action = actions.serve_myself if own else actions.keep_the_ersattare
        self.living.does(action, self.living.who[name], self.living.meeting)

    def calls(self, *states: CallState) -> list[CallIn]:
        return [call for call in self.living.look().calls if call.state in states]

    @precondition(lambda self: self.calls(CallState.ASKED, *NO))
    @rule(data=st.data())
    def accepts(self, data: st.DataObject) -> None:
        call = data.draw(st.sampled_from(self.calls(CallState.ASKED, *NO)))
        if self.living.does(actions.accept, self.by_id(call.person_id), call.id):
            self.no.discard(call.person_id)

    @precondition(lambda self: self.calls(CallState.ASKED))
    @rule(data=st.data())
    def says_yes_when_asked(self, data: st.DataObject) -> None:
        call = data.draw(st.sampled_from(self.calls(CallState.ASKED)))
        assert self.living.does(actions.accept, self.by_id(call.person_id), call.id) is (
            not oracle.over_or_off(self.living.look())
        )

    @precondition(lambda self: self.calls(CallState.ASKED, CallState.ACCEPTED, CallState.TIMED_OUT))
    @rule(data=st.data())
    def declines_or_withdraws(self, data: st.DataObject) -> None:
        call = data.draw(st.sampled_from(self.calls(CallState.ASKED, CallState.ACCEPTED, CallState.TIMED_OUT)))
        self.living.does(actions.decline, self.by_id(call.person_id), call.id)

    def by_id(self, person: int) -> Any:
        return next(who for who in self.living.who.values() if who.person == person)

    # --- What staff do ---------------------------------------------------------------------------------------------

    @rule(data=st.data())
    def staff_ask_somebody(self, data: st.DataObject) -> None:
        rev, pairs = self.living.database.read_now(self._askable)
        if not pairs:
            return
        seat, who = data.draw(st.sampled_from(pairs))
        had_said_no = who in self.no
        self.no.discard(who)
        secretary = self.living.who[SECRETARY]
        done = self.living.does(staffs.ask_somebody, secretary, self.living.meeting, rev, seat, who)
        if had_said_no and not done:
            self.no.add(who)

    def _askable(self, session: Session) -> tuple[int, list[tuple[int, int]]]:
        row = session.get_one(Meeting, self.living.meeting)
        facts = facts_of(session, self.living.now, row)
        return row.rev, staffs.askable(facts, set(engaged(session, row, facts)))

    @rule()
    def the_kallelse_is_sent(self) -> None:
        self.living.does(staffs.send_notice, self.living.who[SECRETARY], self.living.meeting)

    @rule(days=st.integers(-2, 6), hour=st.sampled_from([9, 9, 13, 18]))
    def the_meeting_moves(self, days: int, hour: int) -> None:
        row = self.living.look().meeting
        start = datetime.combine(row.start.date() + timedelta(days=days), time(hour))
        if start > oracle.wall(self.living.now):
            facts = Announced(row.title, start, start + LENGTH, row.place, MeetingMode.FYSISKT, None)
            wanted = meetings.Wanted(MeetingKind.SAMMANTRADE, facts)
            self.living.does(meetings.change, self.living.who[SECRETARY], row.id, row.sequence, wanted)

    @precondition(lambda self: len(self.states) > 5)
    @rule()
    def the_meeting_is_called_off(self) -> None:
        row = self.living.look().meeting
        self.living.does(meetings.cancel, self.living.who[SECRETARY], row.id, row.sequence)

    # --- The roster ------------------------------------------------------------------------------------------------

    @rule(name=st.sampled_from(tuple(ROSTER)))
    def somebody_leaves_the_board(self, name: str) -> None:
        who = self.living.who[name].person
        self.living.edits(lambda session, _board, meeting: roster.end_mandates(session, who, meeting))

    @rule(name=st.sampled_from((*ERSATTARE, *NEWCOMERS)), nth=st.integers(0, 4))
    def somebody_takes_a_vacant_seat(self, name: str, nth: int) -> None:
        who = self.living.who[name].person
        look = self.living.look()
        own = next((one.huvudman_id for one in look.mandates if one.person_id == who), None)
        vacant = [look.seats[seat] for seat, holder in oracle.holders(look).items() if holder is None]
        huvudman = own if own is not None else [*vacant, 0][min(nth, len(vacant))]
        if huvudman in vacant and not any(one.role is Role.LEDAMOT and one.person_id == who for one in look.mandates):
            self.living.edits(lambda session, board, meeting: roster.seat_them(session, board, meeting, who, huvudman))

    @rule(name=st.sampled_from(NEWCOMERS), like=st.sampled_from(ERSATTARE), rank=st.integers(0, 4))
    def a_new_ersattare_comes(self, name: str, like: str, rank: int) -> None:
        who = self.living.who[name].person
        look = self.living.look()
        home = next((one for one in look.mandates if one.person_id == self.living.who[like].person), None)
        if home is not None and not any(one.person_id == who for one in look.mandates):
            new = Mandate(
                board_id=home.board_id, person_id=who, huvudman_id=home.huvudman_id, role=Role.ERSATTARE, rank=rank
            )
            self.living.edits(lambda session, _board, _meeting: session.add(new))

    @rule(name=st.sampled_from(ERSATTARE), rank=st.integers(0, 4))
    def the_order_changes(self, name: str, rank: int) -> None:
        who = self.living.who[name].person

        def edit(session: Session, _board: Board, _meeting: Meeting) -> None:
            for mandate in session.exec(select(Mandate).where(col(Mandate.person_id) == who)):
                mandate.rank = rank

        self.living.edits(edit)

    # --- Time ------------------------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from(MINUTES))
    def time_passes(self, minutes: int) -> None:
        self.living.passes(timedelta(minutes=minutes))

    @rule(before=st.sampled_from([timedelta(hours=n) for n in (50, 30, 14, 11, 7, 2)]))
    def the_meeting_comes_near(self, before: timedelta) -> None:
        until = self.living.look().meeting.start_at - before
        if until > self.living.now:
            self.living.passes(until - self.living.now)

    def is_right(self) -> None:
        wrong = oracle.wrong(self.living.look())
        assert wrong == [], wrong

    # --- What must hold --------------------------------------------------------------------------------------------

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        self.is_right()

    @invariant()
    def settling_again_changes_nothing(self) -> None:
        before, after = self.living.settles_again()
        assert after == before, set(after) ^ set(before)

    @invariant()
    def the_quorum_is_what_one_counts_by_hand(self) -> None:
        facts = self.living.database.read_now(
            lambda session: facts_of(session, self.living.now, session.get_one(Meeting, self.living.meeting))
        )
        look = self.living.look()
        by_hand = oracle.filled(look)
        parts = stretches(facts)
        told = [next(p.filling.filled for p in parts if p.start <= at < p.end) for at in oracle.moments(look)]
        assert (told, weakest(facts).filling.filled) == (by_hand, min(by_hand))

    @invariant()
    def a_card_is_wanted_anew_when_it_would_show_something_else(self) -> None:
        now = self.living.cards()
        assert [name for name, (_, shown) in now.items() if shown is None] == []
        if not oracle.over_or_off(self.living.look()):
            changed = [(name, was, now[name]) for name, was in self.cards.items() if was != now[name]]
            stale = [one for one in changed if one[1][0] == one[2][0]]
            assert stale == [], stale
        self.cards = now

    def teardown(self) -> None:
        """Time runs to the evening before the meeting: who hasn't answered is passed over or reminded."""
        row = self.living.look().meeting
        evening = row.start_at - timedelta(hours=15)
        if evening > self.living.now:
            self.living.passes(evening - self.living.now)
        self.is_right()
        self.living.passes(max(row.start_at - self.living.now, timedelta()))
        self.is_right()
        self.living.database.close()
        self.path.unlink()
