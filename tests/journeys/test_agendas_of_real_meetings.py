"""The agendas of three meetings that were held, built in Slack by several people, come out with the minutes' §§."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.journeys.calling import make
from tests.world import World, roster, world

FORMALIA, DECISION, INFORMATION, DISCUSSION, BUDGET = "Formalia", "Beslut", "Information", "Diskussion", "Budget"

DALARNA = (
    ("Protokolljustering och dagordning", FORMALIA),
    ("Delårsbokslut januari – augusti 2024", DECISION),
    ("Överenskommelse med Avesta kommun om nyttjande av förbundets lokal", DECISION),
    ("Helårsrapporter Samverkansteamerna juli 2023 - juni 2024", DECISION),
    ("Äskande för 2025 från Samverkansteamerna", DECISION),
    ("Regeringens uppdrag om en översyn av lagen om finansiell samordning", DECISION),
    ("Aktuellt läge", INFORMATION),
    ("Kommunikation", INFORMATION),
    ("Utdelning av indikatorenkät till styrelseledamöter", INFORMATION),
    ("Lokal förändringsteori – hur förbundet möter ESF projektets mål", DECISION),
    ("Övriga frågor – informationspunkter", INFORMATION),
    ("Reflektioner om jämställdhet och mångfald från dagens styrelsemöte", DISCUSSION),
)
VATTERBYGDEN = (
    ("Öppnande", FORMALIA),
    ("Val av justerare", FORMALIA),
    ("Fastställande av dagordning", FORMALIA),
    ("Information om översynen av förbundens arbetssätt i länet", INFORMATION),
    ("Meddelanden", INFORMATION),
    ("Fortsatt strategiprocess – mål och delmål", DECISION),
    ("Tjänsten som verksamhetsutvecklare", DECISION),
    ("Verksamhetsplan 2021", BUDGET),
    ("Strategi gällande kommande budgetar", DECISION),
    ("Kommande möten", DECISION),
    ("Övriga frågor", INFORMATION),
    ("Avslutning", FORMALIA),
)
INSJORIKET = (
    ("Sammanträdet öppnas", FORMALIA),
    ("Val av justerare", FORMALIA),
    ("Fastställande av dagordning", FORMALIA),
    ("Europeiska socialfonden – kommande utlysning", DECISION),
    ("Beslut uppdatering av arkivplan och dokumenthanteringsplan", DECISION),
    ("Nationella rådets dragning om rådets roll", INFORMATION),
    ("Aktuell avseende kommunikationsstrategi samt beslut om avsiktsförklaring", DECISION),
    ("Aktuella läget utvärdering Inspektion för socialförsäkring", INFORMATION),
    ("Sammanfattning av samordnarnas rapporter", INFORMATION),
    ("Informationspunkt förbundschef", INFORMATION),
    ("Övriga frågor", INFORMATION),
    ("Sammanträdet avslutas", FORMALIA),
)


def raises(world: World, slack: str, title: str, kind: str) -> None:
    person = world.person(slack)
    person.command(f"/klubban ärende {title}", world.channel)
    assert "är mottaget" in person.view().fill({"Vad behövs?": kind}).submit().words()
    person.view().close(everything=True)
    world.quiet()


def takes_in(world: World, secretary: str, title: str, place: int) -> None:
    """From the queue onto the agenda, at its place."""
    person = world.person(secretary)
    person.command("/klubban dagordning", world.channel)
    person.click(f"Ta med: {title}", person.view())
    menus = [line for line in person.view().words().split("\n") if line.startswith("§")]
    nth = next(n for n, line in enumerate(menus) if title in line)
    person.click("Ändra, ge plats eller flytta", person.view(), nth=nth)
    person.view().fill({"Plats på dagordningen": str(place)}).submit()
    person.view().close(everything=True)


def makes_part(world: World, secretary: str, title: str) -> None:
    person = world.person(secretary)
    person.command("/klubban dagordning", world.channel)
    lines = [line for line in person.view().words().split("\n") if line.startswith("§")]
    mains = [line for line in lines if line.split(" ")[2] not in "abcdefg"]
    nth = next(n for n, line in enumerate(mains) if title in line)
    person.click("Del av ärendet ovanför", person.view(), nth=nth)
    person.view().close(everything=True)


def agenda(world: World, slack: str) -> list[str]:
    person = world.person(slack)
    person.command("/klubban dagordning", world.channel)
    lines = [line for line in person.view().words().split("\n") if line.startswith("§")]
    person.view().close(everything=True)
    return lines


def expected(items: tuple[tuple[str, str], ...], first: int) -> list[str]:
    return [f"§ {first + n} {title} {kind}." for n, (title, kind) in enumerate(items)]


def test_sodra_dalarna_goes_on_at_27_with_what_a_ledamot_and_the_revisor_raised(sqlite_url: str) -> None:
    board = roster("sodra-dalarna")
    board = replace(board, rules=replace(board.rules, first_paragraph=27))
    with world(sqlite_url, board, datetime.fromisoformat("2024-08-20T09:00+02:00")) as dalarna:
        make(dalarna, "UD20CHEF", "Styrelsemöte: onsdag 18 september 2024 klockan 08:30-15:15")
        others = {7: "UD05SATER", 11: "UD21REVISOR"}
        for n, (title, kind) in enumerate(DALARNA):
            raises(dalarna, others.get(n, "UD20CHEF"), title, kind)
        for n in others:
            takes_in(dalarna, "UD20CHEF", DALARNA[n][0], n + 1)
        assert agenda(dalarna, "UD01AVESTA") == expected(DALARNA, 27)


def test_sodra_vatterbygden_has_an_item_in_four_parts(sqlite_url: str) -> None:
    board = roster("vatterbygden-2020")
    with world(sqlite_url, board, datetime.fromisoformat("2020-10-12T09:00+02:00")) as vatterbygden:
        line = "Styrelsemöte: måndagen den 16 november 2020, kl 09.00-11.20"
        make(vatterbygden, "UV20CHEF", line)
        parts = [(f"Översynen, del {n}", INFORMATION) for n in range(1, 5)]
        for title, kind in (*VATTERBYGDEN[:4], *parts, *VATTERBYGDEN[4:]):
            raises(vatterbygden, "UV20CHEF", title, kind)
        for title, _ in parts:
            makes_part(vatterbygden, "UV20CHEF", title)
        whole = expected(VATTERBYGDEN, 1)
        lettered = [f"§ 4 {letter} {title} {kind}." for letter, (title, kind) in zip("abcd", parts, strict=True)]
        assert agenda(vatterbygden, "UV01FK") == [*whole[:4], *lettered, *whole[4:]]


def test_insjoriket_has_one_series_for_ever(sqlite_url: str) -> None:
    board = roster("insjoriket")
    board = replace(board, rules=replace(board.rules, first_paragraph=1100))
    with world(sqlite_url, board, datetime.fromisoformat("2021-05-17T09:00+02:00")) as insjoriket:
        make(insjoriket, "UI20BITR", "Styrelsemöte: 210618 kl 13-16")
        for n, (title, kind) in enumerate(INSJORIKET):
            raises(insjoriket, "UI06LERUM" if n == 5 else "UI20BITR", title, kind)
        takes_in(insjoriket, "UI20BITR", INSJORIKET[5][0], 6)
        assert agenda(insjoriket, "UI01MOLNDAL") == expected(INSJORIKET, 1100)
