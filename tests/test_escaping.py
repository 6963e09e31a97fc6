"""House rule 11: nothing that a person typed reaches mrkdwn without `escape`; who calls something mrkdwn shows why.

The type checker keeps `str` out where `Mrkdwn` is wanted. What is left is the calling of `Mrkdwn(…)`: what stands
there must be harmless by its form, or be on the closed list of excuses."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from handlers.text import escape, link
from tests.source import Function, Module, called, calls, modules

# Functions whose result no person can shape: catalog sentences, dates, and whatever returns Mrkdwn already.
SPEAKS = {"_booked", "day", "escape", "hours", "label", "link", "moment", "short", "short_day", "text", "when"}
# These pass on what they are given.
PASSES_ON = {"Mrkdwn", "capital", "join", "listed"}
EXCUSES = {
    "handlers/blocks.py: cut(row, limit // len(kept))": "a row is Mrkdwn, and cut ends in no entity",
    "bot/answers.py: reference": "six hexadecimal digits of our own making",
}


def speaking() -> set[str]:
    """SPEAKS and every function of ours that is declared to return Mrkdwn."""
    ours = {f.name for module in modules("handlers") for f in module.functions() if f.returns and _mrkdwn(f.returns)}
    return SPEAKS | ours


def _mrkdwn(annotation: ast.expr) -> bool:
    return ast.unparse(annotation) == "Mrkdwn"


def harmless(value: ast.expr, function: Function, known: set[str]) -> bool:
    """Whether every part is a literal, a speaking function's result, or a name that stands for such."""
    match value:
        case ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(harmless(p.value, function, known) for p in parts if isinstance(p, ast.FormattedValue))
        case ast.Call() if called(value) in PASSES_ON:
            return harmless(value.args[0], function, known)
        case ast.Call():
            return called(value) in known
        case ast.List(elts=items):
            return all(harmless(item, function, known) for item in items)
        case ast.ListComp(elt=item) | ast.Starred(value=item):
            return harmless(item, function, known)
        case ast.IfExp(body=one, orelse=other):
            return harmless(one, function, known) and harmless(other, function, known)
        case ast.Name(id=name):
            return _stands_for_harmless(name, function, known)
    return False


def _stands_for_harmless(name: str, function: Function, known: set[str]) -> bool:
    parameters = [arg.annotation for arg in function.args.args if arg.arg == name and arg.annotation]
    given = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    if parameters:
        return all(_mrkdwn(annotation) for annotation in parameters)
    return bool(given) and all(harmless(value, function, known) for value in given)


def unexplained(module: Module, known: set[str]) -> set[str]:
    """What a module calls mrkdwn without showing why."""
    return {
        f"{module.path}: {ast.unparse(call.args[0])}"
        for function in module.functions()
        for call in calls(function)
        if called(call) == "Mrkdwn" and not harmless(call.args[0], function, known)
    }


def test_whatever_is_called_mrkdwn_is_harmless_by_its_form_or_excused() -> None:
    known = speaking()
    ours = [module for module in modules("handlers", "bot") if module.path != "handlers/text.py"]
    assert set().union(*(unexplained(module, known) for module in ours)) == set(EXCUSES)


def test_nobody_casts_a_text_to_mrkdwn() -> None:
    casts = [
        module.at(call)
        for module in modules("handlers", "bot")
        for call in calls(module.tree)
        if called(call) == "cast" and call.args and _mrkdwn(call.args[0])
    ]
    assert casts == []


@given(st.text())
def test_what_is_typed_can_neither_mention_nor_link_nor_format(typed: str) -> None:
    said = escape(typed)
    assert set("<>") & set(said) == set()
    unmarked = said.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    for mark in "*_~`":
        unmarked = unmarked.replace(f"\u2060{mark}\u2060", mark)
    assert unmarked == typed


@given(st.text(alphabet="ab/:?&|<>#", min_size=1))
def test_no_address_ends_its_link_early(url: str) -> None:
    said = link(f"https://{url}", escape("Här"))
    assert said.count("|") == said.count("<") == said.count(">") == 1
