"""The föredragningslista as a Word file and as a page to print: from the button in the window to what is in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlmodel import Session, select

from bot.documents import documents
from handlers.agenda import papers
from handlers.boards.importing import bring_in
from storage import rosters
from storage.agenda import AgendaItem
from tests.agenda.sheets import Sheet, from_page, from_word, open_word
from tests.journeys.calling import make
from tests.journeys.test_calling_in_turn import CARINA, ELIN, NORA, dalarna
from tests.journeys.test_items import agenda, chooses, january, raises
from tests.shown import buttons
from tests.source import ROOT
from tests.world import World, roster

__all__ = ["dalarna"]
WORD, PAGE = "Hämta som Word (docx)", "Visa för utskrift"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOSTILE = "<script>alert(1)</script> *x* <!channel> & \"'" + "å" * 250


def address(at: World, label: str, slack: str = CARINA) -> str:
    """Where the button in the window of the agenda leads that person."""
    (button,) = [spot for spot in buttons(agenda(at, slack).blocks) if label in spot.names]
    at.person(slack).view().close(everything=True)
    return str(button.element["url"]).removeprefix("https://klubban.example")


def word(at: World, slack: str = CARINA) -> Sheet:
    got = at.get(address(at, WORD, slack))
    assert (got.status_code, got.headers["content-type"]) == (200, DOCX)
    return from_word(got.content)


def page(at: World, slack: str = CARINA) -> Sheet:
    got = at.get(address(at, PAGE, slack))
    assert (got.status_code, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return from_page(got.text)


def filled(at: World) -> None:
    """An agenda with two items, one of them with a part, and what there is to say of them."""
    make(at, NORA, "Styrelsemöte: 20 januari 2027 kl 9-12", **{"Var?": "Borganäsvägen 26, Borlänge"})
    more = {"Bakgrund": "Hyran går ut i juni.", "Förslag till beslut": "Styrelsen förlänger.", "Diarienummer": "27-4"}
    links = {"Länkar": "https://forbund.example/hyra.pdf\nhttps://www.forbund.example/karta?a=1&b=2"}
    raises(at, NORA, "Budget", **{"Minuter": "20", "Vad behövs?": "Budget"})
    raises(at, NORA, "Lokaler i Falun", **more, **links, Minuter="15", Föredragande="Elin Frid")
    raises(
        at,
        NORA,
        "Rapport",
        **{"Vad behövs?": "Information", "Eller en gäst": "Petra Lind", "När gästen kommer": "9.30"},
    )
    chooses(at, "Rapport", "Del av ärendet ovanför")


@pytest.mark.parametrize("read", [word, page])
def test_it_says_the_same_as_the_window_and_more(dalarna: World, read: Callable[[World], Sheet]) -> None:
    filled(dalarna)
    sheet = read(dalarna)
    said = [
        "Samordningsförbundet Norra Dalarna",
        "Föredragningslista",
        "Styrelsemöte",
        "Onsdag 20 januari 2027 kl. 9.00–12.00",
        "Borganäsvägen 26, Borlänge",
        "Mötet fastställer budgeten och är offentligt.",
        "Numren är preliminära till dess att mötet öppnas.",
        "Som den såg ut måndag 23 november 2026 kl. 9.00.",
    ]
    assert [words for words in said if words not in "\n".join(sheet.head)] == []
    matter = (
        "Lokaler i Falun\nHyran går ut i juni.\nDnr 27-4\nFörslag till beslut: Styrelsen förlänger.\n"
        "forbund.example/hyra.pdf\nforbund.example/karta?a=1&b=2"
    )
    shown = [[cell.replace("beslut:\n", "beslut: ") for cell in row] for row in sheet.rows]
    assert shown == [
        ["§", "Ärende", "Typ", "Föredragande", "Tid"],
        ["§ 1", "Budget", "Budget", "", "9.00\n20 min"],
        ["§ 2", matter, "Beslut", "Elin Frid", "9.20\n15 min"],
        ["a)", "Rapport", "Information", "Petra Lind, kl. 9.30", ""],
    ]
    assert sheet.links == ["https://forbund.example/hyra.pdf", "https://www.forbund.example/karta?a=1&b=2"]


def test_the_word_file_can_be_read_by_everybody(dalarna: World) -> None:
    filled(dalarna)
    got = dalarna.get(address(dalarna, WORD))
    named = "F%C3%B6redragningslista%20norra-dalarna%202027-01-20.docx"
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''{named}"
    document = open_word(got.content)
    section, (table,) = document.sections[0], document.tables
    assert section._sectPr.xpath("w:pgSz/@w:w | w:pgSz/@w:h") == ["11906", "16838"]
    headings = document.element.body.xpath("w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    assert [(p.style, p.text) for p in headings] == [("Heading1", "Föredragningslista"), ("Heading2", "Ärenden")]
    assert (document.core_properties.language, document.core_properties.author) == (
        "sv-SE",
        "Samordningsförbundet Norra Dalarna",
    )
    heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, False, False, False]
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["sv-SE"]
    fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert (section.footer.paragraphs[0].text.split("\t")[0], fields) == (
        "Norra Dalarna, föredragningslista onsdag 20 januari 2027",
        ["PAGE", "NUMPAGES"],
    )


def test_the_page_is_kept_nowhere_and_nothing_can_run_on_it(dalarna: World) -> None:
    january(dalarna)
    headers = dalarna.get(address(dalarna, PAGE)).headers
    assert (headers["cache-control"], headers["x-robots-tag"], headers["referrer-policy"]) == (
        "no-store",
        "noindex",
        "no-referrer",
    )
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "script" not in headers["content-security-policy"]
    assert "Inga ärenden än." in "\n".join(page(dalarna).head)
    assert "Inga ärenden än." in "\n".join(word(dalarna).head)


def test_what_a_person_typed_is_text_and_nothing_else_however_much_there_is(dalarna: World) -> None:
    january(dalarna)
    for _ in range(2):
        raises(dalarna, NORA, HOSTILE, Bakgrund=HOSTILE)
    many(dalarna, 58)
    for sheet in (page(dalarna), word(dalarna)):
        titles = [row[1].split("\n")[0] for row in sheet.rows[1:]]
        assert titles == [HOSTILE] * 60
        assert [row[0] for row in sheet.rows[1:]] == [f"§ {n}" for n in range(1, 61)]
        assert not sheet.tags & {"script", "img", "onclick", "iframe"}
        assert sheet.links == []


def many(at: World, more: int) -> None:
    """The same item again and again, and in its links what no form lets through."""

    def write(session: Session) -> None:
        values = session.exec(select(AgendaItem)).all()[0].model_dump(exclude={"id"})
        values["links"] = ["javascript:alert(1)", "http://[x"]
        session.add_all(AgendaItem(**values | {"position": 10 + place}) for place in range(more))

    at.klubban.database.write_now(write)


def test_a_withdrawn_item_keeps_its_number_and_is_struck(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, NORA, "Budget")
    raises(dalarna, NORA, "Lokaler", Minuter="20")
    dalarna.pass_time(timedelta(days=52))
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    chooses(dalarna, "Budget", "Ta bort från dagordningen")
    assert (
        word(dalarna).rows[1:]
        == page(dalarna).rows[1:]
        == [
            ["§ 1", "Budget", "Utgår", "", ""],
            ["§ 2", "Lokaler", "Beslut", "", "9.00\n20 min"],
        ]
    )
    (table,) = open_word(dalarna.get(address(dalarna, WORD)).content).tables
    assert [[bool(cell.paragraphs[0].runs[0].font.strike) for cell in row.cells[:2]] for row in table.rows[1:]] == [
        [True, True],
        [False, False],
    ]
    assert dalarna.get(address(dalarna, PAGE)).text.count("<s>") == 2


def test_a_meeting_that_decides_nothing_has_a_dagordning_with_plain_numbers(dalarna: World) -> None:
    make(dalarna, NORA, "Arbetsdag: 20 januari 2027 kl 9-12", **{"Vilket slags möte?": "Arbetsdag"})
    raises(dalarna, NORA, "Lokaler")
    for sheet in (page(dalarna), word(dalarna)):
        assert ("Dagordning" in sheet.head, sheet.rows[0][0], sheet.rows[1][:2]) == (True, "Nr", ["1.", "Lokaler"])


def test_it_speaks_the_readers_language(dalarna: World) -> None:
    filled(dalarna)
    carina = dalarna.person(CARINA)
    carina.click("English", carina.home())
    got = dalarna.get(address(dalarna, "Show for printing"))
    assert '<html lang="en">' in got.text
    assert from_page(got.text).rows[0] == ["§", "Item", "Type", "Presented by", "Time"]
    file = dalarna.get(address(dalarna, "Download as Word (docx)")).content
    assert (from_word(file).rows[0], open_word(file).core_properties.language) == (from_page(got.text).rows[0], "en-GB")


def test_it_is_for_those_on_the_roster_while_they_are_there(dalarna: World) -> None:
    january(dalarna)
    paths = [address(dalarna, label, ELIN) for label in (WORD, PAGE)]
    assert [dalarna.get(path).status_code for path in paths] == [200, 200]
    board = dalarna.board
    dalarna.does(bring_in, replace(board, people=tuple(p for p in board.people if p.identity.slack != ELIN)))
    dalarna.pass_time(timedelta(hours=16))  # a mandate ends with the day
    gone: list[httpx.Response] = [dalarna.get(path) for path in (*paths, paths[0][:-5])]
    assert [(got.status_code, "Filen kan också ha tagits bort" in got.text) for got in gone] == [(404, True)] * 3


def test_a_stranger_and_another_boards_member_find_nothing(dalarna: World) -> None:
    january(dalarna)
    dalarna.does(bring_in, roster("sodra-vatterbygden"))
    doors = documents(dalarna.klubban.settings, dalarna.clock, dalarna.klubban.database)
    assert doors is not None
    paths = [
        doors.address(kind, meeting, person).removeprefix("https://klubban.example")
        for kind in papers.DOCUMENTS
        for meeting, person in ((1, behind(dalarna, CARINA)), (1, behind(dalarna, "UV02AF")), (1, 9999), (9999, 1))
    ]
    assert [dalarna.get(path).status_code for path in paths] == [200, 404, 404, 404] * 2


def behind(at: World, slack: str) -> int:
    found = at.read(lambda session: rosters.person_behind(session, slack))
    assert found is not None
    return found[0]


def test_both_buttons_are_answered_and_python_docx_is_loaded_only_when_used(dalarna: World) -> None:
    january(dalarna)
    for label in (WORD, PAGE):
        dalarna.person(CARINA).click(label, agenda(dalarna, CARINA))
    at_start = "import sys, bot.app; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", at_start], cwd=ROOT, check=False).returncode == 0
