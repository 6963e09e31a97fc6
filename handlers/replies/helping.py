"""The answers to what wasn't understood, can't be carried out, or wants a form. Pure."""

from __future__ import annotations

from handlers.agenda.views import RAISE
from handlers.blocks import Message, actions, button, context, section
from handlers.replies.standing import Waiting
from handlers.replies.views import what_waits
from handlers.text import Mrkdwn, Text, words


def helped(text: Text, waiting: Waiting) -> Message:
    """What one can write, and what waits."""
    head = text(
        "*Skriv så här:* ”kommer”, ”kan inte den 5 mars”, ”kommer 20 min sent”, ”vem tjänstgör för mig?” eller "
        "”när är nästa möte?”. Annars svarar du med knapparna. Inget är noterat av det du skrev nu."
    )
    more = text("Skriv /klubban hjälp, så får du veta mer om vad du kan göra.")
    return Message(head, (section(head), *what_waits(text, waiting), context(more)))


def refused(text: Text, reason: Mrkdwn) -> Message:
    """What was understood and can't be carried out."""
    said = words((reason, text("Inget är noterat.")))
    return Message(said, (section(said),))


def raising(text: Text) -> Message:
    """To somebody who wants to raise an item: the form, for what was written isn't kept."""
    said = text("*Vill du föreslå ett ärende?* Fyll i formuläret, så går det till sekreteraren. Inget är noterat än.")
    row = [button(text.plain("Föreslå ärende"), RAISE, "new", style="primary")]
    return Message(said, (section(said), actions(row)))
