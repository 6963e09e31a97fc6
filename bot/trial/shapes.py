"""Building blocks of the checks in limits.py: each check says what is wrong with a value, in Slack's own tone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.trial.models import Json

Check = Callable[[object, str], list[str]]
"""Takes a value and its JSON pointer; returns what is wrong, an empty list when nothing is."""


def wrong(message: str, at: str) -> list[str]:
    """One complaint, worded as in Slack's `response_metadata.messages`."""
    return [f"[ERROR] {message} [json-pointer:{at}]"]


def string(high: int, low: int = 0) -> Check:
    """A string of `low` to `high` characters."""

    def check(value: object, at: str) -> list[str]:
        if not isinstance(value, str):
            return wrong("must provide a string", at)
        if len(value) > high:
            return wrong(f"must be less than {high + 1} characters", at)
        return wrong(f"must be more than {low - 1} characters", at) if len(value) < low else []

    return check


def whole(low: int, high: int) -> Check:
    """An integer between two bounds, both allowed."""

    def check(value: object, at: str) -> list[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            return wrong("must provide an integer", at)
        return [] if low <= value <= high else wrong(f"must be between {low} and {high}", at)

    return check


def flag(value: object, at: str) -> list[str]:
    """A boolean."""
    return [] if isinstance(value, bool) else wrong("must provide a boolean", at)


def among(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: object, at: str) -> list[str]:
        return [] if value in allowed else wrong(f"must be one of {', '.join(allowed)}", at)

    return check


def parsed_by(parse: Callable[[str], object], what: str) -> Check:
    """A string that `parse` takes without ValueError."""

    def check(value: object, at: str) -> list[str]:
        try:
            parse(value) if isinstance(value, str) else parse("?")
        except ValueError:
            return wrong(f"must be {what}", at)
        return []

    return check


def many(each: Check, low: int, high: int) -> Check:
    """A list of `low` to `high` items, each passing `each`."""

    def check(value: object, at: str) -> list[str]:
        if not isinstance(value, list):
            return wrong("must provide an array", at)
        if len(value) > high:
            return wrong(f"no more than {high} items allowed", at)
        if len(value) < low:
            return wrong(f"no fewer than {low} items allowed", at)
        return [problem for i, item in enumerate(value) for problem in each(item, f"{at}/{i}")]

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    """An object with these fields and no others (but `type`, which `kinds` has looked at)."""

    def check(value: object, at: str) -> list[str]:
        if not isinstance(value, dict):
            return wrong("must provide an object", at)
        known = {**required, **optional}
        missing = [p for name in required if name not in value for p in wrong(f"missing required field: {name}", at)]
        unknown = [
            p
            for name in value
            if name not in known and name != "type"
            for p in wrong(f"invalid additional property: {name}", at)
        ]
        inside = [p for name, item in value.items() if name in known for p in known[name](item, f"{at}/{name}")]
        return missing + unknown + inside

    return check


def kinds(table: Mapping[str, Check]) -> Check:
    """An object whose `type` chooses the check."""

    def check(value: object, at: str) -> list[str]:
        if not isinstance(value, dict):
            return wrong("must provide an object", at)
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in table:
            return wrong(f"unsupported type: {kind}", f"{at}/type")
        return table[kind](value, at)

    return check


def both(*checks: Check) -> Check:
    """All of these; the later ones only where the earlier found nothing, so that they may trust the shape."""

    def check(value: object, at: str) -> list[str]:
        for one in checks:
            if problems := one(value, at):
                return problems
        return []

    return check


def rule(holds: Callable[[Json], bool], message: str) -> Check:
    """A condition across several fields of an object."""

    def check(value: object, at: str) -> list[str]:
        return [] if isinstance(value, dict) and holds(value) else wrong(message, at)

    return check
