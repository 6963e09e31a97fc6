"""What people read about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.blocks import Message, section
from handlers.meetings.facts import MeetingFacts
from handlers.meetings.rules import Announced
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import MeetingMode, MeetingStatus


def booked(text: Text, board: str, meetings: Sequence[MeetingFacts], year: int) -> Message:
    """The word in the channel: what was booked, and that it is preliminary until the board has decided (R15)."""
    mains = sum(not meeting.reserve for meeting in meetings)
    head = text.n("*{board}: ett möte är bokat.*", "*{board}: {n} möten är bokade.*", mains, board=escape(board))
    rows = [meeting_line(text, meeting, year) for meeting in meetings]
    preliminary = any(meeting.status is MeetingStatus.PRELIMINAR for meeting in meetings)
    after = text("Det är preliminärt tills styrelsen har beslutat. Kallelsen kommer senare.") if preliminary else None
    blocks = (section(lines((head, *rows))), *([section(after)] if after else []))
    aloud = [text("{line}.", line=row) for row in rows]
    return Message(words((head, *aloud, after or Mrkdwn(""))), blocks)


def meeting_line(text: Text, meeting: MeetingFacts, year: int) -> Mrkdwn:
    """ "fredag 5 mars kl. 9.00–12.00: Budgetmöte, Jönköping (preliminärt)"."""
    time = Mrkdwn(capital(text.when(meeting.start, meeting.end, this_year=year)))
    place = Mrkdwn(f", {escape(meeting.place)}") if meeting.place else Mrkdwn("")
    line = Mrkdwn(f"*{time}*: {escape(meeting.title)}{place}")
    if meeting.reserve:
        return words((line, text("(reservdatum)")))
    return words((line, text("(preliminärt)"))) if meeting.status is MeetingStatus.PRELIMINAR else line


def changed(
    text: Text,
    board: str,
    before: Announced,
    after: Announced,
    year: int,
    reserve: date | None = None,
    asked: bool = False,
) -> Message:
    """The word of a change, to each one concerned: what was, what is, and nothing else.

    `reserve` is the reserve date that is called off with the meeting; `asked` where people have been asked whether they
    come, for an answer about the old time no longer holds."""
    head = _headline(text, before, after, year)
    about = Mrkdwn(f"{escape(after.title)}, {escape(board)}.")
    if after.cancelled:
        also = _reserve_gone(text, reserve, year) if reserve else Mrkdwn("")
        return Message(words((head, about, also)), (section(words((head, about, also))),))
    rest = [about, *_news(text, before, after)]
    if asked and (before.start, before.end) != (after.start, after.end):
        rest.append(text("Har du svarat om du kommer? Svaret gällde den gamla tiden, så svara igen."))
    return Message(words((head, *rest)), (section(words((head, *rest))),))


def _reserve_gone(text: Text, reserve: date, year: int) -> Mrkdwn:
    day = Mrkdwn(text.day(reserve, this_year=year))
    return text("Reservdatumet {day} gäller inte heller.", day=day)


def _headline(text: Text, before: Announced, after: Announced, year: int) -> Mrkdwn:
    was = Mrkdwn(text.when(before.start, before.end, this_year=year))
    now = Mrkdwn(text.when(after.start, after.end, this_year=year))
    if after.cancelled:
        return text("*Mötet {was} är inställt.*", was=was)
    if (before.start, before.end) != (after.start, after.end):
        return text("*Mötet {was} är flyttat till {now}.*", was=was, now=now)
    return text("*Mötet {now} är ändrat.*", now=now)


def _news(text: Text, before: Announced, after: Announced) -> list[Mrkdwn]:
    news: list[Mrkdwn] = []
    if after.title != before.title:
        news.append(text("Det hette tidigare {title}.", title=escape(before.title)))
    if after.place != before.place:
        place = escape(after.place) if after.place else text("inte bestämd än")
        news.append(text("Ny plats: {place}.", place=place))
    if after.mode is not before.mode:
        news.append(
            {
                MeetingMode.FYSISKT: text("Mötet hålls på plats."),
                MeetingMode.DIGITALT: text("Mötet hålls digitalt."),
                MeetingMode.HYBRID: text("Mötet hålls både på plats och digitalt."),
            }[after.mode]
        )
    if after.link and after.link != before.link:
        news.append(text("Länk till mötet: {link}", link=escape(after.link)))
    return news
