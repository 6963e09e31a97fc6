"""Whatever is typed in a form comes out as it was typed and does nothing: in messages, on Home, in calendars.

That nothing comes back with its marks is seen by the workspace itself, which hears all that is typed (`strict`)."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from sqlalchemy import text as sql

from handlers.feeds.ical import clean_line
from handlers.text import Mrkdwn, unmarked
from tests.driver import Message
from tests.journeys.asking import HABO, SECRETARY
from tests.journeys.calling import attendance, booked
from tests.journeys.injections import ALL
from tests.world import World

CHUNKS = [ALL[start : start + 16] for start in range(0, len(ALL), 16)]


def places(chunk: Sequence[str]) -> list[tuple[str, str]]:
    """Each text once as a title and once as a place."""
    return list(zip(chunk, [*chunk[1:], chunk[0]], strict=True))


def said(message: Message) -> str:
    """All of a message as its reader sees it: what Slack would interpret undone, nothing else."""
    sections = [block["text"]["text"] for block in message.blocks if block["type"] == "section"]
    return "\n".join(unmarked(Mrkdwn(text)) for text in (message.text, *sections))


def summon_all(at: World, n: int) -> None:
    """The kallelse to each of the meetings, from the window that lists them."""
    secretary = at.person(SECRETARY)
    for place in range(n):
        window = attendance(at, SECRETARY)
        secretary.click("Visa närvaron", window, nth=place)
        secretary.click("Skicka kallelse", secretary.view())
        secretary.view().close(everything=True)
    at.quiet()


def test_there_are_sixty_of_them() -> None:
    assert (len(ALL) >= 60, len(set(ALL))) == (True, len(ALL))


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_question_says_what_was_typed_and_nothing_else(vatterbygden: World, chunk: list[str]) -> None:
    at, secretary, habo = vatterbygden, vatterbygden.person(SECRETARY), vatterbygden.person(HABO)
    for title, place in places(chunk):
        secretary.command("/klubban datum 5 mars 2027 kl 9-12", at.channel)
        form = secretary.view().fill({"Vad gäller mötet?": title, "Var?": place}).submit()
        (form.submit() if form.errors or "krockar" in form.words() else form).close(everything=True)
    at.quiet()
    asked = list(zip(map(said, habo.dm()), places(chunk), strict=True))
    assert [(title.strip() in text, place.strip() in text) for text, (title, place) in asked] == [(True, True)] * len(
        chunk
    )
    habo.home()
    secretary.home()
    shown = sorted(title for title, *_ in at.entries(at.link(SECRETARY, "Visa länk till möten för Södra Vätterbygden")))
    assert shown == sorted(f"Förslag: {clean_line(title)}" for title in chunk)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_meeting_says_what_was_typed_and_nothing_else(vatterbygden: World, chunk: list[str]) -> None:
    at, secretary = vatterbygden, vatterbygden.person(SECRETARY)
    for title, place in places(chunk):
        secretary.command("/klubban möte 5 mars 2027 kl 9-12", at.channel)
        form = secretary.view().fill({"Vad är det för möte?": title, "Var?": place}).submit()
        (form.submit() if "krockar" in form.words() else form).close(everything=True)
    at.quiet()
    told = list(zip(map(said, secretary.channel(at.channel)), places(chunk), strict=True))
    assert [(title.strip() in text, place.strip() in text) for text, (title, place) in told] == [(True, True)] * len(
        chunk
    )
    secretary.command("/klubban möte")
    secretary.home()
    summon_all(at, len(chunk))
    summoned = "\n".join(map(said, at.person(HABO).dm()))
    assert [(title.strip() in summoned, place.strip() in summoned) for title, place in places(chunk)] == [
        (True, True)
    ] * len(chunk)
    time.sleep(1)
    shown = sorted(title for title, *_ in at.entries("/kalender/sodra-vatterbygden.ics"))
    assert shown == sorted(f"{clean_line(title)} (preliminärt)" for title in chunk)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_time_of_day_is_a_time_of_day_and_nothing_else(vatterbygden: World, chunk: list[str]) -> None:
    at, secretary, habo = vatterbygden, vatterbygden.person(SECRETARY), vatterbygden.person(HABO)
    booked(at, SECRETARY)
    habo.click("Kommer en del av mötet")
    own = habo.view()
    secretary.click("Svara åt någon", attendance(at, SECRETARY))
    other = secretary.view().fill({"Vem svarar du åt?": "Anders Fors", "Svar": "Kommer en del av mötet"})
    no = "Skriv ett klockslag, till exempel 9.30."
    for text in (text[:20] for text in chunk):  # as long as the field is
        assert own.fill({"Jag kommer klockan": text, "Jag går klockan": text}).submit().errors == {
            "Jag kommer klockan": no
        }
        assert other.fill(
            {"Vem svarar du åt?": "Anders Fors", "Svar": "Kommer en del av mötet", "Går klockan": text}
        ).submit().errors == {"Går klockan": no}
    at.quiet()
    assert "Du har inte svarat än." in habo.dm()[-1].words()


@pytest.mark.parametrize("chunk", CHUNKS)
def test_what_is_written_in_the_conversation_is_never_said_again(vatterbygden: World, chunk: list[str]) -> None:
    at, habo = vatterbygden, vatterbygden.person(HABO)
    booked(at, SECRETARY)
    for text in chunk:
        habo.say(text)
    at.quiet()
    answers = [message for message in habo.dm()[1:] if message.user != HABO]
    shown = "\n".join(said(answer) for answer in answers)
    assert (len(answers), [text for text in chunk if text.strip() in shown]) == (len(chunk), [])
    assert "Du har inte svarat än." in habo.dm()[0].words()
    assert at.read(lambda session: session.execute(sql("SELECT count(*) FROM reply")).scalar()) == 0
