"""A new capability has everything (house rule 12): a test fails when something is forgotten."""

from __future__ import annotations

import re

from handlers.capabilities import BY_NAME, CAPABILITIES
from handlers.help import help_message
from handlers.run import Edge
from handlers.text import Text
from storage.tables import metadata
from tests.source import ROOT

CAPABILITY_TABLES = {
    "boards": {"board", "due", "huvudman", "mandate", "person", "seat", "staff"},
    "polls": {"asked", "ballot", "poll", "slot"},
    "meetings": {"meeting"},
    "attendance": {"attendance", "call_in"},
    "feeds": {"calendar_link"},
    "replies": {"reply"},
    "home": set(),
}
EVERYBODYS_TABLES = {"audit", "gesture", "outbox", "slack_gate"}


def test_every_package_in_handlers_is_in_the_list_of_capabilities() -> None:
    packages = {path.parent.name for path in (ROOT / "handlers").glob("*/__init__.py")}
    assert packages == set(BY_NAME)


def test_a_capability_feeds_only_on_earlier_ones() -> None:
    names = [capability.name for capability in CAPABILITIES]
    assert [(c.name, fed) for c in CAPABILITIES for fed in c.feeds_on if fed not in names[: names.index(c.name)]] == []


def test_every_table_belongs_to_a_capability_or_to_everybody() -> None:
    assert set(metadata.tables) == set().union(*CAPABILITY_TABLES.values()) | EVERYBODYS_TABLES
    assert set(CAPABILITY_TABLES) == set(BY_NAME)


def test_every_table_is_made_by_a_migration() -> None:
    migrations = "\n".join(path.read_text() for path in (ROOT / "storage/migrations/versions").glob("*.py"))
    assert set(re.findall(r"create_table\(\s*['\"](\w+)['\"]", migrations)) == set(metadata.tables)


def test_every_capability_has_its_row_in_the_readme() -> None:
    rows = re.findall(r"^\| `handlers/(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rows == [capability.name for capability in CAPABILITIES]


async def _never(*_args: object, **_kwargs: object) -> None:
    raise AssertionError("nothing is carried out here")


def spellings() -> list[set[str]]:
    """Of each subcommand, every spelling; those of one handler belong together."""
    edge = Edge(_never, _never, "https://klubban.example")  # type: ignore[arg-type]
    together: dict[object, set[str]] = {}
    for capability in CAPABILITIES:
        for word, handler in capability.commands(edge).items():
            together.setdefault(handler, set()).add(word)
    return list(together.values())


def test_the_help_names_every_subcommand() -> None:
    said = help_message(Text("sv")).text
    assert [words for words in spellings() if not any(f"/klubban {word}" in said for word in words)] == []


def test_every_subcommand_can_be_written_without_swedish_letters() -> None:
    assert [words for words in spellings() if not any(word.isascii() for word in words)] == []


def test_no_subcommand_has_two_meanings() -> None:
    everything = [word for words in spellings() for word in words]
    assert sorted(everything) == sorted(set(everything))
