"""The reader's own part in a meeting, and what everybody may know of it: words and states for its entry. Pure."""

from __future__ import annotations

from handlers.feeds.events import Partstat
from handlers.feeds.facts import BookedMeeting
from handlers.text import Text
from storage.words import CallState, Coming, MeetingStatus


def is_called(meeting: BookedMeeting) -> bool:
    """Whether the reader is asked to serve, or has said yes."""
    return meeting.own is not None and meeting.own.call is not None


def is_asked(meeting: BookedMeeting) -> bool:
    """Whether the reader has still to answer a call."""
    return meeting.own is not None and meeting.own.call is CallState.ASKED


def attends(meeting: BookedMeeting) -> Partstat:
    """RFC 5545 3.2.12; who is asked to serve hasn't answered yet, whatever they said before."""
    own = meeting.own
    if own is not None and own.call is CallState.ACCEPTED:
        return Partstat.ACCEPTED
    if own is None or own.coming is None or own.call is CallState.ASKED:
        return Partstat.NEEDS_ACTION
    return Partstat.DECLINED if own.coming is Coming.FORHINDER else Partstat.ACCEPTED


def own_mark(text: Text, meeting: BookedMeeting) -> str:
    """The reader's own answer, or call, as it stands in the title."""
    own = meeting.own
    if own is None:
        return ""
    if own.call is not None:
        return text.plain("kan du tjänstgöra?") if own.call is CallState.ASKED else text.plain("du tjänstgör")
    if own.coming is None or not meeting.roles.ledamot:
        return ""
    return {
        Coming.KOMMER: text.plain("du kommer"),
        Coming.DISTANS: text.plain("du deltar på distans"),
        Coming.DELVIS: text.plain("du är med en del"),
        Coming.FORHINDER: text.plain("du har förhinder"),
    }[own.coming]


def own_words(text: Text, meeting: BookedMeeting) -> str:
    """What one has said, in a sentence; and how it is changed."""
    own = meeting.own
    if own is None or meeting.status is MeetingStatus.INSTALLT:
        return ""
    if own.call is CallState.ASKED:
        return text.plain("Du är tillfrågad om att tjänstgöra. Svara i ditt samtal med Klubban i Slack.")
    if own.call is CallState.ACCEPTED:
        return text.plain("Du tjänstgör på mötet.")
    if own.coming is None or not meeting.roles.ledamot:
        return ""
    if own.hours:
        return text.plain("Du är med {hours}.", hours=text.hours(*own.hours))
    if own.coming is Coming.FORHINDER:
        return text.plain("Du har sagt att du har förhinder.")
    return text.plain("Du har sagt att du kommer.")


def public_words(text: Text, meeting: BookedMeeting) -> str:
    """R18."""
    if not meeting.public or meeting.status is MeetingStatus.INSTALLT:
        return ""
    said = text.plain("Mötet fastställer budgeten och är offentligt.")
    return f"{said} {text.plain('Förslaget: {link}', link=meeting.proposal)}" if meeting.proposal else said
