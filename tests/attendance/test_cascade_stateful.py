"""Whatever people do in whatever order, at whatever hour, the calls to a meeting are as the rules want them (R7).

The same examples each time (derandomize): a failure tells that something broke, not that luck was bad. More EXAMPLES
without it look further."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.attendance.machine import Board5

EXAMPLES = 4


def run(template: Path, folder: Path, **rules: Any) -> None:
    machine = type("BoardOfFive", (Board5,), {"template": template, "folder": folder, "by_rules": rules})
    # What fails is told as it was found: to make it shorter takes minutes. Add Phase.shrink for that.
    how = settings(
        max_examples=EXAMPLES,
        stateful_step_count=22,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(machine, settings=how)


def test_the_calls_are_right_whatever_happens_on_a_board_with_one_list(sqlite_template: Path, tmp_path: Path) -> None:
    run(sqlite_template, tmp_path)


def test_the_calls_are_right_whatever_happens_on_a_board_that_goes_by_party(
    sqlite_template: Path, tmp_path: Path
) -> None:
    run(sqlite_template, tmp_path, ersattare_order="party", call_waits={"far": "24h", "near": "2h"})


def test_the_calls_are_right_whatever_happens_where_the_ledamot_phones(sqlite_template: Path, tmp_path: Path) -> None:
    run(sqlite_template, tmp_path, caller="member")
