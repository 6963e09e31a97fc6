"""Slack's door: only what Slack has signed, lately and for the first time, comes in; nothing else leaves a trace."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.app import Klubban, build
from bot.clock import SystemClock
from bot.config import Settings
from bot.trial.host import running
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from bot.web import MOST_BYTES
from tests.bot.knocking import CHALLENGE, SECRET, Answer, Headers, dated, everything, knock, signed

HELLO = Answer(200, b'{"challenge": "knock"}')


@pytest.fixture(scope="module")
def klubban(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Klubban]:
    path = tmp_path_factory.mktemp("door") / "klubban.db"
    shutil.copy(sqlite_template, path)
    with running(trial_app(Workspace([], []))) as page:
        settings_ = Settings.given(
            slack_bot_token=SecretStr("xoxb-trial"),
            slack_signing_secret=SecretStr(f" {SECRET} ,the-new-secret"),
            slack_api_url=f"{page}/api/",
            database_url=f"sqlite:///{path}",
        )
        one = build(settings_, SystemClock())
        yield one
        one.database.close()


@pytest.fixture
def untouched(klubban: Klubban) -> Iterator[None]:
    """Whatever happens in the test, no table gains or loses a row."""
    before = everything(klubban.database)
    yield
    assert everything(klubban.database) == before


@pytest.mark.parametrize("secret", [SECRET, "the-new-secret"])
def test_while_secrets_are_rotated_both_open_the_door(klubban: Klubban, secret: str) -> None:
    body = CHALLENGE.replace(b"}", b', "secret": "%s"}' % secret.encode())
    assert knock(klubban.web, body, signed(body, secret)).status == 200


def _now() -> str:
    return str(int(time.time()))


FORGED: dict[str, Headers] = {
    "without a signature": [(b"content-type", b"application/json")],
    "with an empty one": dated(_now(), ""),
    "with another secret": signed(CHALLENGE, "guessed"),
    "with an empty secret": signed(CHALLENGE, ""),
    "for another body": signed(CHALLENGE + b" "),
    "six minutes old": signed(CHALLENGE, at=time.time() - 360),
    "six minutes ahead": signed(CHALLENGE, at=time.time() + 900),
    "of another version": dated(_now(), "v1=" + "0" * 64),
    "cut short": [(name, value[:-1]) for name, value in signed(CHALLENGE)],
    "without a time": signed(CHALLENGE)[::2],
    "at no number": dated("now", "v0=" + "0" * 64),
    "at a negative time": dated("-1", "v0=" + "0" * 64),
    "at a broken time": dated("1.5", "v0=" + "0" * 64),
    "at an endless time": dated("9" * 400, "v0=" + "0" * 64),
    "at a raised two": dated("²", "v0=" + "0" * 64),
    "with letters of other alphabets": dated(_now(), "v0=ÅÄÖ"),
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
def test_a_forged_or_stale_request_stays_outside(klubban: Klubban, untouched: None, headers: Headers) -> None:
    assert knock(klubban.web, CHALLENGE, headers) == Answer(401, b"")


def test_a_request_is_let_in_once(klubban: Klubban) -> None:
    headers = signed(CHALLENGE)
    assert [knock(klubban.web, CHALLENGE, headers).status for _ in range(3)] == [200, 401, 401]
    again = signed(CHALLENGE, at=time.time() - 7)
    assert knock(klubban.web, CHALLENGE, again) == HELLO  # Slack's own new try is signed anew


def test_a_body_that_is_not_utf8_stays_outside(klubban: Klubban, untouched: None) -> None:
    body = b'{"type": "\xff\xfe"}'
    assert knock(klubban.web, body, signed(body)).status == 401


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b"payload={", b"payload=[]", b"\x00", b"", b"null", b"payload=1"])
def test_signed_nonsense_is_no_accident(klubban: Klubban, untouched: None, body: bytes) -> None:
    assert knock(klubban.web, body, signed(body)).status in (200, 400, 404)


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 30, "-1", "many", "²"])
def test_a_body_said_to_be_too_large_is_not_read(klubban: Klubban, untouched: None, length: str) -> None:
    headers = [*signed(CHALLENGE), (b"content-length", length.encode("latin-1"))]
    assert knock(klubban.web, CHALLENGE, headers) == Answer(413, b"")


def test_a_body_without_end_is_not_read_to_its_end(klubban: Klubban, untouched: None) -> None:
    assert knock(klubban.web, repeat(b"x" * 100_000), signed(CHALLENGE)) == Answer(413, b"")


def test_the_largest_body_is_still_read(klubban: Klubban, untouched: None) -> None:
    body = b"x" * MOST_BYTES
    assert knock(klubban.web, [body[:10], body[10:]], dated(_now(), "v0=1")).status == 401


NAMES = st.sampled_from([b"x-slack-signature", b"x-slack-request-timestamp", b"content-length", b"content-type", b"x"])
VALUES = st.binary(max_size=80) | st.sampled_from([b"v0=", b"0", b"application/json", _now().encode()])


@settings(max_examples=150)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=6), st.binary(max_size=200))
def test_no_headers_open_the_door_or_break_it(klubban: Klubban, headers: Headers, body: bytes) -> None:
    assert knock(klubban.web, body, headers).status in (401, 413)


@settings(max_examples=100)
@given(st.binary(max_size=100) | st.text(max_size=60).map(str.encode), st.sampled_from([b"", b"payload=", b"{"]))
def test_nothing_that_slack_could_sign_breaks_the_door(klubban: Klubban, body: bytes, head: bytes) -> None:
    whole = head + body
    assert knock(klubban.web, whole, signed(whole)).status in (200, 400, 401, 404)
