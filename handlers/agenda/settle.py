"""What follows from the items: those that come by themselves, a cancelled meeting's, the cards and the words about them
(house rule 4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers.agenda import letters
from handlers.agenda.actions import move_to, next_position
from handlers.agenda.coming_items import times_to_fix
from handlers.agenda.names import ITEM, RECEIPT, item_name, receipt_name
from handlers.agenda.reading import coming, item_of, meeting_of_items, one_item
from handlers.agenda.reminding import plan_reminders
from handlers.boards.actions import text_for
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import composition, local, today
from handlers.calendar_days import working_day_on_or_before
from handlers.digest import remind_at
from storage import agenda, meetings, outbox
from storage.agenda import PLACED, AgendaItem, StandingItem
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.words import ItemState, MeetingStatus, Priority

SAID_BEFORE = timedelta(days=7)
"""R40: that items close is said once in the channel, so long before."""


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """Standing items on every coming agenda, a cancelled meeting's items moved on, cards and words; next: a closing."""
    ahead = coming(session, now, board)
    if agenda.any_standing(session, board.id):
        for row in ahead:
            _standing(session, now, board, row)
    _move_on(session, now, board, ahead)
    waiting = agenda.queue(session, board.id)
    _past_their_meeting(session, now, waiting, ahead)
    times_to_fix(session, now, board, ahead)
    session.flush()
    for item, shape in agenda.stale(session, board.id):
        _make_right(session, now, board, item, shape)
    due = [moment for row in ahead if (moment := _closing(session, now, board, row))]
    due += [*_public(session, now, board, ahead), *plan_reminders(session, now, board, waiting)]
    due += [row.end_at for row in ahead[:1] if waiting]
    return min(due, default=None)


def _public(session: Session, now: datetime, board: Board, ahead: list[Meeting]) -> list[datetime]:
    """A meeting that fixes the budget is public: the secretary is told in time to announce it (R18)."""
    before = timedelta(days=BoardRules.from_mapping(board.rules).budget_notice_days)
    due = []
    budgets = agenda.budgets(session, [row.id for row in ahead])
    for row in (row for row in ahead if row.id in budgets):
        at = remind_at(board, working_day_on_or_before(row.start.date() - before))
        if at > now:
            due.append(at)
            continue
        for secretary in composition(session, board, today(board, now)).secretaries:
            seen, text = meeting_of_items(board, row, today(board, now)), text_for(session, board, secretary)
            body = letters.public(text, seen, item_of(budgets[row.id]), local(board, now).year).body()
            name, to = f"agenda.public:{row.id}.{row.time_rev}:{secretary}", To(person=secretary)
            outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.ANSWER)
    return due


def _standing(session: Session, now: datetime, board: Board, meeting: Meeting) -> None:
    """What comes by itself, once a meeting: one that the secretary leaves out doesn't come back."""
    wanted = agenda.standing(session, board.id, meeting.kind)
    if not wanted:
        return
    there = agenda.standing_on(session, meeting.id)
    for one in wanted:
        if one.id not in there:
            _put(session, now, board, meeting, one)


def _put(session: Session, now: datetime, board: Board, meeting: Meeting, one: StandingItem) -> None:
    row = AgendaItem(
        board_id=board.id,
        meeting_id=meeting.id,
        title=one.title,
        kind=one.kind,
        minutes=one.minutes,
        state=ItemState.ON,
        standing_id=one.id,
        submitted_by=meeting.booked_by,
        submitted_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    if one.last:
        row.position = next_position(session, meeting.id, but=row.id)
        return
    others = [each for each in agenda.on_meeting(session, meeting.id) if each.id != row.id]
    row.position = agenda.beginnings(session, meeting.id) - 1
    for each in others:
        if each.position >= row.position:
            each.position += 1
    session.flush()


def _move_on(session: Session, now: datetime, board: Board, ahead: list[Meeting]) -> None:
    """Items of a meeting that isn't held go to the next one's queue; none is lost. What came by itself goes."""
    for row in meetings.not_yet_over(session, board.id, now):
        if row.status is not MeetingStatus.INSTALLT:
            continue
        for item in agenda.of_meeting(session, row.id):
            _off_a_cancelled_meeting(session, now, item, ahead)


def _past_their_meeting(session: Session, now: datetime, waiting: list[AgendaItem], ahead: list[Meeting]) -> None:
    """What still waited for the secretary when its meeting had been held waits for the next one."""
    for item in waiting:
        meant = session.get(Meeting, item.meeting_id) if item.meeting_id is not None else None
        over = meant is None or meant.end_at <= now
        if over and ahead and (meant is None or meant.id != ahead[0].id):
            move_to(session, item, ahead[0])
            item.rev, item.changed_at = item.rev + 1, now


def _off_a_cancelled_meeting(session: Session, now: datetime, item: AgendaItem, ahead: list[Meeting]) -> None:
    if item.standing_id is not None:
        item.state, item.rev = ItemState.WITHDRAWN, item.rev + 1
        return
    if item.state in PLACED:
        item.state = ItemState.RECEIVED
    item.part_of_id, item.paragraph = None, None
    if ahead:
        move_to(session, item, ahead[0])
    else:
        item.meeting_id = None
    item.rev, item.changed_at = item.rev + 1, now


def _make_right(session: Session, now: datetime, board: Board, item: AgendaItem, shape: int) -> None:
    """The item's cards and words; its meeting's new day is news to the cards too."""
    if item.settled_rev == item.rev:
        item.rev += 1
    item.settled_rev, item.shape_rev = item.rev, shape
    session.flush()
    if item.standing_id is None:
        _cards(session, now, board, item)
        _words(session, now, board, item)


def _cards(session: Session, now: datetime, board: Board, item: AgendaItem) -> None:
    """The receipt to the submitter; to the secretaries the item with what they can do about it."""
    staff = composition(session, board, today(board, now)).secretaries
    if item.submitted_by not in staff:
        _card(session, now, board, receipt_name(item.id), item.submitted_by, RECEIPT, item)
        for secretary in staff:
            _card(session, now, board, item_name(item.id, secretary), secretary, ITEM, item)


def _card(session: Session, now: datetime, board: Board, name: str, person: int, view: str, item: AgendaItem) -> None:
    to = To(person=person)
    outbox.card(session, now, name, to, view, item.id, item.rev, board=board.id, priority=Priority.ANSWER)


def _words(session: Session, now: datetime, board: Board, item: AgendaItem) -> None:
    """A receipt that is rewritten notifies nobody: each later step is told in a letter, once."""
    if item.submitted_by in composition(session, board, today(board, now)).secretaries:
        return
    facts = one_item(session, now, item.id)
    letter = letters.of_step(text_for(session, board, item.submitted_by), facts)
    if letter is not None:
        step, message = letter
        name = f"item.{step}:{item.id}:{item.meeting_id or 0}:{item.proposed_meeting_id or 0}"
        to = To(person=item.submitted_by)
        outbox.letter(session, now, name, to, message.body(), board=board.id, priority=Priority.ANSWER)


def _closing(session: Session, now: datetime, board: Board, row: Meeting) -> datetime | None:
    """Said once in the channel, a week before; in the words' own time, never late."""
    seen = meeting_of_items(board, row, local(board, now).date())
    at = remind_at(board, _said_on(seen.closes))
    if at > now:
        return at
    if not seen.closed and board.channel:
        body = letters.items_close(text_for(session, board, None), seen, local(board, now).year).body()
        name, to = f"agenda.closes:{row.id}:{seen.closes.isoformat()}", To(channel=board.channel)
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.CARD)
    return None


def _said_on(closes: date) -> date:
    return working_day_on_or_before(closes - SAID_BEFORE)
