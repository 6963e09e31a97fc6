"""Staff fetch everybody's answers as a table for a spreadsheet, behind an address that holds for a day."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

from handlers.boards.importing import bring_in
from tests.journeys.asking import HABO, SECRETARY, answer, ask
from tests.shown import buttons
from tests.world import World


def address(at: World) -> str:
    """Where the button in the window with all answers leads."""
    secretary = at.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(at.channel)[0])
    secretary.click("Alla svar", secretary.view())
    (button,) = [spot for spot in buttons(secretary.view().blocks) if "Hämta som tabell (CSV)" in spot.names]
    secretary.view().close(everything=True)
    return str(button.element["url"]).removeprefix("https://klubban.example")


def rows(at: World, path: str) -> list[list[str]]:
    got = at.get(path)
    assert (got.status_code, got.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_has_a_row_for_each_person_and_a_column_for_each_time(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, [HABO], "Kan, 5 mars")
    answer(vatterbygden, [HABO], "Helst inte, 12 mars")
    table = rows(vatterbygden, address(vatterbygden))
    assert table[:4] == [
        ["Namn", "Medlem", "Roll", "2027-03-05 09:00–12:00", "2027-03-12 09:00–12:00"],
        ["Johan Sandell", "Arbetsförmedlingen", "Ledamot", "Inget svar", "Inget svar"],
        ["Sofia Nyberg", "Arbetsförmedlingen", "Ersättare", "Inget svar", "Inget svar"],
        ["Maria Ekdahl", "Försäkringskassan", "Ledamot", "Inget svar", "Inget svar"],
    ]
    assert ["Anders Fors", "Habo kommun", "Ledamot", "Kan", "Helst inte"] in table
    assert len(table) == 15


def test_the_address_holds_for_a_day_and_says_where_to_get_a_new_one(vatterbygden: World) -> None:
    ask(vatterbygden)
    path = address(vatterbygden)
    vatterbygden.pass_time(timedelta(hours=23))
    assert vatterbygden.get(path).status_code == 200
    vatterbygden.pass_time(timedelta(hours=2))
    late = vatterbygden.get(path)
    assert (late.status_code, "Hämta en ny på samma ställe i Slack." in late.text) == (410, True)


def test_whoever_is_no_longer_staff_finds_nothing_and_neither_does_one_who_guesses(vatterbygden: World) -> None:
    ask(vatterbygden)
    path = address(vatterbygden)
    board = vatterbygden.board
    others = tuple(task for task in board.staff if task.identity.slack != SECRETARY)
    vatterbygden.does(bring_in, replace(board, staff=others))
    vatterbygden.pass_time(timedelta(hours=16))  # a task ends with the day
    answers = [vatterbygden.get(each).status_code for each in (path, path[:-5], "/dokument/x")]
    assert answers == [404, 404, 404]
