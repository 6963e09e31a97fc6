"""What the windows about items need. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.agenda import refusals
from handlers.agenda.facts import Agenda, OneItem
from handlers.agenda.form import Draft
from handlers.agenda.numbering import in_order
from handlers.agenda.reading import agenda_of, coming, item_of, meeting_of_items, one_item
from handlers.agenda.rules import may_raise
from handlers.boards.actions import BoardChoice, candidates, refused, require_staff, roles_on
from handlers.boards.people import composition, today
from handlers.errors import Refusal
from handlers.run import Who
from handlers.text import Text
from storage import agenda, boards, rosters
from storage.boards import Board
from storage.meetings import Meeting
from storage.words import ItemState, MeetingKind


def to_raise(
    session: Session, now: datetime, who: Who, channel: str | None, title: str = "", background: str = ""
) -> Draft:
    """A new item's form: the boards on which the person may raise one, and their coming meetings."""
    choices = candidates(session, now, who, channel, may_raise)
    return _draft(session, now, choices, title=title, background=background)


def for_meeting(session: Session, now: datetime, who: Who, meeting_id: int) -> Draft:
    """The same, for a meeting that was pointed at."""
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise Refusal(refusals.no_meeting)
    board = session.get_one(Board, row.board_id)
    if not may_raise(roles_on(session, now, board, who.person)):
        raise Refusal(refusals.may_not_raise)
    draft = _draft(session, now, (BoardChoice(board.id, board.name, board.timezone),))
    return Draft(draft.boards, draft.meetings, draft.people, meeting=meeting_id, board=board.id)


def _draft(
    session: Session, now: datetime, choices: tuple[BoardChoice, ...], title: str = "", background: str = ""
) -> Draft:
    only = session.get_one(Board, choices[0].id) if len(choices) == 1 else None
    names = tuple((choice.id, choice.name) for choice in choices)
    if only is None:  # whose meetings, and whose people, is known once the board is chosen
        return Draft(names, title=title, background=background)
    day = today(only, now)
    ahead = tuple(meeting_of_items(only, row, day) for row in coming(session, now, only))
    return Draft(names, ahead[:50], _people(session, now, only), title=title, background=background, board=only.id)


def _people(session: Session, now: datetime, board: Board) -> tuple[tuple[int, str], ...]:
    """Who may present an item: everybody on the roster, by name."""
    day = composition(session, board, today(board, now))
    ids = {mandate.person for mandate in day.mandates} | {task[0] for task in day.staff}
    return tuple(sorted(rosters.names(session, ids).items(), key=lambda pair: pair[1]))


def to_edit(session: Session, now: datetime, who: Who, item_id: int) -> Draft:
    """The form for changing an item, for its submitter and for staff."""
    facts = one_item(session, now, item_id)
    board = session.get_one(Board, facts.item.board)
    staff = roles_on(session, now, board, who.person).keeps_the_books
    if facts.item.submitter != who.person and not staff:
        raise Refusal(refusals.not_yours)
    place = _place(session, facts) if staff and facts.item.state in (ItemState.ON, ItemState.UTGAR) else None
    people = _people(session, now, board)
    parent = session.get(Board, board.parent_id) if board.parent_id is not None and place is not None else None
    return Draft(
        meetings=facts.coming[:50],
        people=people,
        item=facts.item,
        board=board.id,
        staff=staff,
        place=place,
        parent=parent.short if parent else None,
    )


def _place(session: Session, facts: OneItem) -> int | None:
    rows = [item_of(row) for row in agenda.on_meeting(session, facts.item.meeting or 0)]
    alike = [row.id for row in in_order(row for row in rows if row.part_of == facts.item.part_of)]
    return alike.index(facts.item.id) + 1 if facts.item.id in alike else None


def one(session: Session, now: datetime, _who: Who, item_id: int) -> OneItem:
    """The item just received."""
    return one_item(session, now, item_id)


def meeting_of_view(session: Session, _now: datetime, _who: Who, item_id: int | None) -> int | None:
    """The meeting whose agenda stands under an item's form."""
    row = agenda.item(session, item_id) if item_id is not None else None
    return row.meeting_id if row else None


def seen(session: Session, now: datetime, who: Who, meeting_id: int) -> Agenda:
    """The agenda of a meeting. Refuses one who isn't on the board's roster."""
    return seen_by_id(session, now, who.person, meeting_id)


def seen_by_id(session: Session, now: datetime, person: int, meeting_id: int) -> Agenda:
    """As `seen`, for somebody who comes by a sealed address instead of Slack."""
    found = agenda_of(session, now, meeting_id, person)
    if not found.roles.on_roster:
        raise refused(session, now, session.get_one(Board, session.get_one(Meeting, meeting_id).board_id))
    return found


def next_agenda(session: Session, now: datetime, who: Who, channel: str | None) -> Agenda:
    """The agenda of the next meeting of the channel's board, else of all the person's boards."""
    mine = boards.boards_of_person(session, who.person, now.date())
    here = [board for board in mine if channel is not None and board.channel == channel]
    rows = sorted((row for board in here or mine for row in coming(session, now, board)), key=lambda row: row.start_at)
    if not rows:
        raise Refusal(refusals.nothing_booked)
    return seen(session, now, who, rows[0].id)


def standing(session: Session, now: datetime, who: Who, meeting_id: int) -> tuple[list[str], list[str]]:
    """The items that come by themselves: at the beginning and at the end. For staff alone."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refusal(refusals.no_meeting)
    require_staff(session, now, session.get_one(Board, meeting.board_id), who)
    rows = agenda.standing(session, meeting.board_id, meeting.kind)
    usual = _usual(session, meeting) if not rows else ([], [])
    first = [row.title for row in rows if not row.last] or usual[0]
    return first, [row.title for row in rows if row.last] or usual[1]


def _usual(session: Session, meeting: Meeting) -> tuple[list[str], list[str]]:
    """What boards usually begin and end with, in the board's language, proposed where nothing has been chosen yet."""
    if meeting.kind is not MeetingKind.SAMMANTRADE:
        return [], []
    text = Text(session.get_one(Board, meeting.board_id).language)
    first = [
        text.plain("Mötet öppnas"),
        text.plain("Val av justerare"),
        text.plain("Fastställande av dagordning"),
    ]
    return first, [text.plain("Övriga frågor"), text.plain("Mötet avslutas")]
