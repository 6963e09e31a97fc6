"""Why a gesture on a meeting isn't carried out."""

from __future__ import annotations

from handlers.meetings.rules import Announced
from handlers.text import Mrkdwn, Text


def over(text: Text) -> Mrkdwn:
    """A meeting that has been held or called off."""
    return text("Mötet är redan hållet eller inställt, så det går inte att ändra.")


def no_such_meeting(text: Text) -> Mrkdwn:
    """A click on a meeting that isn't there."""
    return text("Mötet finns inte längre.")


def no_reserve(text: Text) -> Mrkdwn:
    """No reserve date stands."""
    return text("Mötet har inget reservdatum kvar.")


def moved_on(text: Text, facts: Announced, year: int) -> Mrkdwn:
    """Somebody else changed the meeting first."""
    time = Mrkdwn(text.when(facts.start, facts.end, this_year=year))
    return text("Någon hann ändra mötet före dig, så inget är ändrat nu. Det är {time}. Öppna listan igen.", time=time)


def past(text: Text) -> Mrkdwn:
    """A time gone by."""
    return text("Den dagen har redan varit.")


def not_a_link(text: Text) -> Mrkdwn:
    """Something that no program would open."""
    return text("Skriv hela länken, till exempel https://teams.example/möte.")


def one_time(text: Text) -> Mrkdwn:
    """A form with no time or several."""
    return text("Skriv en enda tid, till exempel fredag 5 mars kl 9-12.")
