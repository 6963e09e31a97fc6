"""What people read about meetings."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks import Message, section
from handlers.meetings.facts import MeetingFacts
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import MeetingStatus


def booked(text: Text, board: str, meetings: Sequence[MeetingFacts], year: int) -> Message:
    """The word in the channel: what was booked, and that it is preliminary until the board has decided (R15)."""
    mains = sum(not meeting.reserve for meeting in meetings)
    head = text.n("*{board}: ett möte är bokat.*", "*{board}: {n} möten är bokade.*", mains, board=escape(board))
    rows = [meeting_line(text, meeting, year) for meeting in meetings]
    after = text("Det är preliminärt tills styrelsen har beslutat. Kallelsen kommer senare.")
    return Message(words((head, *rows, after)), (section(lines((head, *rows))), section(after)))


def meeting_line(text: Text, meeting: MeetingFacts, year: int) -> Mrkdwn:
    """ "fredag 5 mars kl. 9.00–12.00: Budgetmöte, Jönköping (preliminärt)"."""
    time = Mrkdwn(capital(text.when(meeting.start, meeting.end, this_year=year)))
    place = Mrkdwn(f", {escape(meeting.place)}") if meeting.place else Mrkdwn("")
    line = Mrkdwn(f"*{time}*: {escape(meeting.title)}{place}")
    if meeting.reserve:
        return words((line, text("(reservdatum)")))
    return words((line, text("(preliminärt)"))) if meeting.status is MeetingStatus.PRELIMINAR else line
