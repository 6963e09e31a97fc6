"""One meeting or open time → one calendar entry in its reader's words. Pure.

What an entry says never depends on the present: dates are written with their year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.feeds.events import Busy, CalendarEvent, EventStatus, OwnAnswer, Partstat
from handlers.feeds.facts import Audience, BookedMeeting, CalendarBoard, OpenTime, Viewer
from handlers.feeds.own import attends, is_asked, is_called, own_mark, own_words, public_words
from handlers.text import Text
from storage.words import Answer, Coming, MeetingKind, MeetingMode, MeetingStatus

PARTSTAT = {
    Answer.KAN: Partstat.ACCEPTED,
    Answer.HELST_INTE: Partstat.TENTATIVE,
    Answer.KAN_INTE: Partstat.DECLINED,
}


def meeting_entry(text: Text, viewer: Viewer, board: CalendarBoard, meeting: BookedMeeting) -> CalendarEvent:
    """A booked meeting. It has its open time's UID, so that the tentative entry becomes the meeting."""
    inside = viewer.audience is not Audience.PUBLIC
    concerned = meeting.roles.ledamot or is_called(meeting)
    own = _own(viewer, board, attends(meeting)) if concerned else None
    return CalendarEvent(
        uid=_uid(meeting.uid),
        created=meeting.created,
        changed=_changed(meeting),
        start=meeting.start,
        end=meeting.end,
        zone=meeting.zone,
        summary=_meeting_title(text, viewer, board, meeting),
        sequence=meeting.sequence,
        status=_status(meeting),
        busy=_busy(viewer, meeting),
        transparent=_is_free(viewer, meeting),
        location=_location(text, meeting),
        description=_paragraphs(_about_meeting(text, viewer, board, meeting)),
        conference=(meeting.link or "") if inside else "",
        conference_label=text.plain("Anslut till mötet") if inside and meeting.link else "",
        categories=(board.short,),
        organizer=_organizer(viewer, board, own),
        organizer_name=board.name,
        own=own,
    )


def _changed(meeting: BookedMeeting) -> datetime:
    moments = [meeting.changed]
    if meeting.main:
        moments.append(meeting.main.changed)
    if meeting.own:
        moments.append(meeting.own.changed)
    if meeting.agenda_changed:
        moments.append(meeting.agenda_changed)
    return max(moments)


def time_entry(text: Text, viewer: Viewer, board: CalendarBoard, open_time: OpenTime) -> CalendarEvent:
    """A time that is being asked about: tentative, and free for one who can't."""
    free = open_time.answer is Answer.KAN_INTE
    own = _own(viewer, board, _partstat(open_time.answer)) if open_time.asked else None
    return CalendarEvent(
        uid=_uid(open_time.uid),
        created=open_time.created,
        changed=max(open_time.created, open_time.answered or open_time.created),
        start=open_time.start,
        end=open_time.end,
        zone=open_time.zone,
        summary=_time_title(text, viewer, board, open_time),
        status=EventStatus.TENTATIVE,
        busy=Busy.FREE if free else Busy.TENTATIVE,
        transparent=free,
        location=_location(text, open_time),
        description=_paragraphs(_about_time(text, board, open_time)),
        categories=(board.short,),
        organizer=_organizer(viewer, board, own),
        organizer_name=board.name,
        own=own,
    )


def _uid(uid: str) -> str:
    return f"{uid}@klubban"


def _own(viewer: Viewer, board: CalendarBoard, partstat: Partstat) -> OwnAnswer | None:
    """One's own address and answer, when the board has an address too (RFC 5546 3.2)."""
    return OwnAnswer(viewer.address, partstat) if viewer.address and board.email else None


def _partstat(answer: Answer | None) -> Partstat:
    return PARTSTAT[answer] if answer else Partstat.NEEDS_ACTION


def _organizer(viewer: Viewer, board: CalendarBoard, own: OwnAnswer | None) -> str:
    """A published feed must name one; a person's names one beside the person or not at all."""
    if viewer.audience is Audience.PERSON:
        return board.email or "" if own else ""
    return board.email or board.page


def _status(meeting: BookedMeeting) -> EventStatus:
    if meeting.status is MeetingStatus.INSTALLT:
        return EventStatus.CANCELLED
    return EventStatus.TENTATIVE if meeting.main or is_asked(meeting) else EventStatus.CONFIRMED


def _is_free(viewer: Viewer, meeting: BookedMeeting) -> bool:
    """Cancelled; or the reader can't come, is an ersättare who isn't called, or only asked to come (a revisor)."""
    serves = meeting.roles.ledamot or meeting.roles.staff or is_called(meeting)
    away = meeting.own is not None and meeting.own.coming is Coming.FORHINDER and not is_called(meeting)
    off = meeting.status is MeetingStatus.INSTALLT or away
    return off or (viewer.audience is Audience.PERSON and not serves)


def _busy(viewer: Viewer, meeting: BookedMeeting) -> Busy:
    if _is_free(viewer, meeting):
        return Busy.FREE
    return Busy.TENTATIVE if meeting.main or is_asked(meeting) else Busy.BUSY


def _title(viewer: Viewer, board: CalendarBoard, title: str) -> str:
    """With the board's name in a person's feed, where several boards stand side by side."""
    return f"{board.short}: {title}" if viewer.audience is Audience.PERSON else title


def _meeting_title(text: Text, viewer: Viewer, board: CalendarBoard, meeting: BookedMeeting) -> str:
    title = _title(viewer, board, meeting.title)
    if meeting.status is MeetingStatus.INSTALLT:
        return text.plain("INSTÄLLT: {title}", title=title)
    if meeting.main:
        return text.plain("Reservdatum: {title}", title=title)
    marks = [text.plain("preliminärt")] if _is_preliminary(meeting) else []
    if own := own_mark(text, meeting):
        marks.append(own)
    return f"{title} ({', '.join(marks)})" if marks else title


def _is_preliminary(meeting: BookedMeeting) -> bool:
    return meeting.status is MeetingStatus.PRELIMINAR


def _time_title(text: Text, viewer: Viewer, board: CalendarBoard, open_time: OpenTime) -> str:
    title = _title(viewer, board, open_time.title)
    match open_time.answer:
        case Answer.KAN:
            return text.plain("Förslag: {title} (du kan)", title=title)
        case Answer.HELST_INTE:
            return text.plain("Förslag: {title} (du kan helst inte)", title=title)
        case Answer.KAN_INTE:
            return text.plain("Förslag: {title} (du kan inte)", title=title)
    return text.plain("Förslag: {title}", title=title)


def _location(text: Text, row: BookedMeeting | OpenTime) -> str:
    if row.place:
        return row.place
    return text.plain("Digitalt möte") if row.mode is MeetingMode.DIGITALT else ""


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _about_meeting(text: Text, viewer: Viewer, board: CalendarBoard, meeting: BookedMeeting) -> list[str]:
    return [
        _what(text, board, meeting),
        _how(text, meeting.mode),
        _stands(text, meeting),
        public_words(text, meeting),
        _substitute(text, meeting),
        own_words(text, meeting),
        (meeting.note or "") if viewer.audience is not Audience.PUBLIC else "",
    ]


def _what(text: Text, board: CalendarBoard, meeting: BookedMeeting) -> str:
    match meeting.kind:
        case MeetingKind.SAMMANTRADE:
            return text.plain("Sammanträde med {board}.", board=board.name)
        case MeetingKind.SAMRAD:
            return text.plain("Medlemssamråd med {board}.", board=board.name)
        case MeetingKind.ARBETSDAG:
            return text.plain("Arbetsdag med {board}.", board=board.name)
        case MeetingKind.ANNAT:
            return text.plain("Möte med {board}.", board=board.name)


def _how(text: Text, mode: MeetingMode) -> str:
    match mode:
        case MeetingMode.FYSISKT:
            return ""
        case MeetingMode.DIGITALT:
            return text.plain("Mötet hålls digitalt.")
        case MeetingMode.HYBRID:
            return text.plain("Det går att delta på plats eller på distans.")


def _stands(text: Text, meeting: BookedMeeting) -> str:
    """How sure the day is (R15)."""
    if meeting.status is MeetingStatus.INSTALLT:
        return text.plain("Mötet är inställt.")
    if meeting.main:
        day = text.day(meeting.main.start.date())
        return text.plain("Det här är reservdatum. Det gäller om mötet {day} inte blir av.", day=day)
    return text.plain("Dagen är preliminär tills styrelsen har beslutat.") if _is_preliminary(meeting) else ""


def _substitute(text: Text, meeting: BookedMeeting) -> str:
    if not meeting.roles.ersattare or meeting.roles.ledamot or meeting.status is MeetingStatus.INSTALLT:
        return ""
    if is_called(meeting):
        return ""
    return text.plain("Du är ersättare och är välkommen. Du tjänstgör bara om vi kallar in dig.")


def _about_time(text: Text, board: CalendarBoard, open_time: OpenTime) -> list[str]:
    deadline = text.moment(open_time.deadline)
    asks = text.plain("{board} frågar om den här tiden. Det är ingen kallelse.", board=board.name)
    if open_time.asked:
        until = text.plain("Svara senast {deadline} i ditt samtal med Klubban i Slack.", deadline=deadline)
    else:
        until = text.plain("Svaren ska ha kommit senast {deadline}.", deadline=deadline)
    reserve = text.plain("Det här är ett förslag till reservdatum.") if open_time.reserve else ""
    return [asks, reserve, until, open_time.note or ""]
