"""The föredragningslista behind a sealed address: a Word file, and a page to print; for all on the board's roster."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.agenda.preparing import seen_by_id
from handlers.agenda.printed import Printed, printed
from handlers.boards.people import local
from handlers.documents import DOCX, Document, DocumentView, Page
from handlers.text import Text
from storage.boards import Board
from storage.meetings import Meeting

WORD, PAGE = "agenda.docx", "agenda.page"


def word(session: Session, now: datetime, meeting_id: int, reader: int, text: Text) -> Document:
    """As it is now. Raises Refusal to those who aren't on the roster today, and for a meeting that is gone."""
    from handlers.agenda.list_docx import written  # only when used: it is rarely wanted

    content, board = _content(session, now, meeting_id, reader, text)
    meeting = session.get_one(Meeting, meeting_id)
    name = f"{content.heading} {board.key} {meeting.start:%Y-%m-%d}.docx"
    return Document(name, DOCX, written(text, content, now))


def page(session: Session, now: datetime, meeting_id: int, reader: int, text: Text) -> Page:
    """The same, shown."""
    return Page("agenda.html", text.language, _content(session, now, meeting_id, reader, text)[0])


DOCUMENTS: dict[str, DocumentView] = {WORD: word, PAGE: page}


def _content(session: Session, now: datetime, meeting_id: int, reader: int, text: Text) -> tuple[Printed, Board]:
    agenda = seen_by_id(session, now, reader, meeting_id)
    board = session.get_one(Board, session.get_one(Meeting, meeting_id).board_id)
    return printed(text, agenda, local(board, now)), board
