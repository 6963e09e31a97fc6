"""Words for people: Swedish is written in the code, other languages stand in handlers/locale (Babel catalogs).

`Text` speaks one language. Calling it gives mrkdwn, whose arguments must be escaped already (the type says so);
`.plain` gives plain text, whose arguments are taken as they are. Times are spoken as on the meeting's wall."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NewType

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

Mrkdwn = NewType("Mrkdwn", str)
"""Text that Slack may interpret: everything in it that a person typed has passed `escape`."""

LANGUAGES = ("sv", "en")
LOCALE = Path(__file__).parent / "locale"


def escape(typed: str) -> Mrkdwn:
    """What a person typed, harmless in mrkdwn: no mention, no link, no format (Slack: "Escaping text").

    Slack knows only three escapes; a format character gets an invisible word joiner on each side and stays itself."""
    safe = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "*_~`":
        safe = safe.replace(mark, f"\u2060{mark}\u2060")
    return Mrkdwn(safe)


def link(url: str, label: Mrkdwn) -> Mrkdwn:
    """A link with a name. `url` is ours or one that we have checked; a bar or bracket in it would end it early."""
    clean = url.replace("&", "&amp;").replace("|", "%7C").replace(">", "%3E").replace("<", "%3C")
    return Mrkdwn(f"<{clean}|{label}>")


def unmarked(mrkdwn: Mrkdwn) -> str:
    """Mrkdwn where Slack shows plain text (the errors of a form): entities undone, format characters of ours gone."""
    typed = re.sub("(?<!\u2060)\\*", "", mrkdwn)
    typed = re.sub("\u2060([*_~`])\u2060", r"\1", typed)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def lines(parts: Iterable[Mrkdwn]) -> Mrkdwn:
    """One below the other."""
    return Mrkdwn("\n".join(parts))


def words(parts: Iterable[Mrkdwn]) -> Mrkdwn:
    """One sentence after the other; empty ones leave no gap."""
    return Mrkdwn(" ".join(part for part in parts if part))


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


@cache
def _catalog(language: str) -> NullTranslations:
    path = LOCALE / language / "klubban.po"
    if not path.exists():
        return NullTranslations()  # Swedish: the code's own words
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return Translations(compiled)


class Text:
    """One language's voice."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalog = _catalog(self.language)
        self._locale = Locale.parse("en_GB" if self.language == "en" else "sv_SE")

    def __call__(self, message: str, /, **values: Mrkdwn | int) -> Mrkdwn:
        """The message as mrkdwn."""
        return Mrkdwn(self._catalog.gettext(message).format(**values))

    def plain(self, message: str, /, **values: str | int) -> str:
        """The message as plain text: headers, buttons, calendars."""
        return self._catalog.gettext(message).format(**values)

    def n(self, one: str, many: str, n: int, /, **values: Mrkdwn | int) -> Mrkdwn:
        """The form that fits the number, which the message calls {n}."""
        return Mrkdwn(self._catalog.ngettext(one, many, n).format(n=n, **values))

    def listed(self, parts: Iterable[str]) -> str:
        """ "a, b och c"."""
        return format_list(list(parts), locale=self._locale)

    def either(self, parts: Iterable[str]) -> str:
        """ "a, b eller c"."""
        return format_list(list(parts), style="or", locale=self._locale)

    def day(self, day: date, *, this_year: int | None = None) -> str:
        """ "fredag 5 mars", with the year when it isn't `this_year`."""
        pattern = "EEEE d MMMM" if day.year == this_year else "EEEE d MMMM y"
        return format_date(day, pattern, locale=self._locale)

    def short_day(self, day: date) -> str:
        """ "5 mars"."""
        return format_date(day, "d MMMM", locale=self._locale)

    def hour(self, moment: datetime) -> str:
        """ "9.00", in English "9:00"."""
        return f"{moment.hour}{':' if self.language == 'en' else '.'}{moment.minute:02d}"

    def hours(self, start: datetime, end: datetime) -> str:
        """ "kl. 9.00–12.00"."""
        span = f"{self.hour(start)}–{self.hour(end)}"
        return span if self.language == "en" else f"kl. {span}"

    def when(self, start: datetime, end: datetime, *, this_year: int | None = None) -> str:
        """ "fredag 5 mars kl. 9.00–12.00"; a meeting that ends another day names that day too."""
        if start.date() != end.date():
            return f"{self.moment(start, this_year=this_year)} – {self.moment(end, this_year=this_year)}"
        comma = "," if self.language == "en" else ""
        return f"{self.day(start.date(), this_year=this_year)}{comma} {self.hours(start, end)}"

    def moment(self, moment: datetime, *, this_year: int | None = None) -> str:
        """ "onsdag 2 december kl. 16.00"."""
        at = " at " if self.language == "en" else " kl. "
        return f"{self.day(moment.date(), this_year=this_year)}{at}{self.hour(moment)}"
