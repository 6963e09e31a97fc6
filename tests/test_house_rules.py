"""The house rules (CONTRIBUTING.md) that can be read off the code. Layers and purity are import-linter's contracts."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator

from handlers.capabilities import CAPABILITIES
from tests.source import ROOT, Function, Module, called, calls, dotted, modules

CLOCK = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.monotonic", "monotonic"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
# What a class may be a kind of: things of libraries, exceptions, words; nothing that we made in order to be inherited.
BASES = {
    "BaseSettings",
    "Enum",
    "NamedTuple",
    "Exception",
    "Generic",
    "Protocol",
    "Response",
    "SQLModel",
    "StrEnum",
    "TypeDecorator",
    "ValueError",
    "vText",
}
OUR_BASES = {"AlreadyDone": "Refusal", "_Given": "Settings"}
# Actions that change nothing of a board's, so that nobody's gesture on the board needs to wait for them.
BOARDLESS = {
    "answer_written": "a letter with a name of its own",
    "candidates": "reads",
    "choose_language": "the person's own choice, on all boards",
    "make_link": "the person's own link, with a name and a token of its own",
    "refused_to_answer": "reads",
    "require_runner": "reads",
    "require_staff": "reads",
    "recognise": "a person's Slack id",
    "revoke": "the person's own link; done twice it is done once",
    "revoke_all": "the person's own links; done twice it is done once",
    "tell_in_conversation": "a letter with a name of its own",
    "tell_undelivered": "a letter with a name of its own",
}


def body(function: Function) -> list[ast.stmt]:
    """The statements after the docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.body[1:] if documented else function.body


# --- 1 and 2: layers, and who reads clock and environment ----------------------------------------------------------


def test_every_layer_keeps_to_its_place() -> None:
    command = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_contract_on_capabilities_has_them_in_the_order_of_the_list() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["handlers"])
    names = [capability.name for capability in reversed(CAPABILITIES)]
    assert [layer for layer in layers if layer in names] == names


def test_the_stand_in_for_slack_imports_nothing_else_of_ours() -> None:
    ours = ("bot", "handlers", "storage")
    found = [
        module.at(node)
        for module in modules("bot/trial")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in ours
        if not str(node.module).startswith("bot.trial")
    ]
    assert found == []


def read_names(module: Module, names: set[str]) -> list[str]:
    """Where a module names any of these."""
    return [module.at(node) for node in ast.walk(module.tree) if dotted(node) in names]


def test_only_the_bot_reads_the_clock() -> None:
    assert [at for module in modules("handlers", "storage") for at in read_names(module, CLOCK)] == []


def test_inside_the_bot_only_clock_and_demo_say_what_time_it_is() -> None:
    inside = [module for module in modules("bot") if not module.path.startswith("bot/trial/")]
    readers = {module.path for module in inside if read_names(module, CLOCK - {"time.monotonic", "monotonic"})}
    assert readers == {"bot/clock.py", "bot/demo.py"}


def test_only_the_settings_read_the_environment() -> None:
    assert [at for module in modules() for at in read_names(module, ENVIRONMENT)] == []
    readers = {module.path for module in modules() for base in bases(module) if base[1] == "BaseSettings"}
    assert readers == {"bot/config.py"}


# --- 3, 5 and 6: one gesture, one transaction, in line; then the answer; nothing posted beside the outbox ----------


def actions_run() -> dict[str, tuple[Module, Function]]:
    """What somebody's gesture carries out: functions given to `run`, and in actions.py those that are told who acts."""
    names = {
        dotted(call.args[0]).split(".")[-1]
        for module in modules("bot", "handlers")
        for call in calls(module.tree)
        if called(call) in ("run", "_run") and call.args
    }
    return {
        node.name: (module, node)
        for module in modules("handlers")
        for node in module.tree.body
        if isinstance(node, Function) and not node.name.startswith("_")
        if [ast.unparse(arg) for arg in node.args.args[:1]] == ["session: Session"]
        if node.name in names or (module.name == "actions" and "who: Who" in map(ast.unparse, node.args.args))
    }


def neighbours(module: Module) -> list[Module]:
    """The actions of the same capability, whose helpers its other files may use."""
    return [m for m in modules(module.path.rsplit("/", 1)[0]) if m.name == "actions" and m.path != module.path]


def begins_in_line(function: Function, module: Module) -> bool:
    """Whether one of the first three statements puts the gesture in line on its board, itself or by a helper."""
    helpers = {other.name: other for own in (module, *neighbours(module)) for other in own.functions()}
    for call in (call for statement in body(function)[:3] for call in calls(statement)):
        name = called(call)
        if name == "touch" or (name in helpers and name != function.name and begins_in_line(helpers[name], module)):
            return True
    return False


def test_an_action_begins_by_standing_in_line_on_its_board() -> None:
    out_of_line = {name for name, (module, action) in actions_run().items() if not begins_in_line(action, module)}
    assert out_of_line == set(BOARDLESS)


def test_an_import_of_a_roster_stands_in_line_too() -> None:
    importing = next(module for module in modules("handlers/boards") if module.name == "importing")
    assert [called(call) for call in calls(importing.tree) if called(call) == "touch"] != []


def after_the_answer(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that stand behind `await ack(…)` in the same block; a bare return delays nothing."""
    for place, statement in enumerate(block):
        answered = isinstance(statement, ast.Expr) and any(called(call) == "ack" for call in calls(statement))
        if answered:
            yield from (s for s in block[place + 1 :] if not (isinstance(s, ast.Return) and s.value is None))


def test_no_listener_does_anything_after_its_answer() -> None:
    blocks = [
        (module, block)
        for module in modules("handlers", "bot")
        for node in ast.walk(module.tree)
        for block in (getattr(node, "body", None), getattr(node, "orelse", None))
        if isinstance(block, list)
    ]
    assert [module.at(late) for module, block in blocks for late in after_the_answer(block)] == []


def test_a_message_is_posted_by_the_sender_alone() -> None:
    posting = {
        module.path
        for module in modules("bot", "handlers")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("chat_postMessage", "chat_update", "chat_postEphemeral")
    }
    assert posting == {"bot/sender.py"}


# --- 10: small and plain -------------------------------------------------------------------------------------------


def bases(module: Module) -> list[tuple[str, str]]:
    """(class, what it is a kind of)."""
    found = [(node.name, base) for node in module.classes() for base in node.bases]
    return [(name, dotted(base.value if isinstance(base, ast.Subscript) else base)) for name, base in found]


def test_nothing_is_made_to_be_inherited() -> None:
    inherited = [(name, base) for module in modules() for name, base in bases(module)]
    assert {name: base for name, base in inherited if base not in BASES} == OUR_BASES


def test_functions_are_short() -> None:
    lengths = sorted(
        (function.end_lineno or 0) - function.lineno + 1 for module in modules() for function in module.functions()
    )
    assert statistics.median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 30


def test_no_file_is_long() -> None:
    lengths = {module.path: module.text.count("\n") for module in modules("bot", "handlers", "storage", "tests")}
    assert {path: lines for path, lines in lengths.items() if lines > 280} == {}


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | Function]:
    """What others may use: classes, functions and methods without a leading underscore."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_whatever_others_may_use_says_what_it_means() -> None:
    silent = [module.at(node) for module in modules() for node in public(module.tree) if not ast.get_docstring(node)]
    assert silent == []


def test_every_file_says_what_it_is() -> None:
    silent = [
        m.path for m in modules("bot", "handlers", "storage", "tests") if m.text and not ast.get_docstring(m.tree)
    ]
    assert silent == []


# --- 11: what people typed, and what a form carries unseen ---------------------------------------------------------


def named_values(function: Function) -> dict[str, ast.expr]:
    """What the function's plain names are given."""
    given = [node for node in ast.walk(function) if isinstance(node, ast.Assign) and len(node.targets) == 1]
    return {node.targets[0].id: node.value for node in given if isinstance(node.targets[0], ast.Name)}


IDS = {"board", "item", "meeting", "poll", "sequence", "rev", "seen"}
"""Ids, revisions, and the digest of the notices that have been seen."""


def holds_ids_only(data: ast.expr, known: dict[str, ast.expr]) -> bool:
    """Ids and revisions with something between them, or the form's own `Hidden` values."""
    if isinstance(data, ast.Name):
        return data.id in known and holds_ids_only(known[data.id], known)
    if isinstance(data, ast.JoinedStr):
        values = [part.value for part in data.values if isinstance(part, ast.FormattedValue)]
        return all(isinstance(value, ast.Attribute) and value.attr in ("id", "rev") for value in values)
    if isinstance(data, ast.Dict):
        return {ast.literal_eval(key) for key in data.keys if key} <= IDS
    if isinstance(data, ast.Attribute):
        return data.attr in ("id", "rev")
    if isinstance(data, ast.Call) and called(data) in ("dumps", "str"):
        return holds_ids_only(data.args[0], known)
    return isinstance(data, ast.Call) and called(data) == "packed"


def test_a_form_carries_ids_only() -> None:
    carried = [
        (module.at(call), holds_ids_only(keyword.value, named_values(function)))
        for module in modules("handlers", "bot")
        for function in module.functions()
        for call in calls(function)
        for keyword in call.keywords
        if called(call) == "modal" and keyword.arg == "data"
    ]
    assert carried != []
    assert [at for at, ids_only in carried if not ids_only] == []


def test_what_a_form_packs_are_ids_and_a_digest() -> None:
    fields = {
        (node.target.id, ast.unparse(node.annotation))
        for module in modules("handlers")
        for hidden in module.classes()
        if hidden.name == "Hidden"
        for node in hidden.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert fields == {("id", "int | None"), ("seen", "str")}
