"""Nothing in the project depends on, or tells of, the machine that it was written on."""

from __future__ import annotations

import re

from tests.source import ROOT, tracked


def test_no_file_names_a_machines_folders_or_a_registrys_host() -> None:
    # In pieces, so that this file may be kept too. A folder of ours, such as handlers/home, is none of a machine's.
    folders = [rf"(?<![\w.-])/{name}/" for name in ("wo" + "rk", "tm" + "p", "roo" + "t", "ho" + "me", "opt")]
    hosts = [rf"{host}\." for host in ("py" + "pi", "python" + "hosted", "npm" + "js", "proxy.go" + "lang", "crates")]
    forbidden = re.compile("|".join(folders + hosts))
    texts = {name: (ROOT / name).read_bytes().decode(errors="ignore") for name in tracked() if "pictures" not in name}
    found = [(name, match) for name, text in texts.items() for match in forbidden.findall(text)]
    assert found == []


def test_the_locked_requirements_carry_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^[\w.\[\]-]+==\S+.*\\$", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[A-Za-z0-9].*==", text, re.MULTILINE)) > 20
        assert "index-url" not in text
    assert (ROOT / "requirements.txt").read_text() == "-r requirements.lock\n"
