"""What a failed call to Slack means: a definite no, a message that is gone, a rate limit, or nobody knows."""

from __future__ import annotations

from enum import Enum

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "timeout"}
"""Slack's errors after which nobody knows, and a later try may succeed."""
OURS = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "not_allowed_token_type", "missing_scope"}
"""Something is wrong with Klubban's own access: no reason to give a message up, it waits until somebody mends it."""
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
"""The card's message can't be changed any more: the card is posted anew."""
LONGEST_SECONDS = 3600
USUAL_SECONDS = 30


class Outcome(Enum):
    """What is to be done about it."""

    LIMITED = "limited"
    GONE = "gone"
    REFUSED = "refused"
    DOUBT = "doubt"


def outcome(problem: Exception) -> Outcome:
    """Only Slack's own word for it is a definite no; a proxy's page, a broken answer or silence is not."""
    word = reason(problem)
    if not isinstance(problem, SlackApiError) or not isinstance(problem.response, AsyncSlackResponse):
        return Outcome.DOUBT
    if problem.response.status_code == 429 or word == "ratelimited":
        return Outcome.LIMITED
    if problem.response.status_code >= 500 or word is None or word in PASSING | OURS:
        return Outcome.DOUBT
    return Outcome.GONE if word in GONE else Outcome.REFUSED


def reason(problem: Exception) -> str | None:
    """Slack's word for what went wrong, None where it gave none."""
    response = problem.response if isinstance(problem, SlackApiError) else None
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        return None
    word = response.data.get("error")
    return str(word) if word else None


def wait_seconds(problem: Exception) -> int:
    """How long Slack wants to be left alone: its Retry-After in whole seconds, at least 1, at most an hour."""
    response = problem.response if isinstance(problem, SlackApiError) else None
    raw = str(response.headers.get("Retry-After", "")) if isinstance(response, AsyncSlackResponse) else ""
    seconds = int(raw) if raw.isascii() and raw.isdigit() else USUAL_SECONDS
    return max(1, min(seconds, LONGEST_SECONDS))
