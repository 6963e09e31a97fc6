"""What the messages about a meeting are called: the same name is the same message (storage/outbox.py)."""

from __future__ import annotations

from datetime import datetime

ASK, NOTICE, CALL, CHANNEL, PROMPT = (
    "attendance.ask",
    "attendance.notice",
    "attendance.call",
    "attendance.channel",
    "attendance.prompt",
)


APPROVE = "attendance.approve"


def approve_name(meeting: int, asked: datetime, person: int) -> str:
    """To the chair: the kallelse to look at, each time that it is asked for."""
    return f"{APPROVE}:{meeting}:{asked:%Y%m%d%H%M%S}:{person}"


def ask_name(meeting: int, asked_rev: int, person: int) -> str:
    """The question whether one comes; asked anew when the meeting moves far."""
    return f"{ASK}:{meeting}:{asked_rev}:{person}"


def notice_name(meeting: int, person: int) -> str:
    """The kallelse."""
    return f"{NOTICE}:{meeting}:{person}"


def call_name(call: int) -> str:
    """The call to serve."""
    return f"{CALL}:{call}"


def channel_name(meeting: int) -> str:
    """Who comes, for everybody."""
    return f"{CHANNEL}:{meeting}"


def prompt_name(meeting: int, person: int) -> str:
    """To the secretary: it is time for the kallelse."""
    return f"{PROMPT}:{meeting}:{person}"
