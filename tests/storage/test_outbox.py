"""Messages wait, are taken by one worker, sent once and acknowledged; nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from storage import outbox, sending
from storage.database import Database
from storage.outbox import POST, Outbox
from storage.words import OutboxState, Priority
from tests.storage.rows import (
    LEASE,
    NOW,
    SECOND,
    kept,
    sent_then_wanted_at_three,
    take,
    take_one,
    write_card,
    write_letter,
)


def test_answers_go_before_cards_and_cards_before_reminders(database: Database) -> None:
    write_letter(database, "reminder", Priority.REMINDER, NOW - 3 * SECOND)
    write_letter(database, "card", Priority.CARD, NOW - SECOND)
    write_letter(database, "late answer", Priority.ANSWER, NOW)
    write_letter(database, "answer", Priority.ANSWER, NOW - SECOND)
    order = [take(database, limit=1)[0].name for _ in range(4)]
    assert order == ["answer", "late answer", "card", "reminder"]


def test_what_is_not_due_yet_is_left_alone(database: Database) -> None:
    write_letter(database, "tomorrow", at=NOW + SECOND)
    assert (take(database), database.read_now(outbox.waiting, NOW)) == ([], 0)
    assert take_one(database, NOW + SECOND).name == "tomorrow"


def test_the_same_letter_written_twice_is_one_letter(database: Database) -> None:
    write_letter(database, "kallelse")
    write_letter(database, "kallelse")
    assert [row.name for row in take(database)] == ["kallelse"]


def test_a_row_under_lease_is_nobody_elses(database: Database) -> None:
    write_letter(database, "answer")
    take_one(database)
    assert take(database, NOW + LEASE - SECOND) == []


def test_a_row_whose_lease_ran_out_may_have_been_sent(database: Database) -> None:
    write_letter(database, "answer")
    first = take_one(database)
    second = take_one(database, NOW + LEASE)
    assert (first.maybe_sent, first.attempt, first.first_try_at) == (False, 1, NOW)
    assert (second.maybe_sent, second.attempt, second.first_try_at) == (True, 2, NOW)
    assert first.claim != second.claim


def test_the_fence_lets_only_the_present_holder_post_again(database: Database) -> None:
    write_letter(database, "answer")
    first = take_one(database)
    second = take_one(database, NOW + LEASE)
    later = NOW + LEASE + SECOND
    assert not database.write_now(sending.still_mine, first, later, LEASE)
    assert database.write_now(sending.still_mine, second, later, LEASE)
    assert kept(database, "answer").next_at == later + LEASE


def test_whoever_acknowledges_second_changes_nothing(database: Database) -> None:
    write_letter(database, "answer")
    first = take_one(database)
    second = take_one(database, NOW + LEASE)
    database.write_now(sending.sent_letter, second, NOW, "D1", "2.0")
    database.write_now(sending.sent_letter, first, NOW, "D1", "1.0")
    database.write_now(sending.gave_up, first, OutboxState.DEAD, "late")
    row = kept(database, "answer")
    assert (row.state, row.slack_channel, row.slack_ts, row.error) == (OutboxState.SENT, "D1", "2.0", None)
    assert take(database, NOW + 10 * LEASE) == []


def test_a_row_put_back_waits_and_the_try_does_not_count(database: Database) -> None:
    write_letter(database, "answer")
    database.write_now(sending.put_back, take_one(database), NOW + 5 * SECOND, "ratelimited")
    assert take(database, NOW + 4 * SECOND) == []
    row = take_one(database, NOW + 5 * SECOND)
    assert (row.attempt, row.maybe_sent, kept(database, "answer").error) == (1, False, "ratelimited")


def test_new_messages_are_held_back_together_but_for_what_a_worker_holds_and_what_is_only_changed(
    database: Database,
) -> None:
    sent_then_wanted_at_three(database)
    write_letter(database, "held by another")
    holder = next(row for row in take(database, limit=1) if row.name == "held by another")
    write_letter(database, "letter")
    write_letter(database, "tomorrow", at=NOW + LEASE)
    database.write_now(sending.hold_back, POST, NOW, NOW + 5 * SECOND)
    due = {name: kept(database, name).next_at - NOW for name in ("card", "held by another", "letter", "tomorrow")}
    assert due == {"card": 0 * SECOND, holder.name: LEASE, "letter": 5 * SECOND, "tomorrow": LEASE}


def test_a_row_in_doubt_that_is_put_back_stays_in_doubt(database: Database) -> None:
    write_letter(database, "answer")
    database.write_now(sending.in_doubt, take_one(database), NOW + SECOND, "TimeoutError")
    database.write_now(sending.put_back, take_one(database, NOW + SECOND), NOW + 2 * SECOND, "paced")
    assert take_one(database, NOW + 2 * SECOND).maybe_sent


def test_a_lapsed_worker_can_neither_put_back_nor_doubt(database: Database) -> None:
    write_letter(database, "answer")
    first = take_one(database)
    second = take_one(database, NOW + LEASE)
    database.write_now(sending.put_back, first, NOW, "paced")
    database.write_now(sending.in_doubt, first, NOW, "TimeoutError")
    row = kept(database, "answer")
    assert (row.state, row.claim, row.next_at) == (OutboxState.SENDING, second.claim, NOW + 2 * LEASE)


def test_what_slack_refuses_for_good_is_never_taken_again(database: Database) -> None:
    write_letter(database, "answer")
    database.write_now(sending.gave_up, take_one(database), OutboxState.DEAD, "channel_not_found")
    assert (take(database, NOW + 10 * LEASE), kept(database, "answer").error) == ([], "channel_not_found")


def test_the_next_thing_due_is_known(database: Database) -> None:
    assert database.read_now(outbox.next_due) is None
    write_letter(database, "later", at=NOW + 5 * SECOND)
    write_letter(database, "sooner", at=NOW + SECOND)
    assert database.read_now(outbox.next_due) == NOW + SECOND
    assert [database.read_now(outbox.waiting, NOW + wait * SECOND) for wait in (0, 1, 5)] == [0, 1, 2]


def test_old_letters_are_forgotten_but_neither_cards_nor_what_still_waits(database: Database) -> None:
    write_letter(database, "said", at=NOW - 2 * SECOND)
    database.write_now(sending.sent_letter, take_one(database), NOW, "C1", "1.0")
    write_letter(database, "under way", at=NOW - 2 * SECOND)
    take_one(database)
    write_letter(database, "waiting", at=NOW - 2 * SECOND)
    write_card(database, "card")
    write_letter(database, "new")
    database.write_now(outbox.forget_letters, NOW - SECOND)
    names = database.read_now(lambda session: session.exec(select(Outbox.name).order_by(Outbox.name)).all())
    assert names == ["card", "new", "under way", "waiting"]


def test_only_the_wanted_revisions_of_one_thing_are_told(database: Database) -> None:
    write_card(database, "card", 4)
    assert database.read_now(outbox.wanted_revs, 7, "poll.channel") == {"card": 4}
    assert database.read_now(outbox.wanted_revs, 8, "poll.channel") == {}


def test_a_lease_is_counted_from_the_claim(database: Database) -> None:
    write_letter(database, "answer", at=NOW - timedelta(days=3))
    take_one(database)
    assert kept(database, "answer").next_at == NOW + LEASE
