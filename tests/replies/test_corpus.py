"""What people write, and what comes of it: nothing wrong, and nine tenths of what is clear.

corpus.txt was labelled before there were rules, traps.txt while they were tuned. The four held-out sets were each
written when the rules had been tuned on what there was. Unseen, 115 of 135, 75 of 104, 69 of 79 and 54 of 61 of their
clear sentences were carried out, and none wrongly; then the rules were mended by them."""

from __future__ import annotations

import pytest

from handlers.replies.facts import Do, Outcome
from handlers.replies.rules import understand
from tests.replies.labels import Labelled, corpus, right
from tests.replies.situations import SITUATIONS

FILES = ("corpus.txt", "traps.txt", "held_out.txt", "second_held_out.txt", "third_held_out.txt", "fourth_held_out.txt")


def outcome(one: Labelled) -> Outcome:
    return understand(one.sentence, SITUATIONS[one.situation])


def misses(lines: list[Labelled]) -> str:
    """The sentences that came out otherwise than meant, for a failing test's message."""
    wrong = [(one, outcome(one)) for one in lines if not right(one.meant, outcome(one))]
    return "\n".join(f"{one.situation} | {one.meant} | {one.sentence!r} → {got}" for one, got in wrong)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_done_that_was_not_meant(name: str) -> None:
    done = [one for one in corpus(name) if isinstance(outcome(one), Do)]
    assert misses(done) == ""


@pytest.mark.parametrize("name", [name for name in FILES if name != "traps.txt"])
def test_nine_tenths_of_what_is_clear_is_carried_out(name: str) -> None:
    clear = [one for one in corpus(name) if one.clear]
    carried_out = [one for one in clear if right(one.meant, outcome(one))]
    assert len(carried_out) >= 0.9 * len(clear), misses(clear)


@pytest.mark.parametrize("name", FILES)
def test_what_is_unclear_is_asked_and_what_is_asked_is_told(name: str) -> None:
    others = [one for one in corpus(name) if not one.clear]
    as_meant = [one for one in others if right(one.meant, outcome(one))]
    assert len(as_meant) >= 0.9 * len(others), misses(others)


def test_the_corpus_is_large_and_names_situations_that_there_are() -> None:
    lines = [one for name in FILES for one in corpus(name)]
    assert len(lines) >= 340
    assert {one.situation for one in lines} == set(SITUATIONS)
