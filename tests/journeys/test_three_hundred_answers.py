"""Three boards answer three hundred times in a minute while a fourth has its reminders due, at Slack's real rates."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from datetime import datetime, timedelta

from bot.trial.models import TrialChannel, TrialUser
from handlers.boards.importing import bring_in
from handlers.boards.roster import read_roster
from handlers.boards.roster_values import Roster, RosterPerson, RosterStaff
from tests.driver import Message, Person
from tests.shown import words_of
from tests.world import World, world

RATES: dict[str, object] = {"posts_per_minute": 300, "updates_per_minute": 50, "channel_gap_seconds": 1.0}
ANSWERS, HOT, QUIET = 300, ("ett", "tva", "tre"), "fyra"
SLACKS_RATES = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "views.open": 100,
    "views.publish": 100,
    "users.info": 100,
}
WEDNESDAY = datetime.fromisoformat("2026-11-25T10:00+01:00")
FRIDAY = datetime.fromisoformat("2026-11-27T08:59:40+01:00")
"""Reminders come at nine: three days before the deadline of the fourth board's question."""


def board_of(key: str, seats: int) -> Roster:
    """A board where each huvudman has one seat, with a ledamot and an ersättare."""
    huvudman = "".join(f"  - {{key: h{n}, name: Kommun {n}, kind: kommun}}\n" for n in range(seats))
    people = "".join(
        f"  - {{name: Ledamot {n}, slack: U{key}L{n}, huvudman: h{n}, role: ledamot}}\n"
        f"  - {{name: Ersättare {n}, slack: U{key}E{n}, huvudman: h{n}, role: ersattare, rank: 1}}\n"
        for n in range(seats)
    )
    head = f"{{key: {key}, name: Styrelsen {key}, kind: samordningsforbund, channel: C{key.upper()}}}"
    staff = f"  - {{name: Sekreterare {key}, slack: U{key}S, role: sekreterare}}\n"
    text = f"board: {head}\nhuvudman:\n{huvudman}people:\n{people}staff:\n{staff}"
    return read_roster(text.replace(f"slack: U{key}", f"slack: U{key.upper()}"))


def move_in(opened: World, board: Roster) -> None:
    """Another board of the same workspace."""
    everybody: list[RosterPerson | RosterStaff] = [*board.people, *board.staff]
    people = [TrialUser(entry.identity.slack or "", entry.name) for entry in everybody]
    opened.workspace.users[:] = {user.id: user for user in [*opened.workspace.users, *people]}.values()
    members = [*(user.id for user in people), opened.workspace.bot.id]
    opened.workspace.channels.append(TrialChannel(board.board.channel or "", board.board.key, members))
    opened.klubban.database.write_now(lambda session: bring_in(session, opened.clock.now(), board))


def ask(opened: World, key: str, deadline: str) -> None:
    secretary = opened.person(f"U{key.upper()}S")
    secretary.command("/klubban datum Budget: 5 mars 2027 kl 9-12, 12 mars 2027 kl 9-12")
    form = secretary.view().fill({"Svara senast (klockan 16)": deadline})
    assert "Frågan är på väg" in form.submit().words()
    secretary.view().close()


def ballots(opened: World) -> list[tuple[Person, Message]]:
    """Everybody on the three busy boards, with the question in their DM; the boards take turns."""
    people = [opened.person(f"U{key.upper()}{role}{n}") for role in "EL" for n in range(7) for key in HOT]
    return [(person, person.dm()[-1]) for person in people]


def to(opened: World, moment: datetime) -> None:
    """The present is at least there, and what is due by then has been sent."""
    opened.clock.advance(moment - opened.clock.now())
    opened._tick()


def shown(opened: World, key: str) -> str:
    """The board's card as it stands in its channel."""
    card = next(m for m in opened.workspace.messages if m.channel == f"C{key.upper()}")
    return "\n".join(words_of(card.blocks))


def busiest_minute(opened: World) -> dict[str, int]:
    """The most calls of each method that Slack saw in any minute."""
    calls = defaultdict[str, list[datetime]](list)
    for entry in opened.workspace.log:
        if entry.way == "said":
            calls[entry.what].append(datetime.fromisoformat(entry.at))
    minute = timedelta(minutes=1)
    return {
        method: max(bisect_left(times, at + minute) - place for place, at in enumerate(times))
        for method, times in calls.items()
    }


def label(behind: int, ledamot: bool) -> str:
    """An answer, counted from the last one; in their last round the ledamöter say that they can on 12 March."""
    turn = behind // 42
    return "Kan, 12 mars" if turn == 0 and ledamot else f"{('Kan', 'Kan inte', 'Helst inte')[turn % 3]}, 5 mars"


def opened_three_days_before(opened: World) -> None:
    """Four boards have been asked; on Friday, shortly before nine, nobody has answered."""
    for key in HOT[1:]:
        move_in(opened, board_of(key, 7))
    move_in(opened, board_of(QUIET, 10))
    for key in HOT:
        ask(opened, key, "2026-12-04")
    ask(opened, QUIET, "2026-11-30")
    opened.pass_time(timedelta(minutes=5))
    opened.clock.advance(FRIDAY - opened.clock.now())
    opened.quiet()


def answer_for_a_minute(opened: World) -> datetime:
    """Three hundred answers, evenly; when the last one came."""
    asked, begins = ballots(opened), opened.clock.now()
    for behind in reversed(range(ANSWERS)):
        person, question = asked[-1 - behind % len(asked)]
        person.click(label(behind, person.id[-2] == "L"), question)
        if behind % 3 == 0:
            to(opened, begins + (ANSWERS - behind) * timedelta(minutes=1) / ANSWERS)
    return opened.clock.now()


def until_right(opened: World, key: str, since: datetime) -> timedelta:
    """How long after `since` the board's card says that all can on 12 March; a quarter of a second at a time."""
    while "12 mars 2027 kl. 9.00–12.00: 7 av 7 medlemmar" not in shown(opened, key):
        assert opened.clock.now() - since < timedelta(minutes=2)
        to(opened, opened.clock.now() + timedelta(seconds=0.25))
    return opened.clock.now() - since


def test_the_cards_are_right_within_seconds_and_nobody_elses_reminder_is_late(database_url: str) -> None:
    with world(database_url, board_of(HOT[0], 7), WEDNESDAY, "http", **RATES) as opened:
        opened.workspace.log = deque()
        opened_three_days_before(opened)
        opened.workspace.log.clear()  # the minute of the answers is measured, not what went before
        before = len(opened.workspace.messages)
        last = answer_for_a_minute(opened)
        assert max(until_right(opened, key, last) for key in HOT) <= timedelta(seconds=6)
        reminders = [m for m in opened.workspace.messages[before:] if m.text.startswith("*En påminnelse.*")]
        nine = datetime.fromisoformat("2026-11-27T09:00+01:00").timestamp()
        assert Counter(m.channel[1:6] for m in reminders) == {"FYRAL": 10, "FYRAE": 10}
        assert [m for m in reminders if not 0 <= float(m.ts) - nine < 5] == []
        opened.pass_time(timedelta(minutes=5))
        assert {method: n for method, n in busiest_minute(opened).items() if n > SLACKS_RATES.get(method, n)} == {}
