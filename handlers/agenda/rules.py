"""Who may raise an item and what may become of it (R39), until when (R16), and the clock of an agenda. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from handlers.agenda.facts import Item
from handlers.boards.rules import Roles
from handlers.calendar_days import working_day_on_or_before


def may_raise(roles: Roles) -> bool:
    """Ledamöter, ersättare, revisorer and staff (R39)."""
    return roles.answers or roles.staff or roles.revisor


def may_return(submitter: Roles) -> bool:
    """Never a ledamot's or a revisor's item: declining is the board's decision (R39)."""
    return not (submitter.ledamot or submitter.revisor)


def closes(meeting_day: date, days: int) -> date:
    """The last day on which items may be raised in time: so many days before, moved back to a working day (R16)."""
    return working_day_on_or_before(meeting_day - timedelta(days=days))


def clock(items: Sequence[Item], start: datetime) -> dict[int, datetime]:
    """When each item begins, if every item before it takes its minutes; ends where an item has none to say."""
    begins: dict[int, datetime] = {}
    at = start
    for item in items:
        begins[item.id] = at
        if item.minutes is None:
            break
        at += timedelta(minutes=item.minutes)
    return begins


def overruns(items: Sequence[Item], start: datetime, end: datetime) -> timedelta:
    """By how much the minutes of all items are longer than the meeting; zero when they fit."""
    total = timedelta(minutes=sum(item.minutes or 0 for item in items))
    return max(total - (end - start), timedelta())


def is_web_link(written: str) -> bool:
    """A whole address that a browser opens, and nothing that could end a link early."""
    try:
        parts = urlsplit(written)
    except ValueError:  # brackets around what is no address of the sixth version
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(written) & set(" <>|\"'")
