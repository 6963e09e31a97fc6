"""What the journeys about who comes share: a meeting that people are asked about, and what each has read."""

from __future__ import annotations

from datetime import timedelta

from tests.driver import View
from tests.journeys.test_meetings import meetings_list
from tests.world import World


def booked(world: World, secretary: str, line: str = "Styrelsemöte: 4 december 2026 kl 9-12", **more: str) -> None:
    """A meeting eleven days away, and the present on the day when people are asked (Friday 27 November, 10:00)."""
    make(world, secretary, line, **more)
    world.pass_time(timedelta(days=4, hours=1))


def make(world: World, secretary: str, line: str = "Styrelsemöte: 4 december 2026 kl 9-12", **more: str) -> None:
    person = world.person(secretary)
    person.command(f"/klubban möte {line}", world.channel)
    form = person.view().fill(more).submit()
    form = form if "Mötet är bokat." in form.words() else form.submit()  # past what was pointed out
    assert "Mötet är bokat." in form.words()
    person.view().close(everything=True)
    world.quiet()


def minutes(world: World, n: float = 2) -> None:
    world.pass_time(timedelta(minutes=n))


def hours(world: World, n: float) -> None:
    world.pass_time(timedelta(hours=n))


def says(world: World, slack: str, label: str) -> None:
    """Clicks, and lets two minutes pass: a call leaves a minute after the click that caused it."""
    world.person(slack).click(label)
    minutes(world)


def last(world: World, slack: str) -> str:
    """The newest message in somebody's DM."""
    messages = world.person(slack).dm()
    return messages[-1].words() if messages else ""


def heads(world: World, slack: str) -> list[str]:
    """The first sentence of every message in somebody's DM, oldest first."""
    return [message.text.split("*")[1] for message in world.person(slack).dm() if message.user != slack]


def card(world: World, reader: str) -> str:
    """The channel's card of who comes."""
    return world.person(reader).channel(world.channel)[-1].words()


def attendance(world: World, slack: str) -> View:
    """`/klubban närvaro`, as that person sees it."""
    person = world.person(slack)
    person.command("/klubban närvaro", world.channel)
    return person.view()


def moves(world: World, secretary: str, day: str, to: str) -> None:
    person = world.person(secretary)
    person.click(f"Ändra {day}", meetings_list(world, secretary))
    person.view().fill({"När?": to}).submit()
    person.view().close(everything=True)
    minutes(world)
