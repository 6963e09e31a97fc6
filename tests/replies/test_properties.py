"""What holds of every sentence: no other answer for a doubt, none the same for a negation, no opposite for a slip."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import time
from enum import StrEnum

from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.replies.facts import Act, AnswerCall, Ask, Attend, Do, Help, Situation, Tell, Vote
from handlers.replies.rules import understand
from handlers.replies.vocabulary import PHRASES
from handlers.replies.words import DOUBTS, FILLERS
from storage.words import Answer, Coming
from tests.replies.labels import Labelled, corpus, expected
from tests.replies.situations import SITUATIONS

CLEAR = [
    one
    for name in ("corpus.txt", "held_out.txt", "second_held_out.txt", "third_held_out.txt", "fourth_held_out.txt")
    for one in corpus(name)
    if one.clear
]
DOUBTFUL = ["{} om tåget går", "{}, tror jag", "kanske {}", "{} kanske", "{} if I can", "{}, om det går", "{}, eller?"]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()} | DOUBTS | FILLERS)
situations = st.sampled_from(sorted(SITUATIONS)).map(SITUATIONS.__getitem__)


def acts(sentence: str, situation: str) -> tuple[Act, ...]:
    """What is carried out; nothing where it is asked, told or helped with."""
    outcome = understand(sentence, SITUATIONS[situation])
    return outcome.acts if isinstance(outcome, Do) else ()


@given(st.sampled_from(CLEAR), st.sampled_from(DOUBTFUL))
def test_a_condition_never_makes_another_answer(one: Labelled, doubt: str) -> None:
    assert acts(doubt.format(one.sentence), one.situation) in ((), expected(one.meant))


@given(st.sampled_from(CLEAR))
def test_a_condition_in_the_last_clause_is_not_carried_out(one: Labelled) -> None:
    assert acts(f"{one.sentence.rstrip('.!')} om tåget går", one.situation) == ()


@given(st.sampled_from(CLEAR))
def test_a_question_mark_never_makes_another_answer(one: Labelled) -> None:
    assert acts(one.sentence.rstrip(".!") + "?", one.situation) in ((), expected(one.meant))


VERB = re.compile(r"\b(kan|kommer|är|deltar|funkar|passar|går|hinner|kmr|can|am|will|work|works)\b", re.IGNORECASE)


@given(st.sampled_from([one for one in CLEAR if VERB.search(one.sentence) and "ångra" not in one.meant]))
def test_a_negation_more_is_never_the_same_answer(one: Labelled) -> None:
    negated = VERB.sub(lambda match: f"{match.group()} inte", one.sentence)
    assume(not re.search(r"\b(inte|ej|not|int|itte|ingen|inget|inga|förhinder)\b", one.sentence, re.IGNORECASE))
    assert acts(negated, one.situation) != expected(one.meant)


NOT = re.compile(r"\b(inte|ej|int|itte|not)\b", re.IGNORECASE)


@given(
    st.sampled_from([one for one in CLEAR if NOT.search(one.sentence)]),
    st.sampled_from(["inre", "nite", "itne", "e", "nto"]),
)
def test_a_misspelt_negation_is_never_left_out(one: Labelled, misspelt: str) -> None:
    assert not opposite(acts(NOT.sub(misspelt, one.sentence), one.situation), expected(one.meant))


@given(st.sampled_from([one for one in CLEAR if NOT.search(one.sentence) and "fysiskt" not in one.sentence]))
def test_a_negation_less_is_never_the_same_answer(one: Labelled) -> None:
    without = NOT.sub("", one.sentence)
    assume(not OTHERWISE_SAID.search(without))
    assert acts(without, one.situation) != expected(one.meant)


OTHERWISE_SAID = re.compile(
    r"förhinder|ersättare|sjuk|nej|länk|digital|distans|Zoom|ingen|alls|förrän|fel", re.IGNORECASE
)


def given_answers(done: tuple[Act, ...]) -> dict[tuple[str, int], object]:
    """What each thing was answered, so that two outcomes can be compared."""
    found: dict[tuple[str, int], object] = {}
    for act in done:
        match act:
            case Attend(meeting=meeting, coming=coming):
                found["meeting", meeting] = coming is not Coming.FORHINDER
            case AnswerCall(call=call, yes=yes):
                found["call", call] = yes
            case Vote(answers=answers):
                found |= {("slot", slot): answer is not Answer.KAN_INTE for slot, answer in answers}
            case _:
                pass
    return found


def opposite(done: tuple[Act, ...], meant: tuple[Act, ...]) -> bool:
    """Whether something was answered the other way."""
    one, other = given_answers(done), given_answers(meant)
    return any(one[thing] is not other[thing] for thing in one.keys() & other.keys())


@st.composite
def slips(draw: st.DrawFn) -> tuple[Labelled, str]:
    """A clear sentence with one letter wrong, left out, doubled or in its neighbour's place."""
    one = draw(st.sampled_from(CLEAR))
    places = [n for n, char in enumerate(one.sentence) if char.isalpha()]
    assume(places)
    at = draw(st.sampled_from(places))
    before, char, after = one.sentence[:at], one.sentence[at], one.sentence[at + 1 :]
    wrong = draw(st.sampled_from(string.ascii_lowercase + "åäö"))
    forms = [
        before + after,
        before + char + char + after,
        before + wrong + after,
        before + after[:1] + char + after[1:],
    ]
    return one, draw(st.sampled_from(forms))


REAL = ("either", "int", "tio", "nio", "one", "ja", "na")
"""A slip into another word that is really there can't be seen."""


@given(slips())
def test_a_slip_of_the_pen_never_makes_the_opposite(slip: tuple[Labelled, str]) -> None:
    one, written = slip
    assume(not any(re.search(rf"\b{word}\b", written) for word in REAL))
    assert not opposite(acts(written, one.situation), expected(one.meant))


@given(st.text(max_size=400), situations)
def test_whatever_is_written_gets_an_outcome(text: str, situation: Situation) -> None:
    assert isinstance(understand(text, situation), Do | Ask | Tell | Help)


@given(
    st.lists(st.sampled_from([*WORDS, ",", ".", "?", "15:e", "den 5", "kl 11", "5/3", "20 min", "\n", "31/2", "👍"]))
)
def test_any_mixture_of_the_words_gets_an_outcome(words: list[str]) -> None:
    for situation in SITUATIONS.values():
        assert isinstance(understand(" ".join(words), situation), Do | Ask | Tell | Help)


UNKNOWN = st.text(alphabet="bcdfghklmnpqrstvwxz", min_size=3, max_size=9).filter(lambda word: word not in WORDS)


@given(st.lists(UNKNOWN, max_size=20), st.sampled_from([" ", ", ", ". ", "\n"]), situations)
def test_unknown_words_are_never_carried_out(words: list[str], tie: str, situation: Situation) -> None:
    assert not isinstance(understand(tie.join(words), situation), Do)


BOTH = ("båda", "Vätterbygden", "Bergslagen")


@given(st.sampled_from([one for one in CLEAR if one.situation == "ett möte"]))
def test_two_meetings_at_the_same_time_are_never_guessed_between(one: Labelled) -> None:
    assume(not any(word in one.sentence for word in BOTH))
    assert acts(one.sentence, "två likadana") == ()


def leaves(value: object) -> Iterator[object]:
    """All that a frozen value holds in the end."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield value


@given(st.one_of(st.sampled_from(CLEAR).map(lambda one: one.sentence), st.text(max_size=200)), situations)
def test_an_outcome_holds_ids_words_of_ours_and_times_and_nothing_of_the_sentence(
    text: str, situation: Situation
) -> None:
    held = leaves(understand(text, situation))
    assert [leaf for leaf in held if not isinstance(leaf, int | StrEnum | time | None)] == []
