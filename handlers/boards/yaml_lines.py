"""YAML with the line of every value, so that each problem in a roster can say where it is; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

Word = TypeVar("Word", bound=StrEnum)
_DEEPEST = 12
_NULL, _BOOL, _INT = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int"))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong on which line (the first is 1), and what to do."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class UnreadableYaml(ValueError):
    """The text is no YAML at all; says where it stops making sense."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(line, text)


def compose(text: str) -> Node | None:
    """The document's tree; None for an empty one. Raises UnreadableYaml.

    Nothing is constructed, so no tag can do anything; references are refused, since they can repeat without end."""
    try:
        _refuse_the_endless(text)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableYaml(line, f"this isn't YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableYaml(line, "there is a character here that YAML doesn't allow; remove it") from None


def _refuse_the_endless(text: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYaml(line, f"references such as *{event.anchor} aren't understood; write it out")
        if depth > _DEEPEST:
            raise UnreadableYaml(line, "this is nested too deeply to be a roster; look for a stray bracket")
        if documents > 1:
            raise UnreadableYaml(line, "a second document begins here; one file holds one board")


def line_of(node: Node) -> int:
    """Where the node begins; the first line is 1."""
    return int(node.start_mark.line) + 1


def plain(node: Node) -> Any:
    """Text, numbers, true, false, null, lists and mappings. Dates stay text, and so does 10:00, which YAML takes for
    the number 600."""
    if isinstance(node, MappingNode):
        return {str(plain(key)): plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    if node.tag == _NULL:
        return None
    if node.tag == _BOOL:
        return node.value.lower() in ("yes", "true", "on")
    if node.tag == _INT and re.fullmatch(r"-?(0|[1-9]\d{0,8})", node.value):
        return int(node.value)
    return node.value


def doubled_keys(node: Node, ignored: Iterable[str] = ()) -> list[Problem]:
    """Keys that stand twice in one mapping, anywhere but under the ignored ones; YAML would keep the last."""
    if isinstance(node, SequenceNode):
        return [problem for item in node.value for problem in doubled_keys(item)]
    if not isinstance(node, MappingNode):
        return []
    lines: dict[str, int] = {}
    problems = []
    for key, value in node.value:
        name = str(plain(key))
        if name in lines:
            text = f"'{name}' stands twice (also on line {lines[name]}); keep one"
            problems.append(Problem(line_of(key), text))
        lines.setdefault(name, line_of(key))
        problems += [] if name in ignored else doubled_keys(value)
    return problems


class Section:
    """One mapping of the file, read key by key; what is wrong is added to `problems` and reading goes on."""

    def __init__(self, node: Node, name: str, known: Iterable[str], problems: list[Problem]) -> None:
        self.line = line_of(node)
        self.name = name
        self.sound = True
        self.is_mapping = isinstance(node, MappingNode)
        self._problems = problems
        self.values: dict[str, Node] = {}
        if not isinstance(node, MappingNode):
            self.wrong(f"{name} must be written as keys and values", self.line)
            return
        known = list(known)
        for key, value in node.value:
            self._take(str(plain(key)), line_of(key), value, known)

    def _take(self, key: str, line: int, value: Node, known: list[str]) -> None:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            advice = f"did you mean '{close[0]}'?" if close else f"it has {', '.join(known)}"
            self.wrong(f"unknown key '{key}' in {self.name}; {advice}", line)
        else:
            self.values.setdefault(key, value)  # doubled_keys() complains of a second

    def wrong(self, text: str, line: int) -> None:
        """Remember a problem; the section isn't sound any more."""
        self.sound = False
        self._problems.append(Problem(line, text))

    def node(self, key: str, needed: bool = False) -> Node | None:
        """The value, None where it is absent or null."""
        node = self.values.get(key)
        if node is None or node.tag == _NULL:
            if needed and self.is_mapping:
                self.wrong(f"{self.name} lacks '{key}'; add it", line_of(node) if node else self.line)
            return None
        return node

    def text(self, key: str, needed: bool = False, shape: str = "", such_as: str = "") -> str | None:
        """One line of text as it is written, so that 070 stays 070; of the shape, if one is given."""
        node = self.node(key, needed)
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.wrong(f"{key} in {self.name} must be a text", line_of(node))
            return None
        line = " ".join(node.value.split())
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in line):
            self.wrong(f"{key} in {self.name} has a control character in it; write it anew", line_of(node))
        elif not line:
            self.wrong(f"{key} in {self.name} is empty; fill it in or leave it out", line_of(node))
        elif shape and not re.fullmatch(shape, line):
            self.wrong(f"{key} '{line}' in {self.name} isn't right; write it as {such_as}", line_of(node))
        return line or None

    def word(self, key: str, words: type[Word], needed: bool = False) -> Word | None:
        """One of the words."""
        written = self.text(key, needed)
        if written is None or written in list(words):
            return None if written is None else words(written)
        self.wrong(f"{key} '{written}' in {self.name} must be one of {', '.join(words)}", self.at(key))
        return None

    def number(self, key: str, low: int, high: int) -> int | None:
        """A whole number within the bounds, both included."""
        node = self.node(key)
        if node is None:
            return None
        value = plain(node)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(f"{key} in {self.name} must be a whole number from {low} to {high}", line_of(node))
            return None
        return value

    def day(self, key: str) -> date | None:
        """A date as 2026-04-01."""
        written = self.text(key)
        try:
            if written is None or re.fullmatch(r"\d{4}-\d\d-\d\d", written):
                return None if written is None else date.fromisoformat(written)
        except ValueError:
            pass
        self.wrong(f"{key} '{written}' in {self.name} isn't a date; write it as 2026-04-01", self.at(key))
        return None

    def items(self, key: str, needed: bool = False) -> list[Node]:
        """The entries of a list."""
        node = self.node(key, needed)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.wrong(f"{key} must be a list, each entry beginning with '-'", line_of(node))
            return []
        return list(node.value)

    def has(self, key: str) -> bool:
        """Whether the key stands there, be it empty."""
        return key in self.values

    def at(self, key: str) -> int:
        """The line of a key's value, or of the section where it has none."""
        return line_of(self.values[key]) if key in self.values else self.line
