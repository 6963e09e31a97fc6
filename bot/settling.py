"""Settling: after each gesture and by the clock, each capability makes its own rows right from the facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from handlers.capabilities import BY_NAME, CAPABILITIES, Capability, concerned
from storage.boards import Board, boards_with_due, due_capabilities, set_due, touch, touched


def after_action(session: Session, now: datetime, owner: str) -> None:
    """Settles the boards that this transaction has touched, for the action's own capability and what feeds on it."""
    for board_id in sorted(touched(session)):
        _settle(session, now, board_id, concerned(owner) if owner in BY_NAME else CAPABILITIES)


def one_board(session: Session, now: datetime, board_id: int) -> None:
    """Settles what has come due on a board, in line behind its gestures."""
    board = session.get_one(Board, board_id)
    touch(session, board)
    names = due_capabilities(session, board_id, now)
    _settle(session, now, board_id, [capability for capability in CAPABILITIES if capability.name in names])


def due_boards(session: Session, now: datetime) -> list[int]:
    """The boards on which something has come due, the longest waiting first."""
    return boards_with_due(session, now)


def _settle(session: Session, now: datetime, board_id: int, capabilities: Iterable[Capability]) -> None:
    board = session.get_one(Board, board_id)
    for capability in capabilities:
        set_due(session, board_id, capability.name, capability.settle(session, now, board))
        session.flush()
