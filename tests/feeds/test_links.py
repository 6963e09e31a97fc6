"""Secret links: made, shown once, listed by name, taken back; and what stands behind an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import pytest
from sqlmodel import Session, select

from handlers.errors import Refusal
from handlers.feeds import actions
from handlers.feeds.facts import Audience, NewLink, Viewer
from handlers.feeds.page import calendars_page
from handlers.feeds.reading import Address, address
from handlers.run import Who
from storage.boards import Board, Mandate
from storage.links import CalendarLink
from storage.words import Role
from tests.feeds.seeded import KEY, House, house


@pytest.fixture
def home(sqlite_url: str) -> Iterator[House]:
    with house(sqlite_url) as founded:
        yield founded


def made(home: House, who: Who, board: int | None = None) -> NewLink:
    return home.does(actions.make_link, who, board)


def found(home: House, name: str) -> Address:
    behind = home.reads(address, name)
    assert behind is not None
    return behind


def mine(who: Who) -> Viewer:
    return Viewer(Audience.PERSON, who.person, "sv", f"{who.name.lower()}@example.com")


def boards_own(home: House) -> Viewer:
    return Viewer(Audience.BOARD, home.board, "sv")


def test_a_board_s_key_is_its_public_address(home: House) -> None:
    behind = found(home, KEY)
    assert (behind.viewer, behind.filename, behind.link) == (
        Viewer(Audience.PUBLIC, home.board, "sv"),
        f"{KEY}.ics",
        None,
    )
    assert [home.reads(address, name) for name in ("another-board", "x" * 43, "å", KEY.upper())] == [None] * 4


def test_a_link_opens_its_owner_s_calendar_until_it_is_taken_back(home: House) -> None:
    link, other = made(home, home.anna), made(home, home.anna)
    assert (link.name, other.name, len(link.token)) == ("Mina möten", "Mina möten 2", 43)
    assert found(home, link.token).viewer == mine(home.anna)
    home.does(actions.revoke, home.anna, link.id)
    assert (found(home, link.token).revoked, found(home, other.token).revoked) == (True, False)


def test_nothing_in_the_database_opens_a_calendar(home: House) -> None:
    link = made(home, home.anna)
    kept = home.database.read_now(lambda session: session.exec(select(CalendarLink)).one())
    assert kept.token_hash == sha256(link.token.encode()).hexdigest()
    assert [name for name, value in kept.model_dump().items() if link.token in str(value)] == []
    assert home.reads(address, kept.token_hash) is None


def test_nobody_takes_back_another_s_link(home: House) -> None:
    link = made(home, home.anna)
    with pytest.raises(Refusal):
        home.does(actions.revoke, home.bo, link.id)
    assert not found(home, link.token).revoked


def test_all_links_are_taken_back_at_once(home: House) -> None:
    links = [made(home, home.anna), made(home, home.anna, home.board), made(home, home.bo)]
    assert home.does(actions.revoke_all, home.anna) == 2
    assert [found(home, link.token).revoked for link in links] == [True, True, False]
    assert home.reads(calendars_page, home.anna).links == ()


def test_a_board_s_link_is_for_those_on_its_roster(home: House) -> None:
    with pytest.raises(Refusal):
        made(home, Who(99, "U99", "Någon", "sv"), home.board)
    assert found(home, made(home, home.rut, home.board).token).viewer == boards_own(home)


def test_a_board_s_link_rests_when_its_owner_has_left_and_works_again_when_elected(home: House) -> None:
    link = made(home, home.cecilia, home.board)
    home.clock.advance(days=200)
    assert home.reads(address, link.token) is None

    def elect(session: Session, _now: datetime) -> None:
        board = session.get_one(Board, home.board)
        again = Mandate(board_id=board.id, huvudman_id=2, person_id=home.cecilia.person, role=Role.LEDAMOT)
        session.add(again)

    home.does(elect)
    assert found(home, link.token).viewer == boards_own(home)


def test_there_is_an_end_to_how_many_links_one_may_have(home: House) -> None:
    for _ in range(actions.MOST_LINKS):
        made(home, home.anna)
    with pytest.raises(Refusal):
        made(home, home.anna)


def test_the_command_line_makes_a_link_for_a_person(home: House) -> None:
    tokens = [home.does(actions.make_link_for, home.bo.person, "2026-09-01") for _ in range(2)]
    assert [found(home, token).viewer for token in tokens] == [mine(home.bo)] * 2
    assert [link.name for link in home.reads(calendars_page, home.bo).links] == ["2026-09-01", "2026-09-01 2"]


def test_the_page_lists_boards_and_links_in_the_reader_s_time(home: House) -> None:
    made(home, home.anna, home.board)
    page = home.reads(calendars_page, home.anna)
    assert [board.key for board in page.boards] == [KEY]
    assert [(link.name, link.made, link.used) for link in page.links] == [
        ("Södra Vätterbygden", datetime(2026, 9, 1, 10, 0), None)  # noqa: DTZ001
    ]
