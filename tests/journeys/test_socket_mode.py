"""Socket Mode as a board meets it: the connection breaks, and the next gesture is answered all the same."""

from __future__ import annotations

from datetime import datetime

from tests.journeys.asking import HABO, LEDAMOTER, answer, ask, card
from tests.wire import wait_for
from tests.world import roster, world

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


def test_a_broken_connection_is_made_anew_and_no_answer_is_lost(sqlite_url: str) -> None:
    with world(sqlite_url, roster("sodra-vatterbygden"), NOW, "socket") as opened:
        ask(opened)
        opened.slack.disconnect(HABO)
        wait_for(lambda: opened.get("/health").status_code == 200 and opened.person(HABO).home().words(), seconds=30)
        answer(opened, LEDAMOTER[:2], "Kan, 5 mars")
        assert "2 av 7" in card(opened).split("\n")[1]
