"""What people read about boards, permissions and messages that didn't arrive."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks import Message, section
from handlers.text import Mrkdwn, Text, escape, words


def stranger(text: Text, names: Sequence[str]) -> Mrkdwn:
    """To somebody on no roster: whom to ask."""
    if not names:
        return text(
            "Det finns ingen styrelse i Klubban här ännu. Den som sköter Klubban hos er lägger in styrelsens "
            "förteckning."
        )
    return text(
        "Du finns inte med i någon styrelses förteckning här. Ska du vara med? Hör av dig till {names}.",
        names=_names(text, names),
    )


def not_yours(text: Text, names: Sequence[str]) -> Mrkdwn:
    """To somebody on the roster who may not do this: who may."""
    if not names:
        return text("Det här gör sekreteraren eller ordföranden, och ingen av dem finns i förteckningen ännu.")
    return text(
        "Det här gör sekreteraren eller ordföranden. Hör av dig till {names}, så får du hjälp.",
        names=_names(text, names),
    )


def staffs_work(text: Text, names: Sequence[str]) -> Mrkdwn:
    """To somebody who may not do what only staff do: who may."""
    if not names:
        return text("Det här gör sekreteraren, och det finns ingen i förteckningen ännu.")
    return text("Det här gör sekreteraren. Hör av dig till {names}, så får du hjälp.", names=_names(text, names))


def _names(text: Text, names: Sequence[str]) -> Mrkdwn:
    return escape(text.listed(names))


def undelivered(text: Text, board: str, person: str | None, channel: str | None, reason: str) -> Message:
    """To the secretary: a message that Slack refuses, and what to do about it."""
    what = (
        text("*Vårt meddelande till {name} kom inte fram.*", name=escape(person))
        if person
        else text("*Klubban kan inte skriva i styrelsens kanal {channel}.*", channel=_channel(channel))
    )
    said = words((what, _advice(text, reason, person is not None), text("Det gäller {board}.", board=escape(board))))
    return Message(said, (section(said),))


def _channel(channel: str | None) -> Mrkdwn:
    return Mrkdwn(f"<#{escape(channel or '')}>")


def _advice(text: Text, reason: str, to_person: bool) -> Mrkdwn:
    if not to_person and reason == "is_archived":
        return text(
            "Kanalen är arkiverad. Ta fram den igen i Slack, eller ange en annan kanal i styrelsens förteckning. "
            "Kanalens kort visas när nästa svar kommer."
        )
    if not to_person:
        return text(
            "Bjud in Klubban i kanalen (skriv /invite @Klubban där), eller ange en annan kanal i styrelsens "
            "förteckning. Kanalens kort visas när nästa svar kommer."
        )
    if reason in ("no_slack_account", "users_not_found"):
        return text("Personen finns inte i er Slack. Bjud in personen, eller fråga på annat sätt och svara i Klubban.")
    if reason in ("account_inactive", "user_disabled", "user_not_found"):
        return text("Personens konto i Slack är avstängt. Kontakta personen på annat sätt och svara i Klubban.")
    return text("Slack tar inte emot det ({reason}). Kontakta personen på annat sätt.", reason=escape(reason))
