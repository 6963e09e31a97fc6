"""Sixty items with names as long as they may be, full of signs: everything still fits and nothing is lost."""

from __future__ import annotations

from handlers.agenda import actions
from handlers.agenda.facts import Wanted
from handlers.run import Who
from storage.rosters import person_behind
from tests.journeys.calling import make
from tests.journeys.test_calling_in_turn import CARINA, ELIN, NORA, dalarna
from tests.world import World

__all__ = ["dalarna"]
NASTY = "*fet* _kursiv_ ~struken~ `kod` <!channel> <@U1> <https://x.example|länk> & "
N = 60


def person(world: World, slack: str) -> Who:
    found = world.read(lambda session: person_behind(session, slack))
    assert found is not None
    return Who(found[0], slack, found[2], "sv")


def sixty(world: World) -> None:
    nora = person(world, NORA)
    for n in range(1, N + 1):
        title = f"Ärende {n}: {NASTY * 5}"[:300]
        world.does(actions.submit, nora, 1, Wanted(title, background=NASTY * 30, minutes=3))
    world.quiet()


def test_sixty_items_fit_in_the_window_and_in_the_kallelse_and_nobody_is_mentioned(dalarna: World) -> None:
    make(dalarna, NORA, "Styrelsemöte: 20 januari 2027 kl 9-12")
    sixty(dalarna)
    for slack in (NORA, ELIN):
        member = dalarna.person(slack)
        member.command("/klubban dagordning", dalarna.channel)
        shown = [line for line in member.view().words().split("\n") if line.startswith("§")]
        assert [line.split(":")[0] for line in shown] == [f"§ {n} Ärende {n}" for n in range(1, N + 1)]
        member.view().close(everything=True)
    nora = dalarna.person(NORA)
    nora.command("/klubban närvaro", dalarna.channel)
    nora.click("Skicka kallelse", nora.view())
    dalarna.quiet()
    kallelse = dalarna.person(CARINA).dm()[-1]
    assert [kallelse.words().count(f"§ {n} Ärende {n}:") for n in (1, 30, N)] == [1, 1, 1]
    assert "<!channel>" not in kallelse.text + str(kallelse.blocks)


def test_three_thousand_signs_on_a_message_become_a_name_that_fits_and_the_whole_as_background(dalarna: World) -> None:
    make(dalarna, NORA, "Styrelsemöte: 20 januari 2027 kl 9-12")
    carina = dalarna.person(CARINA)
    carina.say((NASTY * 40)[:3000], dalarna.channel)
    dalarna.quiet()
    message = next(m for m in carina.channel(dalarna.channel) if m.user == CARINA)
    carina.shortcut("agenda.message.shortcut", message)
    view = carina.view()
    assert len(view.values["Vad gäller det?"]["value"]) <= 300
    assert "är mottaget" in view.submit().words()
    dalarna.quiet()
    assert "<!channel>" not in str(dalarna.person(NORA).dm()[-1].blocks)
