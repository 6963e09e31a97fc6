"""What people read: every sentence has its English, both can be said, and both keep to the style of the house."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message

from handlers.text import Mrkdwn, Text
from tests.source import Module, modules
from tests.texts import in_code, in_english, sentences, unfinished

SWEDISH = re.compile("[åäöÅÄÖ]")
# Files whose Swedish isn't said by `Text`: what secretaries write, what stands outside Slack, what the command line
# says in English about an "ersättare".
NOT_SPOKEN = (
    "bot/calendar_http.py",
    "bot/demo.py",
    "bot/demo_seed.py",
    "bot/doctor.py",
    "bot/manifest.py",
    "bot/trial/",
    "handlers/boards/importing.py",
    "handlers/boards/roster",
    "handlers/polls/dates/",
    "handlers/replies/raising.py",
    "handlers/replies/tokens.py",
    "handlers/replies/vocabulary.py",
)
COMMANDS = re.compile(r"^[a-zåäö]+$")
LAW = re.compile(r"\bR\d+\b")
NORWEGIAN = re.compile("förfall|forfall", re.IGNORECASE)
SHORTCODE = re.compile(r":[a-z_]+:")
# What a secretary may type is shown as secretaries type it.
EXAMPLE = re.compile(r"till exempel .*|`/klubban .*?`")
SAMPLE = {"n": 3}


def forms(message: Message) -> list[tuple[str, str]]:
    """(Swedish, English), one pair for each number."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string or (), strict=True))


SENTENCES = sentences(in_english())
PAIRS = [pair for message in SENTENCES for pair in forms(message)]


def places(text: str) -> set[str]:
    """The names of what is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_catalog_has_just_the_sentences_of_the_code() -> None:
    assert {message.id for message in SENTENCES} == {message.id for message in sentences(in_code())}
    assert list(in_english().obsolete) == []


def test_every_sentence_has_its_english() -> None:
    assert [message.id for message in SENTENCES if unfinished(message)] == []


def test_english_leaves_nothing_out_that_is_filled_in() -> None:
    assert [(swedish, english) for swedish, english in PAIRS if places(swedish) != places(english)] == []


def test_only_a_plural_says_how_many() -> None:
    plural = [message.id for message in SENTENCES if not isinstance(message.id, str)]
    assert [many for one, many in plural if "n" not in places(many) or "n" in places(one)] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_sentence_can_be_said(language: str) -> None:
    text = Text(language)
    for message in SENTENCES:
        values = {name: Mrkdwn("x") for pair in forms(message) for name in places(pair[0]) if name not in SAMPLE}
        if isinstance(message.id, str):
            said = [text(message.id, **values, **{name: 3 for name in SAMPLE if name in places(message.id)})]
        else:
            said = [text.n(message.id[0], message.id[1], n, **values) for n in (1, 3)]
        assert [sentence for sentence in said if "{" in sentence or not sentence.strip()] == []


def test_english_is_english() -> None:
    examples = re.compile(r"\(reservdatum|Budgetmöte")
    assert [english for _, english in PAIRS if SWEDISH.search(examples.sub("", english))] == []


def constants(module: Module) -> Iterator[ast.Constant]:
    """The texts in a module's code, docstrings and patterns left out."""
    documented = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node


def test_no_swedish_sentence_is_said_past_the_catalog() -> None:
    known = {swedish for message in sentences(in_code()) for swedish, _ in forms(message)}
    spoken = [m for m in modules("handlers", "bot") if not m.path.startswith(NOT_SPOKEN)]
    texts = [(module.at(node), str(node.value)) for module in spoken for node in constants(module)]
    swedish = [(at, text) for at, text in texts if SWEDISH.search(text) and not COMMANDS.match(text)]
    assert [(at, text) for at, text in swedish if text not in known] == []


def test_nobody_is_shown_a_rules_number_or_a_norwegian_word() -> None:
    both = [text for pair in PAIRS for text in pair]
    assert [text for text in both if LAW.search(text) or NORWEGIAN.search(text)] == []


def test_no_sign_replaces_a_word() -> None:
    both = [text for pair in PAIRS for text in pair]
    signs = [text for text in both if any(unicodedata.category(sign) in ("So", "Sk") for sign in text.replace("`", ""))]
    assert signs + [text for text in both if SHORTCODE.search(text)] == []


def test_an_hour_is_written_as_the_style_has_it() -> None:
    assert [swedish for swedish, _ in PAIRS if re.search(r"\bkl (?=\d)", EXAMPLE.sub("", swedish))] == []


def test_a_sentence_ends_like_a_sentence() -> None:
    several = [text for pair in PAIRS for text in pair if re.search(r"[.?!] \S", text)]
    assert [text for text in several if not re.search(r"[.?!:}][*)]?$", text)] == []
