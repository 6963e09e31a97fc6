"""What people read about items and agendas: the receipt, the secretary's card, the window, the agenda as a message."""

from __future__ import annotations

from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    Option,
    OverflowMenuElement,
    PlainTextObject,
)

from handlers.agenda import lines as say
from handlers.agenda.facts import Agenda, Item, OneItem
from handlers.agenda.rules import overruns
from handlers.blocks import Message, actions, button, context, cut, divider, evenly, header, modal, section
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import ItemState

RAISE, EDIT, TAKE_BACK, SHOW, NEXT = "agenda.raise", "agenda.edit", "agenda.take_back", "agenda.show", "agenda.next"
TAKE_IN, ASK_BACK, POSTPONE, RETURN = "agenda.take_in", "agenda.ask_back", "agenda.postpone", "agenda.return"
AGREE, KEEP, MORE, STANDING = "agenda.agree", "agenda.keep", "agenda.more", "agenda.standing"
SEND_CHANGE = "agenda.send_change"
FETCH_WORD, OPEN_PAGE = "agenda.fetch_word", "agenda.open_page"
WINDOW = "agenda.window"
MOST = 60
"""Items in one window; Slack takes 100 blocks."""
UP, DOWN, PART, OUT, CHANGE = "up", "down", "part", "out", "change"


def receipt(text: Text, facts: OneItem) -> Message:
    """To the submitter: received, what it is meant for, how it stands."""
    item = facts.item
    head = text("*Vi har tagit emot ditt ärende ”{title}”.*", title=escape(item.title))
    said = [head, say.state_words(text, item, facts.meeting, facts.year)]
    if item.state is ItemState.RECEIVED and facts.closes is not None and not item.late:
        said.append(_heard_by(text, facts))
    if item.late and item.state is ItemState.RECEIVED:
        said.append(text("Det kom efter att ärendena hade stängt, så sekreteraren avgör när det tas upp."))
    row = _own_buttons(text, facts)
    return Message(words(said), (section(words(said)), *([actions(row)] if row else [])))


def _heard_by(text: Text, facts: OneItem) -> Mrkdwn:
    assert facts.closes is not None
    day = Mrkdwn(text.day(facts.closes, this_year=facts.year))
    return text("Sekreteraren hör av sig senast {day} om något saknas.", day=day)


def _own_buttons(text: Text, facts: OneItem) -> list[ButtonElement]:
    if facts.item.state not in (ItemState.RECEIVED, ItemState.ASKED_BACK, ItemState.ON):
        return []
    value = str(facts.item.id)
    return [button(text.plain("Ändra"), EDIT, value), button(text.plain("Ta tillbaka"), TAKE_BACK, value)]


def to_secretary(text: Text, facts: OneItem) -> Message:
    """A new item with what can be done about it (R39); afterwards what became of it."""
    item = facts.item
    head = text(
        "*Nytt ärende från {name}: {title}.*",
        name=escape(facts.names.get(item.submitter, "")),
        title=escape(item.title),
    )
    said = words((head, _meant_for(text, facts), _late(text, item)))
    blocks: list[Block] = [section(said), *about(text, facts)]
    if item.state in (ItemState.RECEIVED, ItemState.ASKED_BACK) and facts.proposed is None:
        blocks.append(actions(_staffs_buttons(text, facts), f"item-{item.id}"))
    else:
        blocks.append(context(_became(text, facts)))
    return Message(said, tuple(blocks))


def _meant_for(text: Text, facts: OneItem) -> Mrkdwn:
    if facts.meeting is None:
        return text("Inget möte är bokat än.")
    return text("Tänkt till mötet {day}.", day=say.meeting_day(text, facts.meeting, facts.year))


def _late(text: Text, item: Item) -> Mrkdwn:
    return text("Det kom efter att ärendena hade stängt.") if item.late else Mrkdwn("")


def _became(text: Text, facts: OneItem) -> Mrkdwn:
    item = facts.item
    if facts.proposed is not None:
        day = say.meeting_day(text, facts.proposed, facts.year)
        return text("Väntar på svar om mötet {day} i stället.", day=day)
    return {
        ItemState.RECEIVED: text("Väntar."),
        ItemState.ASKED_BACK: text("Väntar på komplettering."),
        ItemState.ON: text("Står på dagordningen."),
        ItemState.UTGAR: text("Utgår från dagordningen."),
        ItemState.RETURNED: text("Lämnat tillbaka."),
        ItemState.WITHDRAWN: text("Taget tillbaka av den som föreslog det."),
    }[item.state]


def _staffs_buttons(text: Text, facts: OneItem) -> list[ButtonElement]:
    item = facts.item
    value = f"{item.id}:{item.rev}"
    row = [button(text.plain("Ta med"), TAKE_IN, value, style="primary", says=_says(text.plain("Ta med"), item))]
    if item.state is ItemState.RECEIVED:
        row.append(button(text.plain("Be om komplettering"), ASK_BACK, value))
    row.append(button(text.plain("Ta på senare möte"), POSTPONE, value))
    if facts.may_be_returned:
        row.append(button(text.plain("Lämna tillbaka"), RETURN, value))
    return row


def _says(label: str, item: Item) -> str:
    return f"{label}: {item.title}"


def about(text: Text, facts: OneItem) -> list[Block]:
    """What the item says: background, proposal, and the rest."""
    item = facts.item
    rows = [escape(f"{say.kind_label(text, item.kind)}."), say.presenter(text, facts.names, item)]
    if item.minutes is not None:
        rows.append(text.n("En minut.", "{n} minuter.", item.minutes))
    if item.dnr:
        rows.append(text("Dnr {dnr}.", dnr=escape(item.dnr)))
    blocks: list[Block] = [section(words(rows))]
    if item.background:
        blocks.append(section(escape(item.background)))
    if item.proposal:
        blocks.append(section(text("*Förslag till beslut:* {proposal}", proposal=escape(item.proposal))))
    if item.links:
        blocks.append(section(lines(escape(one) for one in item.links)))
    return blocks


def agenda_blocks(text: Text, agenda: Agenda) -> list[Block]:
    """The agenda in a message or a kallelse: the items with their numbers, ten in each section."""
    rows = evenly(line for _, line in say.rows(text, agenda))
    return [section(lines(rows[at : at + 10])) for at in range(0, len(rows), 10)]


def window(text: Text, agenda: Agenda, word: str | None, page: str | None) -> dict[str, Any]:
    """`/klubban dagordning`: the agenda; for staff the queue and what can be done with each item.

    `word` and `page` are where the reader finds it as a Word file and as a page to print, if anywhere."""
    meeting = agenda.meeting
    when = escape(capital(text.when(meeting.start, meeting.end, this_year=agenda.year)))
    head = text("*{when}*: {title}, {board}.", when=when, title=escape(meeting.title), board=escape(agenda.board))
    blocks: list[Block] = [section(words((head, _closing(text, agenda))))]
    blocks += _queue(text, agenda) if agenda.roles.keeps_the_books else []
    blocks += _items(text, agenda)
    if agenda.meeting.end and (over := overruns(agenda.mains, meeting.start, meeting.end)):
        minutes = int(over.total_seconds() // 60)
        blocks.append(section(text("*Tiden räcker inte:* ärendena är {n} minuter längre än mötet.", n=minutes)))
    blocks.append(actions(_window_buttons(text, agenda), f"agenda-{meeting.id}"))
    if papers := _papers(text, meeting.id, word, page):
        blocks.append(actions(papers))
    return modal(
        WINDOW, text.plain("Dagordning"), blocks[:100], submit=None, close=text.plain("Stäng"), data=str(meeting.id)
    )


def _closing(text: Text, agenda: Agenda) -> Mrkdwn:
    day = Mrkdwn(text.day(agenda.meeting.closes, this_year=agenda.year))
    if agenda.meeting.closed:
        return text("Ärendena stängde {day}.", day=day)
    return text("Ärenden kan föreslås till och med {day}.", day=day)


def _window_buttons(text: Text, agenda: Agenda) -> list[ButtonElement]:
    row = [button(text.plain("Föreslå ärende"), RAISE, str(agenda.meeting.id), style="primary")]
    if agenda.later:
        row.append(button(text.plain("Nästa möte"), NEXT, str(agenda.later[0].id)))
    if agenda.roles.runs_meetings and agenda.changed:
        row.append(button(text.plain("Skicka ändring"), SEND_CHANGE, str(agenda.meeting.id)))
    if agenda.roles.keeps_the_books:
        row.append(button(text.plain("Stående punkter"), STANDING, str(agenda.meeting.id)))
    return row


def _papers(text: Text, meeting: int, word: str | None, page: str | None) -> list[ButtonElement]:
    wanted = (
        (text.plain("Hämta som Word (docx)"), FETCH_WORD, word),
        (text.plain("Visa för utskrift"), OPEN_PAGE, page),
    )
    return [button(label, action, str(meeting), url=url) for label, action, url in wanted if url]


def _queue(text: Text, agenda: Agenda) -> list[Block]:
    if not agenda.queue:
        return []
    blocks: list[Block] = [header(text.plain("Väntar på dig"))]
    for item in agenda.queue[:15]:
        name = escape(agenda.names.get(item.submitter, ""))
        said = text("*{title}* från {name}.", title=escape(cut(item.title, 300)), name=name)
        state = text("Väntar på komplettering.") if item.state is ItemState.ASKED_BACK else Mrkdwn("")
        value = f"{item.id}:{item.rev}"
        take = button(text.plain("Ta med"), TAKE_IN, value, says=_says(text.plain("Ta med"), item))
        blocks.append(section(words((said, _late(text, item), state)), take))
    return [*blocks, divider()]


def _items(text: Text, agenda: Agenda) -> list[Block]:
    rows = say.rows(text, agenda)
    if not rows:
        return [section(text("Inga ärenden än."))]
    shown = evenly(line for _, line in rows)
    blocks: list[Block] = []
    for (item, _), line in list(zip(rows, shown, strict=True))[:MOST]:
        menu = _menu(text, item) if agenda.roles.keeps_the_books else None
        blocks.append(section(line, menu))
    if agenda.provisional:
        blocks.append(context(text("Numren är preliminära till dess att mötet öppnas.")))
    return blocks


def _menu(text: Text, item: Item) -> OverflowMenuElement:
    """What the secretary may do with an item that stands on the agenda."""
    out = text.plain("Ta upp igen") if item.state is ItemState.UTGAR else text.plain("Ta bort från dagordningen")
    part = text.plain("Eget ärende") if item.part_of is not None else text.plain("Del av ärendet ovanför")
    wanted = [
        (UP, text.plain("Flytta upp")),
        (DOWN, text.plain("Flytta ned")),
        (CHANGE, text.plain("Ändra, ge plats eller flytta")),
        (PART, part),
    ]
    options = [
        Option(value=f"{what}:{item.id}:{item.rev}", text=PlainTextObject(text=cut(label, 75)))
        for what, label in [*wanted, (OUT, out)]  # five at the most (Slack: overflow menu)
    ]
    return OverflowMenuElement(action_id=f"{MORE}.{item.id}", options=options)
