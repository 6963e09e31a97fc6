"""The sentences in the code and their English: `make texts` brings the catalog up to the code.

Swedish is written in the code and is the message's name. A new sentence enters the catalog empty, a changed one with
its old English marked fuzzy: look at it, take the mark away. What is no longer said goes when nothing is left to do."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from handlers.text import LOCALE
from tests.source import ROOT

KEYWORDS = {"text": None, "t": None, "plain": None, "n": (1, 2)}
# The reader of roster files calls a section's text by key, and the stand-in for Slack has words of its own.
METHODS = [
    ("trial/**", "ignore"),
    ("boards/roster*.py", "ignore"),
    ("boards/yaml_lines.py", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "jinja2.ext:babel_extract"),
]
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)


def in_code() -> Catalog:
    """Every sentence in the code, in the order of the files."""
    catalog = Catalog(project="Klubban", creation_date=BEGUN)
    for part in ("handlers", "bot"):
        for file, _line, message, _comments, _context in extract_from_dir(ROOT / part, METHODS, keywords=KEYWORDS):
            name = message if isinstance(message, str) else tuple(message[:2])
            catalog.add(name, locations=[(f"{part}/{file}", 0)])
    return catalog


def in_english() -> Catalog:
    """The catalog as it is kept."""
    with (LOCALE / "en" / "klubban.po").open("rb") as kept:
        return read_po(kept, locale="en")


def unfinished(message: Message) -> bool:
    """Whether somebody must still look at it."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return message.fuzzy or not forms or not all(forms)


def sentences(catalog: Catalog) -> list[Message]:
    """The messages without the header."""
    return [message for message in catalog if message.id]


def bring_up_to_date() -> int:
    """Writes the catalog anew and says how many sentences want a look; no translation is lost before."""
    catalog = in_english()
    catalog.update(in_code(), update_creation_date=False)
    catalog.project, catalog.version, catalog.msgid_bugs_address = "Klubban", "1", "README.md"
    todo = sum(unfinished(message) for message in sentences(catalog))
    with (LOCALE / "en" / "klubban.po").open("wb") as kept:
        write_po(kept, catalog, width=110, ignore_obsolete=todo == 0, include_lineno=False)
    return todo


if __name__ == "__main__":
    sys.stdout.write(f"{bring_up_to_date()} sentences want a look in handlers/locale/en/klubban.po\n")
