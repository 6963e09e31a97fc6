"""Export and erasure on the command line: one document on stdout, one line where something is wrong."""

from __future__ import annotations

import json

from tests.bot.desk import Desk
from tests.bot.test_command_line import Terminal, at, ready

__all__ = ["at", "ready"]  # fixtures


def test_the_export_is_one_document(ready: Terminal, at: Desk) -> None:
    code, said, log = ready.run("export")
    whole = json.loads(said)
    assert (code, log, [board["key"] for board in whole["boards"]]) == (0, "", ["insjoriket"])
    assert said.count("å") > 0  # as people read it
    code, said, _ = ready.here("export", "--person", "UI20BITR")
    assert (code, json.loads(said)["person"]["slack"]) == (0, "UI20BITR")
    told = "nobody is known as U0: give a Slack id, an e-mail address or a ref from the roster"
    assert [ready.refused(word, "--person", "U0") for word in ("export", "erase")] == [told] * 2


def test_an_erasure_waits_until_the_person_has_left_and_is_told_line_by_line(ready: Terminal, at: Desk) -> None:
    told = "the person is on insjoriket: take them out of the roster file, import it, and try tomorrow"
    assert ready.refused("erase", "--person", "UI20BITR") == told
    roster = ready.here("board", "export", "insjoriket")[1]
    file = ready.folder / "later.yaml"
    staff = roster[roster.index("staff:") :]
    gone = next(part for part in staff.split("- name: ") if "UI20BITR" in part)
    file.write_text(roster.replace(f"- name: {gone}", ""))
    assert ready.here("board", "import", str(file))[0] == 0
    later = {"KLUBBAN_NOW": "2030-01-01T09:00+01:00"}
    dry = ready.here("erase", "--person", "UI20BITR", "--dry-run", **later)
    code, said, log = ready.run("erase", "--person", "UI20BITR", **later)
    last = "Take the person out of the roster file too, or its next import brings them back."
    assert (code, log, said.splitlines()[-1]) == (0, "", last)
    assert dry == (0, f"Nothing is changed (--dry-run). It would be:\n{said}", "")
    assert "UI20BITR" not in ready.here("export")[1]
