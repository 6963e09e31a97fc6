"""What came of the messages is written down in few commits, each as soon as it is known."""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import event
from sqlmodel import Session

from bot.noting import Noting
from storage import sending
from storage.database import Database
from storage.words import OutboxState
from tests.storage.rows import NOW, kept, take, write_letter

NAMES = [f"letter {number}" for number in range(20)]


def _note_all(database: Database) -> list[BaseException | None]:
    """All twenty at the same moment, each with the message that Slack made of it."""
    rows = take(database)

    async def together() -> list[BaseException | None]:
        noting = Noting(database)
        changes = [partial(_sent, row.id, row) for row in rows]
        return await asyncio.gather(*(noting.write(change) for change in changes), return_exceptions=True)

    return asyncio.run(together())


def _sent(number: int, row: sending.Claimed, session: Session) -> None:
    if row.name == "letter 7":
        raise ValueError(row.name)
    sending.sent_letter(session, row, NOW, "C1", f"{number}.1")


def test_answers_of_the_same_moment_share_a_commit(database: Database) -> None:
    names = [name for name in NAMES if name != "letter 7"]
    for name in names:
        write_letter(database, name)
    commits: list[object] = []

    def counted(connection: object) -> None:
        commits.append(connection)

    event.listen(database.writer, "commit", counted)
    assert _note_all(database) == [None] * len(names)
    event.remove(database.writer, "commit", counted)  # the next lines only look
    assert [kept(database, name).state for name in names] == [OutboxState.SENT] * len(names)
    assert len(commits) == 3  # the claim, the first answer alone, all that came meanwhile


def test_one_answer_that_cannot_be_noted_takes_no_other_down(database: Database) -> None:
    for name in NAMES:
        write_letter(database, name)
    problems = _note_all(database)
    assert [str(problem) for problem in problems if problem] == ["letter 7"]
    states = {name: kept(database, name).state for name in NAMES}
    assert states == dict.fromkeys(NAMES, OutboxState.SENT) | {"letter 7": OutboxState.SENDING}
