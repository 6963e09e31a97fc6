"""The project's own source as syntax trees: what the tests of the house rules read."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("bot", "handlers", "storage")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of ours; `path` is seen from the root, with slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The last part of the module's name."""
        return Path(self.path).stem

    def functions(self) -> Iterator[Function]:
        """Every function, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def calls(self, name: str) -> Iterator[ast.Call]:
        """Every call of something with this name, bare or behind a dot."""
        return (node for node in calls(self.tree) if called(node) == name)

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for a failing test's message."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def modules(*parts: str) -> tuple[Module, ...]:
    """The modules in these folders (the whole program by default); migrations keep their generated form."""
    paths = (path for part in parts or CODE for path in sorted((ROOT / part).rglob("*.py")))
    found = [path for path in paths if "versions" not in path.parts]
    return tuple(Module(path.relative_to(ROOT).as_posix(), text := path.read_text(), ast.parse(text)) for path in found)


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git keeps, or would keep, seen from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def dotted(node: ast.AST) -> str:
    """`a.b.c` as it is written; nothing for what isn't a dotted name."""
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
