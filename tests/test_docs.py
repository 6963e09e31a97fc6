"""The docs say what is so: links lead somewhere, commands and settings are there, rules of law can be looked up."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from bot.__main__ import app
from bot.config import Settings
from bot.manifest import SCOPES
from handlers.boards.roster_entries import BOARD_KEYS, HUVUDMAN_KEYS, PERSON_KEYS, STAFF_KEYS
from tests.source import ROOT, tracked

DOCS = {name: (ROOT / name).read_text() for name in tracked() if name.endswith(".md")}
README = DOCS["README.md"]
FOLDERS = r"(?:bot|handlers|storage|tests|docs|\.ci|\.slack)/"
PLACES = re.compile(rf"`({FOLDERS}[\w./-]*)`")
LINKS = re.compile(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"")
CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
RULE = re.compile(r"\bR\d{1,2}\b")


def commands() -> dict[str, set[str]]:
    """Every command of the command line with its options."""
    found: dict[str, set[str]] = {}

    def walk(group: typer.core.TyperGroup, before: str) -> None:
        for name, command in group.commands.items():
            if isinstance(command, typer.core.TyperGroup):
                walk(command, f"{before}{name} ")
            else:
                found[before + name] = {option for parameter in command.params for option in parameter.opts}

    top = typer.main.get_command(app)
    assert isinstance(top, typer.core.TyperGroup)
    walk(top, "")
    return found


def table_after(text: str, head: str) -> list[str]:
    """The first cells of the table that begins with this line."""
    return CELL.findall(text[text.index(head) :].split("\n\n", 1)[0])


def test_every_link_leads_to_a_file() -> None:
    broken = [
        (name, target)
        for name, text in DOCS.items()
        for target in ("".join(groups) for groups in LINKS.findall(text))
        if not re.match("https?:", target) and not (ROOT / Path(name).parent / target).exists()
    ]
    assert broken == []


def test_every_file_named_is_there() -> None:
    assert [(name, place) for name, text in DOCS.items() for place in PLACES.findall(text) if not there(place)] == []


def there(place: str) -> bool:
    """Whether something of that name, or the beginning of its name, is in the project."""
    return (ROOT / place).exists() or bool(list((ROOT / place).parent.glob(f"{Path(place).name}-*.md")))


def test_every_document_that_the_code_names_is_there() -> None:
    code = [ROOT / name for name in tracked() if name.startswith(("bot/", "handlers/", "storage/")) and ".py" in name]
    named = {place.rstrip(".") for path in code for place in re.findall(r"docs/[\w./-]+", path.read_text())}
    assert named != set()
    assert [place for place in named if not there(place)] == []


def test_the_readme_opens_with_the_two_commands_and_a_picture() -> None:
    makefile = (ROOT / "Makefile").read_text()
    opening = README[: README.index("## ")]
    assert re.findall(r"^make (\w+)", opening, re.MULTILINE) == ["demo", "test"]
    assert re.search(r"^demo:", makefile, re.MULTILINE) and re.search(r"^test:", makefile, re.MULTILINE)
    assert "docs/pictures/" in opening


def test_every_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for text in DOCS.values() for target in re.findall(r"^make (\w+)|`make (\w+)", text, re.MULTILINE)}
    planned = {"bench", "soak"}
    assert {"".join(pair) for pair in named} - planned <= targets


def test_the_readmes_table_has_every_command() -> None:
    rows = [row.removeprefix("python -m bot ") for row in table_after(README, "| command | does |")]
    assert {re.sub(r" (FILE|KEY|--person ID)$", "", row) for row in rows} == set(commands())


def test_every_option_in_the_readmes_table_is_there() -> None:
    table = README[README.index("| command | does |") :].split("\n\n", 1)[0]
    for row in table.splitlines()[2:]:
        name = re.sub(r" (FILE|KEY|--person ID)$", "", CELL.findall(row)[0].removeprefix("python -m bot "))
        assert set(re.findall(r"--[a-z-]+", row)) <= commands()[name]


def test_every_setting_is_in_the_table_and_none_other() -> None:
    rows = table_after(DOCS["docs/operations.md"], "| setting | default |")
    assert rows == [name.upper() for name in Settings.model_fields]


def test_the_defaults_of_numbers_are_the_real_ones() -> None:
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| `([\d.]+)` \|", DOCS["docs/operations.md"], re.MULTILINE))
    numbers = {n.upper(): f.default for n, f in Settings.model_fields.items() if isinstance(f.default, int | float)}
    assert {name: float(value) for name, value in table.items()} == numbers


def test_every_scope_has_its_reason_in_the_readme() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", README[README.index("| scope |") :].split("\n\n")[0], re.MULTILINE)
    assert [name for name, _ in rows] == sorted(SCOPES)
    assert [name for name, why in rows if not why.strip()] == []


def test_every_key_of_the_roster_file_is_described() -> None:
    text = DOCS["docs/roster.md"]
    keys = {*BOARD_KEYS, *HUVUDMAN_KEYS, *PERSON_KEYS, *STAFF_KEYS}
    assert {key for key in keys if f"`{key}`" not in text and f"`board.{key}`" not in text} == set()


def test_every_rule_that_the_code_names_can_be_looked_up() -> None:
    known = set(re.findall(r"^\| (R\d+) \|", DOCS["docs/rules.md"], re.MULTILINE))
    code = [ROOT / name for name in tracked() if name.endswith(".py")]
    assert {rule for path in code for rule in RULE.findall(path.read_text())} - known == set()


def test_pictures_are_small() -> None:
    assert [p.name for p in (ROOT / "docs/pictures").iterdir() if p.stat().st_size > 300_000] == []


def test_decisions_are_numbered_without_gaps_and_name_what_was_rejected() -> None:
    decisions = sorted(name for name in DOCS if name.startswith("docs/decisions/"))
    assert [int(Path(name).name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))
    assert [name for name in decisions if "**Rejected" not in DOCS[name]] == []


def test_no_number_of_a_rule_is_shown_to_people() -> None:
    assert RULE.findall(DOCS["docs/guide.sv.md"]) == []
