"""What somebody typed may come out of the app again, but never as marks: tests ask the workspace to listen for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MARKS = re.compile(r"[<>&*_~`]")
HARMLESS = re.compile("&amp;|&lt;|&gt;|\u2060[*_~`]\u2060")
"""How text looks once it is escaped; a format character may stand between two word joiners."""
SHORTEST = 3
"""A lone asterisk or bracket is anybody's."""


def telling(typed: str) -> Iterator[str]:
    """The words of what was typed that have marks in them, and so show whether they were escaped."""
    return (word for word in typed.split() if len(word) >= SHORTEST and MARKS.search(word))


def _mrkdwn(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
            yield value["text"]
        for item in value.values():
            yield from _mrkdwn(item)
    elif isinstance(value, list):
        for item in value:
            yield from _mrkdwn(item)


def echoed(words: Iterable[str], message_text: str, blocks: object) -> list[str]:
    """Which of the words stand unescaped in a message's text or in the mrkdwn of its blocks."""
    said = [HARMLESS.sub("\0", text) for text in (message_text, *_mrkdwn(blocks))]
    return sorted(word for word in words if any(word in text for text in said))
