"""What a gesture can meet instead of being carried out."""

from __future__ import annotations

from collections.abc import Callable

from handlers.text import Mrkdwn, Text

Reason = Callable[[Text], Mrkdwn]
"""A sentence that waits for its reader's language."""


class Refusal(Exception):
    """The gesture isn't carried out, and the one who made it is told why and what to do, in their language.

    `field` is the block id of the input to mend, where the gesture was a form."""

    def __init__(self, reason: Reason, field: str | None = None) -> None:
        super().__init__("refused")
        self.reason = reason
        self.field = field


class AlreadyDone(Refusal):
    """The same gesture has been carried out before: nothing happens twice, and that is no fault."""

    def __init__(self) -> None:
        super().__init__(lambda t: t("Det är redan registrerat."))
