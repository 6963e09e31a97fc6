"""Two clicks in one second: each has its answer, no seat has two people, none is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from storage.attendance import CallIn
from storage.boards import Person
from storage.words import CallState
from tests.journeys.calling import booked, heads, hours, minutes, says
from tests.journeys.test_calling_in_turn import CALL, ELIN, IRMA, JONAS, NORA, WHEN
from tests.world import World, roster, world


@pytest.fixture
def dalarna(database_url: str) -> Iterator[World]:
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    with world(database_url, roster("norra-dalarna"), now) as opened:
        yield opened


def states(opened: World) -> list[str]:
    """Of the calls to Irma and Jonas, oldest first."""

    def read(session: Session) -> list[str]:
        query = select(CallIn.state).join(Person, col(Person.id) == col(CallIn.person_id))
        return list(session.exec(query.where(col(Person.slack).in_((IRMA, JONAS))).order_by(col(CallIn.id))).all())

    return opened.read(read)


def test_two_who_say_yes_in_the_same_second_do_not_both_serve(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    hours(dalarna, 48)  # Irma has let the time run out; Jonas is asked
    people = [dalarna.person(slack) for slack in (IRMA, JONAS)]
    cards = [person.newest("Ja, jag tjänstgör") for person in people]
    with ThreadPoolExecutor(2) as threads:
        clicks = [threads.submit(p.click, "Ja, jag tjänstgör", card) for p, card in zip(people, cards, strict=True)]
    assert [click.exception() for click in clicks] == [None, None]
    minutes(dalarna)
    found = states(dalarna)
    assert found.count(CallState.ACCEPTED) == 1
    serving = [person for person in people if person.dm()[0].text.startswith("*Du tjänstgör")]
    assert len(serving) == 1


def test_a_double_click_on_har_forhinder_calls_one_ersattare_once(dalarna: World) -> None:
    booked(dalarna, NORA)
    elin = dalarna.person(ELIN)
    question = elin.newest("Har förhinder")
    with ThreadPoolExecutor(2) as threads:
        clicks = [threads.submit(elin.click, "Har förhinder", question) for _ in range(2)]
    assert [click.exception() for click in clicks] == [None, None]
    minutes(dalarna)
    assert (heads(dalarna, IRMA), heads(dalarna, JONAS)) == ([CALL], [])
    assert states(dalarna) == [CallState.ASKED]
    assert heads(dalarna, ELIN) == [f"Kommer du till mötet {WHEN}?"]
