"""Workers are killed in the middle of their work; every message still stands in Slack exactly once (I2, I7)."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.trial.faults import Fault, Kind
from storage.outbox import POST
from storage.words import OutboxState
from tests.bot.desk import LEDAMOT, Desk, desk
from tests.wire import wait_for

ROOT = Path(__file__).parents[2]
KILLS, LETTERS = 3, 60
NAMES = [f"Hemligt brev {number:02}" for number in range(LETTERS)]


def _worker(at: Desk) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.bot.worker", at.database.url, at.api, at.workspace.bot_token]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def _kill_after(at: Desk, process: subprocess.Popen[str], posted: int) -> str:
    """Waits for so many messages and kills the worker before it has heard of the last; gives what it logged."""
    wait_for(lambda: len(at.workspace.messages) >= posted, seconds=30)
    process.kill()
    return process.communicate()[1]


def test_killed_workers_leave_every_message_standing_once(database_url: str) -> None:
    with desk(database_url) as at:
        at.clock.present = datetime.now(UTC)
        at.letters(*NAMES[:30])
        at.letters(*NAMES[30:], person=LEDAMOT)
        # Slack has the message long before the worker hears of it: that is when the kill comes.
        at.workspace.faults.queue(POST, Fault(Kind.DELAY, seconds=0.25), times=10 * LETTERS)
        logs = [_kill_after(at, _worker(at), (number + 1) * 11) for number in range(KILLS)]
        at.clock.advance(datetime.now(UTC) - at.clock.now())
        at.until_done()
        assert at.times_posted() == Counter(NAMES)
        assert len(at.calls("conversations.history")) > 0  # the kills did leave doubt
        assert {row.state for row in at.rows()} == {OutboxState.SENT}
        assert [log for log in logs if "Hemligt" in log or at.workspace.bot_token in log or "Traceback" in log] == []
