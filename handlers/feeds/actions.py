"""Placeholder until the feeds land."""

from datetime import datetime

from sqlmodel import Session


def make_link_for(session: Session, now: datetime, person_id: int, name: str) -> str:
    """Not yet."""
    raise NotImplementedError
