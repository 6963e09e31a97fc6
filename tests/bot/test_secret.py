"""KLUBBAN_SECRET: where it comes from, and that what is sealed with it opens here, today, and nowhere else."""

from __future__ import annotations

import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config import Settings
from bot.secret import LASTS, Opened, Seal, secret_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
GIVEN = "a long random text of the owner's own"
SEAL = Seal(b"klubban", "personal page")


@given(st.text(max_size=60), st.integers(0, 2 * 86_400))
def test_what_is_sealed_opens_again_and_tells_when_its_day_is_over(words: str, seconds: int) -> None:
    later = NOW + timedelta(seconds=seconds)
    assert SEAL.open(SEAL.close(words, NOW), later) == Opened(words, expired=later >= NOW + LASTS)


def test_a_seal_may_stand_in_an_address() -> None:
    sealed = SEAL.close("x" * 43, NOW)
    assert re.fullmatch(r"[A-Za-z0-9_-]{100,200}", sealed)


def test_another_secret_and_another_purpose_open_nothing() -> None:
    sealed = SEAL.close("words", NOW)
    others = [Seal(b"another", "personal page"), Seal(b"klubban", "document")]
    assert [other.open(sealed, NOW) for other in others] == [None, None]


@given(st.text(max_size=300))
def test_what_was_never_sealed_opens_nothing(typed: str) -> None:
    assert SEAL.open(typed, NOW) is None


def test_a_seal_with_one_letter_changed_opens_nothing() -> None:
    sealed = SEAL.close("words", NOW)
    changed = [sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :] for at in range(1, len(sealed), 7)]
    assert [SEAL.open(each, NOW) for each in changed] == [None] * len(changed)


def test_the_secret_is_the_one_that_is_given() -> None:
    settings = Settings.given(klubban_secret=GIVEN, database_url="postgresql://db/klubban")
    assert secret_of(settings) == GIVEN.encode()


def test_unset_it_is_made_once_beside_the_sqlite_file_and_kept_for_its_owner(tmp_path: Path) -> None:
    settings = Settings.given(database_url=f"sqlite:///{tmp_path}/klubban.db")
    made = secret_of(settings)
    assert made is not None
    assert (secret_of(settings), len(made) >= 32) == (made, True)
    assert [file.name for file in tmp_path.iterdir()] == ["klubban.secret"]
    assert stat.S_IMODE((tmp_path / "klubban.secret").stat().st_mode) == 0o600


def test_on_a_servers_database_it_has_to_be_given(tmp_path: Path) -> None:
    urls = ("postgres://db/klubban", f"sqlite:///{tmp_path}/nowhere/klubban.db")
    assert [secret_of(Settings.given(database_url=url)) for url in urls] == [None, None]


def test_a_secret_that_could_be_guessed_is_refused_and_an_empty_one_is_none() -> None:
    with pytest.raises(ValidationError, match="needs 32 characters or more"):
        Settings.given(klubban_secret="hemligt")
    assert Settings.given(klubban_secret="").klubban_secret is None
