"""What the journeys about dates share: asking, answering, looking at the card."""

from __future__ import annotations

from tests.world import World

SECRETARY, CHAIR, VICE, HABO = "UV20SEKR", "UV01FK", "UV03REGION", "UV06HABO"
LEDAMOTER = ["UV01FK", "UV02AF", "UV03REGION", "UV04JONKOPING", "UV05MULLSJO", "UV06HABO", "UV07VAGGERYD"]
ERSATTARE = ["UV11FK", "UV12AF", "UV13REGION", "UV14JONKOPING", "UV15MULLSJO", "UV16HABO", "UV17VAGGERYD"]
TWO_DAYS = "Budgetmöte: 5 mars 2027 kl 9-12, 12 mars 2027 kl 9-12"


def ask(world: World, dates: str = TWO_DAYS, by: str = SECRETARY) -> None:
    person = world.person(by)
    assert person.command(f"/klubban datum {dates}", world.channel) == []
    sent = person.view().submit()
    assert "Frågan är på väg till 14 personer." in sent.words(), sent.words()
    sent.close()
    world.quiet()


def answer(world: World, people: list[str], label: str) -> None:
    for slack in people:
        world.person(slack).click(label)
    world.quiet()


def card(world: World) -> str:
    return world.person(CHAIR).channel(world.channel)[0].words()
