"""What the messages about a meeting are called: the same name is the same message (storage/outbox.py)."""

from __future__ import annotations

ASK, NOTICE, CALL, CHANNEL, PROMPT = (
    "attendance.ask",
    "attendance.notice",
    "attendance.call",
    "attendance.channel",
    "attendance.prompt",
)


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
