"""Is this request really Slack's? Signed, fresh and not seen before (Slack: "Verifying requests")."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from slack_sdk.signature import Clock, SignatureVerifier

FRESH_SECONDS = 60 * 5


class Verifier:
    """Knows one secret, or two while they are being rotated, and the signatures it has already let through."""

    def __init__(self, secrets: Sequence[str], clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._verifiers = [SignatureVerifier(secret, self._clock) for secret in secrets]
        self._seen: OrderedDict[str, float] = OrderedDict()

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the signature is right, at most five minutes old, and not one that was already carried out."""
        signature = headers.get("x-slack-signature", "")
        timestamp = headers.get("x-slack-request-timestamp", "")
        if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12 or not signature.isascii():
            return False
        if signature in self._seen:
            return False
        try:
            return any(verifier.is_valid(body, timestamp, signature) for verifier in self._verifiers)
        except UnicodeDecodeError:  # Slack always writes UTF-8
            return False

    def done(self, headers: Mapping[str, str]) -> None:
        """The request was answered well: the same bytes again are a replay. (A new try of Slack's is signed anew.)"""
        now = self._clock.now()
        self._seen[headers.get("x-slack-signature", "")] = now
        while self._seen and next(iter(self._seen.values())) < now - FRESH_SECONDS - 1:
            self._seen.popitem(last=False)
