"""What the field's enums are called by people."""

from __future__ import annotations

from handlers.text import Text
from storage.words import MeetingKind, MeetingMode


def kind_words(text: Text, kind: MeetingKind) -> str:
    """What kind of meeting."""
    return {
        MeetingKind.SAMMANTRADE: text.plain("Sammanträde"),
        MeetingKind.SAMRAD: text.plain("Medlemssamråd"),
        MeetingKind.ARBETSDAG: text.plain("Arbetsdag"),
        MeetingKind.ANNAT: text.plain("Annat möte"),
    }[kind]


def mode_words(text: Text, mode: MeetingMode) -> str:
    """How a meeting is held."""
    return {
        MeetingMode.FYSISKT: text.plain("På plats"),
        MeetingMode.DIGITALT: text.plain("Digitalt"),
        MeetingMode.HYBRID: text.plain("På plats och digitalt"),
    }[mode]
