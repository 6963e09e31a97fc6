"""A card shows how things stand: many changes are one message, none is lost, and somebody's own click is enough."""

from __future__ import annotations

import pytest

from storage import outbox, sending
from storage.database import Database
from storage.outbox import POST, UPDATE
from storage.words import OutboxState
from tests.storage.rows import LEASE, NOW, kept, sent_then_wanted_at_three, take, take_one, write_card


def test_many_changes_before_the_sending_are_one_message(database: Database) -> None:
    for rev in (1, 2, 5):
        write_card(database, "card", rev)
    row = take_one(database)
    assert (row.wanted_rev, row.slack_ts) == (5, None)


def test_a_change_during_the_sending_is_shown_in_the_next_round(database: Database) -> None:
    write_card(database, "card")
    row = take_one(database)
    write_card(database, "card", 2)
    database.write_now(sending.sent_card, row, NOW, 1, "C1", "1.0")
    again = take_one(database)
    assert (again.maybe_sent, again.wanted_rev, again.slack_ts, again.attempt) == (False, 2, "1.0", 1)
    assert kept(database, "card").method == UPDATE


def test_a_card_that_shows_everything_rests(database: Database) -> None:
    write_card(database, "card", 3)
    database.write_now(sending.sent_card, take_one(database), NOW, 3, "C1", "1.0")
    row = kept(database, "card")
    assert (row.state, row.shown_rev, row.slack_ts, row.sent_at) == (OutboxState.SENT, 3, "1.0", NOW)
    assert database.read_now(outbox.next_due) is None


def test_a_card_keeps_the_message_it_was_first_posted_as(database: Database) -> None:
    write_card(database, "card")
    database.write_now(sending.sent_card, take_one(database), NOW, 1, "C1", "1.0")
    write_card(database, "card", 2)
    database.write_now(sending.sent_card, take_one(database), NOW, 2, "C1", "9.9")
    assert kept(database, "card").slack_ts == "1.0"


@pytest.mark.parametrize("rev", [1, 2])
def test_an_older_or_equal_revision_wakes_no_card(database: Database, rev: int) -> None:
    write_card(database, "card", 2)
    database.write_now(sending.sent_card, take_one(database), NOW, 2, "C1", "1.0")
    write_card(database, "card", rev)
    assert take(database) == []


@pytest.mark.parametrize(
    ("rests", "then"),
    [
        (OutboxState.SENT, OutboxState.PENDING),
        (OutboxState.DEAD, OutboxState.PENDING),  # the secretary was told that the next answer brings the card back
        (OutboxState.SUPERSEDED, OutboxState.SUPERSEDED),
        (OutboxState.CANCELLED, OutboxState.CANCELLED),
        (OutboxState.EXPIRED, OutboxState.EXPIRED),
    ],
)
def test_a_change_wakes_the_cards_that_somebody_may_still_read(
    database: Database, rests: OutboxState, then: OutboxState
) -> None:
    write_card(database, "card")
    database.write_now(sending.gave_up, take_one(database), rests, "")
    write_card(database, "card", 2)
    assert (kept(database, "card").state, kept(database, "card").wanted_rev) == (then, 2)


def test_a_change_leaves_the_lease_of_a_card_under_way(database: Database) -> None:
    write_card(database, "card")
    take_one(database)
    write_card(database, "card", 2)
    row = kept(database, "card")
    assert (row.state, row.next_at, row.wanted_rev) == (OutboxState.SENDING, NOW + LEASE, 2)


def test_a_click_that_has_shown_everything_leaves_nothing_to_send(database: Database) -> None:
    sent_then_wanted_at_three(database)
    database.write_now(outbox.shown_by_click, "card", 3)
    assert (kept(database, "card").state, kept(database, "card").shown_rev) == (OutboxState.SENT, 3)


def test_a_click_that_has_shown_less_leaves_the_rest_to_the_sender(database: Database) -> None:
    sent_then_wanted_at_three(database)
    database.write_now(outbox.shown_by_click, "card", 2)
    row = take_one(database)
    assert (row.wanted_rev, kept(database, "card").shown_rev) == (3, 2)


def test_a_click_during_the_sending_changes_nothing(database: Database) -> None:
    sent_then_wanted_at_three(database)
    take_one(database)
    database.write_now(outbox.shown_by_click, "card", 3)
    assert (kept(database, "card").state, kept(database, "card").shown_rev) == (OutboxState.SENDING, 1)


def test_a_deleted_card_is_posted_anew(database: Database) -> None:
    write_card(database, "card")
    database.write_now(sending.sent_card, take_one(database), NOW, 1, "C1", "1.0")
    write_card(database, "card", 2)
    database.write_now(sending.post_anew, take_one(database), NOW)
    row = take_one(database)
    assert (row.slack_ts, row.maybe_sent, kept(database, "card").method) == (None, False, POST)
