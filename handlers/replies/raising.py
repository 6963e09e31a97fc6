"""Whether somebody who writes wants to raise an item: the form is offered, nothing is taken from the sentence."""

from __future__ import annotations

import re

_WANTS = re.compile(
    r"\b(ta upp|lyfta|föreslå|foresla|ärende|arende|dagordningen|raise|take up|bring up|agenda item)\b", re.IGNORECASE
)


def wants_to_raise(written: str) -> bool:
    """ "jag vill ta upp lokalerna", "kan vi lyfta hyran?", "I want to raise the rent"."""
    return _WANTS.search(written) is not None
