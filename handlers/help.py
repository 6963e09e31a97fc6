"""What Klubban can be asked for, in a few lines."""

from __future__ import annotations

from handlers.blocks import Message, section
from handlers.text import Text, lines


def help_message(text: Text) -> Message:
    """The answer to `/klubban`, `/klubban hjälp` and to words that nobody understood."""
    said = lines(
        (
            text("*Klubban hjälper styrelsen med mötena.* Så här gör du:"),
            text("• `/klubban datum Budgetmöte: 8 oktober kl 9-12, 15 oktober kl 9-12` frågar styrelsen om tider."),
            text("• `/klubban möte` visar mötena. Den som kallar till möten kan också boka, flytta och ställa in dem."),
            text("• `/klubban närvaro` visar vilka som kommer till nästa möte och vem som tjänstgör för vem."),
            text("• `/klubban ärende Lokaler` föreslår ett ärende, `/klubban dagordning` visar vad som ska tas upp."),
            text("• `/klubban kalender` ger dig länkar till dina möten i Outlook, Google och Apple."),
            text(
                "• Svara i ditt samtal med Klubban, med knapparna eller i egna ord: ”kan inte den 5 mars”. "
                "Du kan ändra dig."
            ),
            text("• På fliken Hem ser du vad som väntar på dig och dina kommande möten."),
        )
    )
    return Message(said, (section(said),))
