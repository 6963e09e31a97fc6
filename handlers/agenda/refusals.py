"""Why a gesture on an item isn't carried out, and what to do."""

from __future__ import annotations

from handlers.text import Mrkdwn, Text


def no_meeting(text: Text) -> Mrkdwn:
    """No such meeting."""
    return text("Mötet finns inte längre.")


def nothing_booked(text: Text) -> Mrkdwn:
    """No meeting to come."""
    return text("Inget möte är bokat än. Ärenden kan du föreslå ändå.")


def nothing_changed(text: Text) -> Mrkdwn:
    """Nothing to send, or no kallelse to change."""
    return text("Inget har ändrats sedan dagordningen skickades.")


def no_board_meeting(text: Text) -> Mrkdwn:
    """The board has nothing booked."""
    return text("Styrelsen har inget möte bokat. Boka ett först.")


def proposed_already(text: Text) -> Mrkdwn:
    """The arbetsutskott has done so before."""
    return text("Ärendet är redan föreslaget styrelsen.")


def no_item(text: Text) -> Mrkdwn:
    """No such item."""
    return text("Ärendet finns inte längre.")


def may_not_raise(text: Text) -> Mrkdwn:
    """Somebody who neither sits on the board nor works for it."""
    return text("Ledamöter, ersättare, revisorer och personal kan föreslå ärenden. Be någon av dem att göra det.")


def not_yours(text: Text) -> Mrkdwn:
    """Another's item."""
    return text("Ärendet är någon annans. Hör av dig till sekreteraren om något behöver ändras.")


def settled(text: Text) -> Mrkdwn:
    """An item that has been dealt with since."""
    return text("Ärendet har redan hanterats, så inget är gjort. Öppna dagordningen igen och se efter.")


def moved_on(text: Text) -> Mrkdwn:
    """Somebody else changed it first."""
    return text("Någon hann ändra före dig, så inget är gjort. Öppna igen och se efter.")


def never_returned(text: Text) -> Mrkdwn:
    """R39."""
    return text(
        "Ett ärende från en ledamot eller revisor kan inte lämnas tillbaka: det är styrelsen som avgör. "
        "Ta med det, be om komplettering eller föreslå ett senare möte."
    )


def no_later_meeting(text: Text) -> Mrkdwn:
    """Nothing is booked after it."""
    return text("Det finns inget senare möte bokat. Boka ett först.")


def title_missing(text: Text) -> Mrkdwn:
    """An item without a name."""
    return text("Skriv vad ärendet gäller.")


def not_minutes(text: Text) -> Mrkdwn:
    """No whole number of minutes."""
    return text("Skriv antalet minuter med siffror, till exempel 15.")


def not_a_link(text: Text) -> Mrkdwn:
    """Something that no program would open."""
    return text("Skriv hela länkar, en på varje rad, till exempel https://forbund.example/underlag.")


def not_a_number(text: Text) -> Mrkdwn:
    """No place on the agenda."""
    return text("Skriv platsen med siffror, till exempel 3.")


def frozen(text: Text) -> Mrkdwn:
    """The roll has been opened."""
    return text("Numren är fastställda, så ordningen går inte att ändra längre.")


def first_has_no_part(text: Text) -> Mrkdwn:
    """The first item can't be a part of the one above."""
    return text("Det första ärendet har inget ärende ovanför sig att höra till.")


def not_a_time(text: Text) -> Mrkdwn:
    """Something that is no time of day."""
    return text("Skriv ett klockslag, till exempel 9.30.")
