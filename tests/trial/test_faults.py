"""Slack's bad days, as a client feels them."""

from __future__ import annotations

import httpx
import pytest

from bot.trial.faults import ANY, Fault, Faults, Kind
from bot.trial.workspace import Workspace


def post(base_url: str, workspace: Workspace) -> httpx.Response:
    headers = {"authorization": f"Bearer {workspace.bot_token}"}
    body = {"channel": "C1STYRELSEN", "text": "Hej"}
    return httpx.post(f"{base_url}/api/chat.postMessage", json=body, headers=headers, timeout=5)


def test_a_rate_limit_says_when_to_come_back_and_posts_nothing(base_url: str, workspace: Workspace) -> None:
    workspace.faults.queue("chat.postMessage", Fault(Kind.RATELIMITED, retry_after="30"))
    answer = post(base_url, workspace)
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["error"]) == (429, "30", "ratelimited")
    assert workspace.messages == []
    assert post(base_url, workspace).json()["ok"]


@pytest.mark.parametrize(("kind", "posted"), [(Kind.STATUS_BEFORE, 0), (Kind.STATUS_AFTER, 1)])
@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_may_hide_that_it_was_posted(
    base_url: str, workspace: Workspace, kind: Kind, posted: int, status: int
) -> None:
    workspace.faults.queue("chat.postMessage", Fault(kind, status=status))
    assert post(base_url, workspace).status_code == status
    assert len(workspace.messages) == posted


@pytest.mark.parametrize(
    ("kind", "posted"), [(Kind.RESET_BEFORE, 0), (Kind.RESET_AFTER, 1), (Kind.HALF_BODY, 1)], ids=str
)
def test_a_lost_connection_may_hide_that_it_was_posted(
    base_url: str, workspace: Workspace, kind: Kind, posted: int
) -> None:
    workspace.faults.queue(ANY, Fault(kind))
    with pytest.raises(httpx.TransportError):
        post(base_url, workspace)
    assert len(workspace.messages) == posted
    assert post(base_url, workspace).json()["ok"]


def test_any_documented_error_can_be_had(base_url: str, workspace: Workspace) -> None:
    workspace.faults.queue("chat.postMessage", Fault(Kind.ERROR, error="fatal_error"))
    assert post(base_url, workspace).json() == {"ok": False, "error": "fatal_error"}
    assert workspace.messages == []


def test_a_slow_answer_is_a_whole_one(base_url: str, workspace: Workspace) -> None:
    workspace.faults.queue("chat.postMessage", Fault(Kind.DELAY, seconds=0.2))
    answer = post(base_url, workspace)
    assert (answer.json()["ok"], answer.elapsed.total_seconds() >= 0.2) == (True, True)


def test_a_seeded_bad_day_is_the_same_each_time() -> None:
    days = [Faults(seed=7, rate=0.5) for _ in range(2)]
    first, second = ([day.take("chat.update") for _ in range(50)] for day in days)
    assert first == second
    assert 10 < len([f for f in first if f]) < 40
    assert Faults().take("chat.update") is None
