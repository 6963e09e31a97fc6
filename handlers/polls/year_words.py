"""What people read about a year's terms and dates, before a question or a meeting goes out (R19, R41)."""

from __future__ import annotations

from handlers.polls.year import Due, NoticeKind, Planned, YearNotice
from handlers.text import Mrkdwn, Text, capital, escape


def year_words(text: Text, notice: YearNotice, year: int) -> Mrkdwn:
    """One thing worth a look, and what to do about it where something can be done."""
    written = text.day(notice.day, this_year=year)
    match notice.kind:
        case NoticeKind.VACANT:
            return text.n(
                "{day} saknar en plats ledamot enligt förteckningen. Den räknas som tom.",
                "{day} saknar {n} platser ledamot enligt förteckningen. De räknas som tomma.",
                notice.n,
                day=Mrkdwn(capital(written)),
            )
        case NoticeKind.TERM_ENDS:
            assert notice.ends is not None
            return text(
                "Mandatperioden går ut {end}, men förteckningen har samma personer {day}. Ändra den först om andra "
                "sitter i styrelsen då: frågan går till dem som förteckningen nämner.",
                end=Mrkdwn(text.day(notice.ends, this_year=year)),
                day=Mrkdwn(written),
            )
        case NoticeKind.TOO_LATE:
            assert notice.due is not None
            return text(
                "{day} är för sent: {what} ska vara klar senast {by}.",
                day=Mrkdwn(capital(written)),
                **_due(text, notice.due, year),
            )
        case NoticeKind.NO_MEETING_IN_TIME:
            assert notice.due is not None
            return text(
                "Inget möte ligger rätt för {what}, som ska vara klar senast {by}.", **_due(text, notice.due, year)
            )


def _due(text: Text, due: Due, year: int) -> dict[str, Mrkdwn]:
    return {"what": escape(_matter(text, due)), "by": Mrkdwn(text.day(due.by, this_year=year))}


def _matter(text: Text, due: Due) -> str:
    by_law = {"budget": text.plain("budgeten"), "arsredovisning": text.plain("årsredovisningen")}
    return by_law.get(due.what, due.what)


def planned_words(text: Text, planned: Planned, year: int) -> Mrkdwn:
    """A line of the yearly plan: the meeting that is in time, or that there is none."""
    if planned.meeting is None:
        return text(
            "Inget möte ligger rätt för {what}, som ska vara klar senast {by}.", **_due(text, planned.due, year)
        )
    what, by = escape(capital(_matter(text, planned.due))), Mrkdwn(text.day(planned.due.by, this_year=year))
    day = Mrkdwn(text.day(planned.meeting, this_year=year))
    return text("{what}, senast {by}: mötet {day}.", day=day, what=what, by=by)
