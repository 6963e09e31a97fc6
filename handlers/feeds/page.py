"""Reads what the calendars' page in Slack shows one person."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.boards.actions import roles_on
from handlers.feeds.facts import BoardLink, CalendarsPage, LinkLine
from handlers.run import Who
from storage import boards, links
from storage.boards import Board


def calendars_page(session: Session, now: datetime, who: Who) -> CalendarsPage:
    """The boards on whose roster the person is today, and the person's links that work."""
    mine = boards.boards_of_person(session, who.person, now.date())
    here = ZoneInfo(mine[0].timezone if mine else "Europe/Stockholm")

    def wall(moment: datetime) -> datetime:
        return moment.astimezone(here).replace(tzinfo=None)

    rows = links.links_of_person(session, who.person)
    return CalendarsPage(
        boards=tuple(_board(board) for board in mine if roles_on(session, now, board, who.person).on_roster),
        links=tuple(
            LinkLine(row.id, row.name, wall(row.created_at), wall(row.last_used_at) if row.last_used_at else None)
            for row in rows
        ),
        year=wall(now).year,
    )


def _board(board: Board) -> BoardLink:
    return BoardLink(board.id, board.name, board.short, board.key)
