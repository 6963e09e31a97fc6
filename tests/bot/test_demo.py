"""The demo's board is at work whenever it is opened, also on a Sunday night."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.demo import BOARD, playing
from handlers.boards.roster import decode_roster, read_roster
from tests.driver import Slack

LENA, HASSAN, RUT, SECRETARY = "UV07VAGGERYD", "UV17VAGGERYD", "UV18VAGGERYD", "UV20SEKR"


@pytest.mark.parametrize(
    ("opened", "held"),
    [
        ("2026-11-29T03:00+01:00", "fredag 4 december"),  # six days ahead is a Saturday
        ("2026-12-21T14:30+01:00", "onsdag 23 december"),  # and over Christmas the last working day before
    ],
)
def test_the_meeting_has_been_asked_about_and_an_ersattare_called(opened: str, held: str) -> None:
    with playing(read_roster(decode_roster(BOARD.read_bytes())), 0, datetime.fromisoformat(opened)) as url:
        slack = Slack(url)
        newest = [slack.person(who).dm()[-1].text for who in (LENA, HASSAN, RUT, SECRETARY)]
        slack.close()
    assert newest[0].startswith(f"*Kommer du till mötet {held} kl. 9.00–12.00?*")
    assert newest[1].startswith(f"*Kan du tjänstgöra för Vaggeryds kommun {held} kl. 9.00–12.00?*")
    assert "vilka dagar kan du?" in newest[2]
    assert newest[3].startswith(f"*Dags att skicka kallelsen till mötet {held}")
