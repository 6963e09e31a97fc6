"""What people see of calendars in Slack: the page with their links, and a new link, once."""

from __future__ import annotations

import re
from typing import Any

from slack_sdk.models.blocks import Block, PlainTextObject, SectionBlock

from handlers.blocks import actions, button, confirm, context, divider, header, modal, section
from handlers.feeds.facts import BoardLink, CalendarsPage, LinkLine, NewLink
from handlers.text import Mrkdwn, Text, escape, lines, words

OPEN = "home.calendars"
"""The button on Home."""
SHOW_MINE = "feeds.show.mine"
SHOW_BOARD = "feeds.show.board"
REVOKE = "feeds.revoke"
REVOKE_ALL = "feeds.revoke.all"
PAGE = "feeds.page"
LINK = "feeds.link"
OPEN_PAGE = "feeds.open"
"""A button that leads out of Slack; Slack tells of the click all the same."""


def no_address(text: Text) -> Mrkdwn:
    """Klubban has no address on the web: what is missing, and who can mend it."""
    return text(
        "Kalendrarna är inte påslagna här. Den som sköter Klubban hos er behöver först ange vilken webbadress "
        "Klubban har (KLUBBAN_URL)."
    )


def too_many(text: Text) -> Mrkdwn:
    """As many links as one may have."""
    return text("Du har redan så många länkar som går. Återkalla någon som du inte använder och försök igen.")


def not_your_link(text: Text) -> Mrkdwn:
    """Somebody else's link, or none."""
    return text("Den länken finns inte. Öppna dina kalendrar igen, så ser du vilka du har.")


def calendars_modal(text: Text, page: CalendarsPage, url: str) -> dict[str, Any]:
    """The page. `url` is where the program is reached."""
    blocks: list[Block] = [section(_intro(text)), *_mine(text)]
    for board in page.boards:
        blocks += _board(text, board, url)
    blocks += [divider(), *_links(text, page)]
    return modal(PAGE, text.plain("Kalendrar"), blocks, submit=None, close=text.plain("Stäng"))


def _intro(text: Text) -> Mrkdwn:
    return words(
        (
            text("Prenumerera på dina möten i Outlook, Google eller Apple, så följer kalendern med när något ändras."),
            text("Din länk är hemlig: den som har den kan läsa kalendern."),
        )
    )


def _mine(text: Text) -> list[Block]:
    return [actions([button(text.plain("Visa länk till mina möten"), SHOW_MINE, "mine", style="primary")])]


def _board(text: Text, board: BoardLink, url: str) -> list[Block]:
    label = text.plain("Visa länk till möten för {board}", board=board.short)
    public = text("Alla får läsa mötesdagarna här, även utan Slack. Där finns inga frågor som pågår och inga svar:")
    return [
        divider(),
        section(lines((Mrkdwn(f"*{escape(board.name)}*"), text("Alla möten och öppna datumförfrågningar.")))),
        actions([button(label, SHOW_BOARD, str(board.id))]),
        section(public),
        _address(f"{url}/kalender/{board.key}.ics"),
    ]


def _links(text: Text, page: CalendarsPage) -> list[Block]:
    blocks: list[Block] = [header(text.plain("Dina länkar"))]
    if not page.links:
        return [*blocks, section(text("Du har inga länkar än."))]
    blocks += [_link_line(text, link, page.year) for link in page.links]
    if len(page.links) > 1:
        asked = confirm(
            text.plain("Återkalla alla länkar?"),
            text.plain("Kalendrarna slutar att uppdateras i alla program. Det går inte att ångra."),
            text.plain("Återkalla alla"),
            text.plain("Behåll"),
        )
        everything = button(text.plain("Återkalla alla"), REVOKE_ALL, "all", style="danger", confirm=asked)
        blocks.append(actions([everything]))
    return blocks


def _link_line(text: Text, link: LinkLine, year: int) -> Block:
    made = text("Gjord {day}.", day=Mrkdwn(text.day(link.made.date(), this_year=year)))
    used = (
        text("Senast använd {time}.", time=Mrkdwn(text.moment(link.used, this_year=year)))
        if link.used
        else text("Inte använd än.")
    )
    asked = confirm(
        text.plain("Återkalla länken?"),
        text.plain("Kalendern slutar att uppdateras där länken används. Det går inte att ångra."),
        text.plain("Återkalla"),
        text.plain("Behåll"),
    )
    says = text.plain("Återkalla {name}", name=link.name)
    label = text.plain("Återkalla")
    revoke = button(label, REVOKE, str(link.id), says=says, style="danger", confirm=asked)
    return section(lines((Mrkdwn(f"*{escape(link.name)}*"), words((made, used)))), accessory=revoke)


def link_modal(text: Text, made: NewLink, url: str, page: str | None) -> dict[str, Any]:
    """A new link: the only time that its address is shown. `page` shows it once more, on another device too."""
    address = f"{url}/kalender/{made.token}.ics"
    blocks: list[Block] = [
        section(_whose(text, made)),
        *_to_page(text, page),
        section(text("Kopiera den här adressen:")),
        _address(address),
        section(text("Öppnar ditt program inte den? Ta den här i stället:")),
        _address(re.sub(r"^https?:", "webcal:", address)),
        section(lines(_how(text))),
        context(text("Länken är hemlig som en nyckel. Den visas bara nu. Tappar du bort den kan du göra en ny.")),
    ]
    return modal(LINK, text.plain("Din länk"), blocks, submit=None, close=text.plain("Klar"))


def _to_page(text: Text, page: str | None) -> list[Block]:
    if page is None:
        return []
    says = text("I telefonen är det lättast med en QR-kod. Sidan går att öppna i ett dygn och är lika hemlig.")
    return [section(says), actions([button(text.plain("Öppna sidan med QR-kod"), OPEN_PAGE, "page", url=page)])]


def _whose(text: Text, made: NewLink) -> Mrkdwn:
    if made.board is None:
        return text("*Länken till dina möten* heter {name} bland dina länkar.", name=escape(made.name))
    return text(
        "*Länken till möten för {board}* heter {name} bland dina länkar.",
        board=escape(made.board),
        name=escape(made.name),
    )


def _how(text: Text) -> tuple[Mrkdwn, ...]:
    return (
        text("• *Outlook:* Kalender, Lägg till kalender, Prenumerera från webben (äldre Outlook: Från Internet)."),
        text("• *Google Kalender* i datorn: plustecknet vid Andra kalendrar, Från webbadress."),
        text("• *Apple:* Kalendrar, Lägg till kalender, Lägg till kalenderprenumeration."),
        text("Google hämtar ändringar någon gång per dygn, Outlook var tredje timme."),
    )


def _address(address: str) -> Block:
    """As plain text: in mrkdwn an underscore in the token could turn into italics and be lost on copying."""
    return SectionBlock(text=PlainTextObject(text=address, emoji=False))
