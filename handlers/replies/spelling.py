"""Small slips in long words put right. Never a word of negation, nor one into or out of it."""

from __future__ import annotations

from functools import lru_cache

from handlers.polls.dates.vocabulary import MONTHS, WEEKDAYS
from handlers.replies.vocabulary import HINTS, PHRASES
from handlers.replies.words import COURTESY, DOUBTS, FILLERS, GREETINGS, REAL_WORDS, REASONS

SHORTEST_WRITTEN, SHORTEST_MEANT, LONGEST = 5, 6, 20
"""Shorter words are one letter from too many others ("inte" and "inre", "kan" and "kna")."""

_PHRASED = frozenset(word for phrase in PHRASES for word in phrase.split())
_KNOWN = _PHRASED | DOUBTS | FILLERS | COURTESY | GREETINGS | HINTS | REASONS | REAL_WORDS | set(MONTHS) | set(WEEKDAYS)
_KEPT = frozenset(
    {"ingendera", "varken", "neither", "aldrig", "inget", "ingen", "utebli", "uteblir", "except", "fredags"}
)
"""Not to be arrived at by a slip."""


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(maxsize=1)
def _near() -> dict[str, frozenset[str]]:
    """From a word or a word less one letter → the long words that it may be meant as."""
    found: dict[str, set[str]] = {}
    for word in _KNOWN:
        if SHORTEST_MEANT <= len(word) <= LONGEST:
            for form in {word, *_shorter(word)}:
                found.setdefault(form, set()).add(word)
    return {form: frozenset(words) for form, words in found.items()}


def is_unknown(word: str) -> bool:
    """Whether a word of some length is in no table."""
    return len(word) > SHORTEST_WRITTEN and word not in _KNOWN


@lru_cache(maxsize=4096)
def known(word: str) -> str:
    """The word meant: itself, or the one long word that is a single slip away and can be nothing else."""
    if word in _KNOWN or not SHORTEST_WRITTEN <= len(word) <= LONGEST:
        return word
    forms = {word, *_shorter(word)}
    meant = {near for form in forms for near in _near().get(form, ()) if _one_slip(word, near)}
    only = next(iter(meant)) if len(meant) == 1 else word
    return only if _may_be_meant(word, only) else word


def _may_be_meant(word: str, meant: str) -> bool:
    """The first letter must be right; the last too, but of a weekday: endings make other words ("kommit", "passat")."""
    ends = meant[-1] == word[-1] or meant in WEEKDAYS
    return meant not in _KEPT and meant[0] == word[0] and ends


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, too few or wrong, or two that changed places."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    swapped = rest[1:2] == others[:1] and rest[:1] == others[1:2] and rest[2:] == others[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped
