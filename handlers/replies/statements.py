"""Signs → what a clause says. What no row of the tables covers is not understood, and then nothing is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.replies.clauses import Clause, Joint
from handlers.replies.phrases import Reading
from handlers.replies.said import POSITIVE, Meaning, Scope, Statement
from handlers.replies.signs import Sign
from handlers.replies.tokens import Kind
from handlers.replies.words import ASKED, ASKED_ENGLISH, ASKING, ASKING_ENGLISH, MATTERS, NOTS, QUESTION_WORDS, SUBJECTS

S, M = Sign, Meaning


def _rows(meaning: Meaning, *rows: set[Sign]) -> dict[frozenset[Sign], Meaning]:
    return {frozenset(row): meaning for row in rows}


_PLAIN = {
    **_rows(M.CAN, {S.CAN}, {S.FITS}, {S.CAN, S.COME}, {S.GLADLY, S.CAN}, {S.GLADLY, S.FITS}, {S.FITS, S.FINE}),
    **_rows(M.CAN, {S.GLADLY, S.CAN, S.COME}, {S.YES, S.CAN}, {S.YES, S.FITS}, {S.YES, S.CAN, S.COME}),
    **_rows(M.CAN, {S.CAN, S.FINE}, {S.CAN, S.WHOLE}, {S.CAN, S.COME, S.WHOLE}),
    **_rows(M.COMES, {S.COME}, {S.COME, S.WHOLE}, {S.COME, S.GLADLY}, {S.YES, S.COME}, {S.COME, S.FINE}),
    **_rows(M.COMES, {S.YES, S.COME, S.WHOLE}),
    **_rows(M.IN_PLACE, {S.PLACE}, {S.COME, S.PLACE}, {S.CAN, S.PLACE}, {S.CAN, S.COME, S.PLACE}),
    **_rows(M.CANNOT, {S.CAN, S.NOT}, {S.FITS, S.NOT}, {S.COME, S.NOT}, {S.CAN, S.COME, S.NOT}, {S.BUSY}),
    **_rows(M.CANNOT, {S.GO, S.NOT}, {S.NO, S.CAN, S.NOT}, {S.NO, S.COME, S.NOT}, {S.NO, S.CAN, S.COME, S.NOT}),
    **_rows(M.CANNOT, {S.NO, S.FITS, S.NOT}, {S.NO, S.BUSY}, {S.CAN, S.NOT, S.BUSY}),
    # "ja kan int": a dialect's "jag".
    **_rows(M.CANNOT, {S.YES, S.CAN, S.NOT}, {S.YES, S.COME, S.NOT}, {S.YES, S.CAN, S.COME, S.NOT}),
    **_rows(M.RATHER_NOT, {S.RATHER_NOT}, {S.CAN, S.RATHER_NOT}, {S.FITS, S.RATHER_NOT}),
    **_rows(M.LINK, {S.LINK}, {S.COME, S.LINK}, {S.CAN, S.LINK}, {S.CAN, S.COME, S.LINK}, {S.YES, S.COME, S.LINK}),
    **_rows(M.LINK, {S.GLADLY, S.COME, S.LINK}, {S.YES, S.LINK}),
    **_rows(M.NOT_IN_PLACE, {S.PLACE, S.NOT}, {S.COME, S.PLACE, S.NOT}, {S.CAN, S.PLACE, S.NOT}),
    **_rows(M.NOT_IN_PLACE, {S.CAN, S.COME, S.PLACE, S.NOT}),
    **_rows(M.PART, {S.PART}, {S.COME, S.PART}, {S.CAN, S.PART}, {S.CAN, S.COME, S.PART}),
    **_rows(M.PART, {S.LATE}, {S.COME, S.LATE}, {S.LEAVE}, {S.LEAVE, S.EARLIER}, {S.GO, S.EARLIER}),
    **_rows(M.SERVES, {S.SERVE}, {S.CAN, S.SERVE}, {S.YES, S.SERVE}, {S.YES, S.CAN, S.SERVE}, {S.GLADLY, S.SERVE}),
    **_rows(M.SERVES_NOT, {S.SERVE, S.NOT}, {S.CAN, S.SERVE, S.NOT}, {S.NO, S.CAN, S.SERVE, S.NOT}),
    **_rows(M.SUBSTITUTE, {S.SUBSTITUTE}),
    **_rows(M.YES, {S.YES}, {S.GLADLY}, {S.YES, S.GLADLY}),
    **_rows(M.NO, {S.NO}),
    **_rows(M.UNDO, {S.UNDO}),
    **_rows(M.WRONG, {S.WRONG}),
}
"""Without a time or a length."""
_OF_A_DAY = {
    **_rows(M.CAN, {S.FINE}, {S.RATHER}, {S.GLADLY}, {S.GO}, {S.YES}, {S.RATHER, S.CAN}, {S.GO, S.FINE}),
    **_rows(M.CANNOT, {S.NO}),
    **_rows(M.DAYS, set()),
    **_rows(M.NOT_DAYS, {S.NOT}),
}
"""Answers only beside a day, or beside "alla" and the like."""
_TIMED = {
    **_rows(M.FROM, {S.COME}, {S.CAN, S.COME}, {S.COME, S.FROM}, {S.CAN, S.FROM}, {S.CAN, S.COME, S.FROM}, {S.FROM}),
    **_rows(M.FROM, {S.CAN, S.NOT, S.BEFORE}, {S.CAN, S.COME, S.NOT, S.BEFORE}, {S.CAN, S.COME, S.AFTER}),
    **_rows(M.FROM, {S.COME, S.PLACE}),
    **_rows(M.FROM, {S.COME, S.NOT, S.BEFORE}, {S.COME, S.LATE}, {S.COME, S.AFTER}),
    **_rows(
        M.UNTIL, {S.LEAVE}, {S.GO}, {S.COME, S.UNTIL}, {S.CAN, S.UNTIL}, {S.CAN, S.COME, S.UNTIL}, {S.STAY, S.UNTIL}
    ),
    **_rows(M.UNTIL, {S.CAN, S.STAY, S.UNTIL}, {S.CAN, S.NOT, S.STAY, S.AFTER}, {S.CAN, S.NOT, S.AFTER}, {S.UNTIL}),
    **_rows(M.UNTIL, {S.LEAVE, S.EARLIER}, {S.COME, S.LEAVE}, {S.CAN, S.STAY}, {S.CAN, S.NOT, S.COME, S.AFTER}),
}
_LONG = {
    **_rows(M.LATE, {S.LATE}, {S.COME, S.LATE}),
    **_rows(M.LEAVES, {S.LEAVE, S.EARLIER}, {S.GO, S.EARLIER}, {S.LEAVE, S.BEFORE}),
}
_BARE = frozenset(map(frozenset, ({S.YES}, {S.NO}, {S.NOT}, {S.RATHER})))
_BETWEEN = frozenset(map(frozenset, ({S.COME}, {S.CAN}, {S.CAN, S.COME}, set())))

_SCOPES = {
    S.ALL: Scope.ALL,
    S.BOTH: Scope.BOTH,
    S.EITHER: Scope.BOTH,
    S.NONE: Scope.ALL,
    S.ANY: Scope.ALL,
    S.REST: Scope.REST,
    S.ONLY: Scope.ONLY,
}
_QUANTITIES = frozenset({S.ALL, S.BOTH, S.EITHER, S.NONE, S.ANY, S.REST, S.ONLY, S.EXCEPT, S.AT_ALL})
_PERSONAL = frozenset({S.CAN, S.COME, S.SERVE, S.LINK, S.LEAVE, S.BUSY})
"""After "alla", "ingen": what everybody or nobody does, unless "jag" stands there too."""


@dataclass(frozen=True, slots=True)
class _Core:
    """The signs without those that say how many; `negated`: "ingen av dem" said so."""

    signs: frozenset[Sign]
    scope: Scope
    negated: bool = False


def statement(clause: Clause, reading: Reading) -> Statement | None:
    """What the clause says; None where it isn't wholly understood."""
    doubtful = reading.unknown or S.DOUBT in reading.signs or is_question(clause)
    if doubtful or len(reading.boards) > 1 or len(reading.times) + len(reading.ranges) > 1 or len(reading.lengths) > 1:
        return None
    if reading.thumb is not None:
        return Statement(M.UP if reading.thumb else M.DOWN, brief=True)
    if [piece.text for piece in clause.pieces] in _SORRY_NOT:
        return Statement(M.NO, brief=True)
    if _of_something_else(clause, reading):
        return None
    core = _core(reading)
    found = _meaning(core, reading) if core and _negates_plainly(clause) else None
    return _statement(found, core, reading, clause) if found and core else None


def is_question(clause: Clause) -> bool:
    """Its mark, its first word or the order of its first two words."""
    words = [piece.text for piece in clause.pieces[:2] if piece.kind is Kind.WORD]
    if clause.question or (words[:1] and words[0] in QUESTION_WORDS):
        return True
    swedish = len(words) == 2 and words[0] in ASKING and words[1] in ASKED
    return swedish or (len(words) == 2 and words[0] in ASKING_ENGLISH and words[1] in ASKED_ENGLISH)


def _negates_plainly(clause: Clause) -> bool:
    """ "inte fredag kan jag": of what is it said? And of which day, where one stands on each side?"""
    kinds = ["not" if piece.text in NOTS else piece.kind for piece in clause.pieces if piece.text not in _PREPOSITIONS]
    if "not" not in kinds:
        return True
    at = kinds.index("not")
    day_follows = at + 1 < len(kinds) and kinds[at + 1] is Kind.DAY
    return not day_follows or (at + 2 == len(kinds) if at == 0 else Kind.DAY not in kinds[:at])


def _of_something_else(clause: Clause, reading: Reading) -> bool:
    """ "det kommer på fredag" is of a thing; "är med på förslaget" agrees."""
    words = [piece.text for piece in clause.pieces if piece.kind is Kind.WORD]
    acting = {S.CAN, S.COME, S.LEAVE, S.GO, S.LATE} & set(reading.signs)
    thing_acts = bool(words) and words[0] in SUBJECTS and S.ME not in reading.signs and S.FITS not in reading.signs
    if reading.signs[-1:] == [S.OR] or words == ["come", "on"]:
        return True
    agrees = {"med", "pa"} <= set(words) and S.COME in reading.signs and bool(set(words) & MATTERS) and not reading.days
    return bool(acting) and (agrees or (thing_acts and clause.pieces[0].kind is Kind.WORD))


_SORRY_NOT = (["tyvarr", "inte"], ["tyvarr", "ej"], ["inte", "tyvarr"], ["afraid", "not"])
_PREPOSITIONS = frozenset({"pa", "den", "on", "the"})


def _core(reading: Reading) -> _Core | None:
    signs = [sign for sign in reading.signs if sign not in (S.ME, S.HINT, S.MEANT, S.OR, S.WRONG)]
    core = [sign for sign in signs if sign not in _QUANTITIES]
    quantities = [sign for sign in signs if sign in _QUANTITIES]
    if len(set(core)) < len(core) or not _in_order(core, reading) or not _quantified_plainly(reading, quantities):
        return None
    if S.WRONG in reading.signs:
        return _Core(frozenset({S.WRONG}), Scope.NAMED) if not core and not quantities and not reading.days else None
    return _counted(frozenset(core), quantities, reading)


def _in_order(core: Sequence[Sign], reading: Reading) -> bool:
    """Signs in another order are two statements run together: "kommer … kan inte", "kan fredag måndag kan inte"."""
    if S.YES in core[1:] or S.NO in core[1:]:
        return False
    if S.CAN in core and S.COME in core:
        can, come = core.index(S.CAN), core.index(S.COME)
        if come < can or (S.NOT in core and core.index(S.NOT) > come):
            return False
    return len(reading.days) < 2 or not (reading.before_days and reading.after_days)


def _quantified_plainly(reading: Reading, quantities: Sequence[Sign]) -> bool:
    """ "alla kan": they, or every day? "kan alla" is of the days."""
    people = any(
        one in _QUANTITIES - {S.AT_ALL, S.ONLY, S.EXCEPT} and other in _PERSONAL
        for one, other in zip(reading.signs, reading.signs[1:], strict=False)
    )
    come_all = S.COME in reading.signs and {S.BOTH, S.ALL} & set(quantities) and not reading.at_something
    return not ((people or come_all) and S.ME not in reading.signs) and len(quantities) <= 2


def _counted(core: frozenset[Sign], quantities: Sequence[Sign], reading: Reading) -> _Core | None:
    """How many days it is said of, and whether it is denied of them."""
    negated = S.NOT in core
    match quantities:
        case []:
            doubtful = (S.OR in reading.signs or reading.either_day) and not negated
            return None if doubtful else _Core(core, Scope.NAMED)
        case [S.ALL, S.EXCEPT] if reading.days and not negated:
            return _Core(core, Scope.EXCEPT)
        case [S.NONE]:
            scope = Scope.NAMED if reading.days else Scope.ALL
            return None if negated else _Core(core | {S.NOT}, scope, negated=True)
        case [S.NONE, S.AT_ALL]:
            return None if negated or reading.days else _Core(core | {S.NOT}, Scope.ALL, negated=True)
        case [S.ANY] | [S.EITHER] | [S.ANY, S.AT_ALL] if negated:
            return None if reading.days else _Core(core, Scope.ALL)
        case [S.AT_ALL]:
            return _Core(core, Scope.NAMED if reading.days else Scope.AT_ALL) if negated else None
        case [(S.ALL | S.BOTH | S.EITHER | S.REST | S.ONLY) as one] if not negated or one is S.REST:
            return _named_or_all(core, one, reading)
    return None


def _named_or_all(core: frozenset[Sign], one: Sign, reading: Reading) -> _Core | None:
    """ "bara" wants a day or a time; "alla" and "båda" want none, unless they count the days just named."""
    if one is S.ONLY:
        timed = bool(reading.times or reading.ranges) or S.LINK in core
        return _Core(core, Scope.ONLY if reading.days and not timed else Scope.NAMED) if reading.days or timed else None
    if reading.days and one is S.BOTH:
        return _Core(core, Scope.NAMED) if len(reading.days) == 2 and not reading.either_day else None
    return _Core(core, _SCOPES[one]) if not reading.days else None


def _meaning(core: _Core, reading: Reading) -> Meaning | None:
    if reading.ranges:
        return M.BETWEEN if core.signs in _BETWEEN else None
    if reading.lengths:
        return _LONG.get(core.signs) if not reading.times else None
    if reading.times:
        label = S.FROM not in core.signs and S.UNTIL not in core.signs
        return _TIMED.get(core.signs) or (_PLAIN.get(core.signs) if label else None)
    found = _PLAIN.get(core.signs)
    if reading.days or core.scope is not Scope.NAMED:
        return _beside_a_day(core, reading) or found
    return found


def _beside_a_day(core: _Core, reading: Reading) -> Meaning | None:
    """ "går på fredag" leaves; "fredag går" works."""
    if (core.signs == {S.GO} and not reading.day_first) or (S.RATHER in core.signs and not reading.days):
        return None
    found = _OF_A_DAY.get(core.signs)
    if found in (M.DAYS, M.NOT_DAYS) and core.scope is not Scope.NAMED:
        return None
    return M.CANNOT if found is M.NOT_DAYS and core.negated else found


def _statement(meaning: Meaning, core: _Core, reading: Reading, clause: Clause) -> Statement | None:
    ill_and_coming = S.HINT in reading.signs and meaning in POSITIVE | {M.DAYS}
    bare_board = bool(reading.boards) and meaning in (M.YES, M.NO)
    if ill_and_coming or bare_board:
        return None
    clock = reading.times[0] if reading.times else None
    first, last = reading.ranges[0] if reading.ranges else (clock, None)
    return Statement(
        meaning,
        tuple(reading.days),
        core.scope,
        reading.numbers[0] if reading.numbers else None,
        first,
        last,
        reading.lengths[0] if reading.lengths else None,
        reading.boards[0] if reading.boards else None,
        correcting=S.MEANT in reading.signs,
        contrasted=clause.joint is Joint.BUT,
        brief=meaning in (M.YES, M.NO) or (S.FITS in core.signs and not reading.days and S.ME not in reading.signs),
        bare=bool(reading.days) and core.signs in _BARE,
    )
