"""The edge between listeners and actions: one gesture, one transaction (house rule 3).

`run` opens the session in a database thread, keeps duplicates out by `once`, calls the action with session and now,
settles the boards that it touched, commits, and returns frozen plain values. `look` reads. Both are made in
bot/app.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlmodel import Session

from handlers.text import Text

P = ParamSpec("P")
R = TypeVar("R")


class Run(Protocol):
    """Carries out an action once."""

    async def __call__(
        self,
        action: Callable[Concatenate[Session, datetime, P], R],
        once: str | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Raises Refusal when the action refuses, AlreadyDone when `once` was carried out before."""
        ...


class Look(Protocol):
    """Reads, in one consistent view."""

    async def __call__(
        self, query: Callable[Concatenate[Session, datetime, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Whatever the query returns; nothing is written."""
        ...


@dataclass(frozen=True, slots=True)
class Who:
    """The one who makes the gesture, as the database knows them; roles are read in each action."""

    person: int
    slack: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Gesture:
    """What bot/slack.py knows of a request before the listener runs."""

    who: Who
    once: str
    text: Text
    channel: str | None
    """The conversation in which it was made, if it was in one."""
    redraw: Callable[[str], None]
    """Starts, in the background, the rewriting of the clicked message as the card of this name now looks."""
    home: Callable[[], None]
    """Starts, in the background, the publishing of the person's Home."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What a capability's listeners get: how to act, how to read, and where the program is reached."""

    run: Run
    look: Look
    url: str | None
    """KLUBBAN_URL without a slash at the end; None hides pages and calendars."""
    page: Callable[[str], str] | None = None
    """A calendar link's token → the address of its page, which holds for a day; None hides the page."""
    document: Callable[[str, int, int], str] | None = None
    """(kind, the thing's id, the person) → the address of a file, for that person and a day; None hides files."""
