"""The forms about dates: asking, and booking or closing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.blocks import Field, actions, button, confirm, divider, form_field, modal, section
from handlers.polls.facts import PollFacts
from handlers.polls.lines import silent_line, slot_line, when
from handlers.polls.overview import ALL_ANSWERS
from handlers.polls.rules import best_first
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from handlers.words_of import kind_words, mode_words
from storage.words import MeetingKind, MeetingMode

ASK, DECIDE_FORM, CLOSE = "polls.ask", "polls.decide.form", "polls.close"
ADD, ADD_FORM = "polls.add", "polls.add.form"
USUAL_TITLES = frozenset({"Styrelsemöte", "Board meeting"})
"""How the form proposes to call the meeting, in each language."""
ONE, SEVERAL = "one", "several"
MOST_TITLE, MOST_NOTE = 150, 200
"""Characters; what is longer, pasted among the dates, would fill everybody's telephone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form for asking."""

    title: str = ""
    dates: str = ""
    place: str = ""
    mode: MeetingMode = MeetingMode.FYSISKT
    kind: MeetingKind = MeetingKind.SAMMANTRADE
    deadline: date | None = None
    board: int | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the form carries unseen: ids, and which warnings have been seen (house rule 11)."""

    id: int | None = None
    """The board; in the form for adding times, the question."""
    seen: str = ""

    def packed(self) -> str:
        """As private_metadata."""
        return json.dumps({"id": self.id, "seen": self.seen})

    @staticmethod
    def unpacked(data: str) -> Hidden:
        """From private_metadata."""
        return Hidden(**json.loads(data))


def digest(warnings: Sequence[Mrkdwn], dates: str) -> str:
    """Tells whether just these warnings about just these dates have been seen."""
    return hashlib.sha256("\n".join([dates, *warnings]).encode()).hexdigest()[:16]


def ask_form(
    text: Text, draft: Draft, boards: Sequence[tuple[int, str]], notices: Sequence[Mrkdwn] = (), *, anyway: bool = False
) -> dict[str, Any]:
    """The form for asking. `notices` stand on top; with `anyway` they have been seen and may be sent past."""
    seen = digest(notices, draft.dates) if anyway else ""
    hidden = Hidden(boards[0][0] if len(boards) == 1 else None, seen)
    blocks: list[Block] = [section(lines(notices)), divider()] if notices else []
    if len(boards) > 1:
        names = tuple((str(board), name) for board, name in boards)
        chosen = str(draft.board) if draft.board else None
        blocks.append(form_field(Field("board", text.plain("Styrelse"), initial=chosen, choices=names)))
    blocks += [form_field(item) for item in _fields(text, draft)]
    submit = text.plain("Skicka ändå") if anyway else text.plain("Skicka frågan")
    title = text.plain("Fråga om datum")
    return modal(ASK, title, blocks, submit=submit, close=text.plain("Avbryt"), data=hidden.packed())


def _fields(text: Text, draft: Draft) -> list[Field]:
    kinds = tuple((kind.value, kind_words(text, kind)) for kind in MeetingKind)
    modes = tuple((mode.value, mode_words(text, mode)) for mode in MeetingMode)
    deadline = draft.deadline.isoformat() if draft.deadline else None
    several = (
        (ONE, text.plain("Ett: tiderna är alternativ")),
        (SEVERAL, text.plain("Ett för varje tid, som ett helt år")),
    )
    return [
        Field(
            "title",
            text.plain("Vad gäller mötet?"),
            initial=draft.title or text.plain("Styrelsemöte"),
            limit=MOST_TITLE,
        ),
        _dates_field(text, draft.dates),
        Field("many", text.plain("Hur många möten?"), initial=SEVERAL if draft.several else ONE, choices=several),
        Field("place", text.plain("Var?"), initial=draft.place or None, optional=True, limit=200),
        Field("mode", text.plain("Hur?"), initial=draft.mode.value, choices=modes),
        Field("kind", text.plain("Vilket slags möte?"), initial=draft.kind.value, choices=kinds),
        _deadline_field(text, deadline, text.plain("Lämnar du det tomt blir det om en vecka, en vardag.")),
    ]


def _dates_field(text: Text, dates: str) -> Field:
    hint = text.plain("Skriv som du brukar, till exempel 8 oktober kl 9-12, 15 oktober kl 13-16. En tid per rad.")
    return Field("dates", text.plain("Vilka tider?"), initial=dates or None, hint=hint, multiline=True)


def _deadline_field(text: Text, deadline: str | None, hint: str) -> Field:
    label = text.plain("Svara senast (klockan 16)")
    return Field("deadline", label, initial=deadline, hint=hint, optional=True, day=True)


def draft_of(values: dict[str, str], board: int | None) -> Draft:
    """What was filled in."""
    chosen = Draft(
        title=values.get("title", ""),
        dates=values.get("dates", ""),
        place=values.get("place", ""),
        mode=MeetingMode(values.get("mode", MeetingMode.FYSISKT)),
        kind=MeetingKind(values.get("kind", MeetingKind.SAMMANTRADE)),
        deadline=date.fromisoformat(values["deadline"]) if "deadline" in values else None,
        several=values.get("many") == SEVERAL,
    )
    return replace(chosen, board=int(values["board"]) if "board" in values else board)


def sent_view(text: Text, people: int, deadline: Mrkdwn) -> dict[str, Any]:
    """Shown when the question is on its way."""
    said = text.n(
        "*Frågan är på väg till en person.* Svar senast {deadline}.",
        "*Frågan är på väg till {n} personer.* Svar senast {deadline}.",
        people,
        deadline=deadline,
    )
    hears = text("Du får besked när alla har svarat eller svarstiden har gått ut.")
    return modal(
        "notice", text.plain("Fråga om datum"), [section(words((said, hears)))], submit=None, close=text.plain("Stäng")
    )


def add_form(
    text: Text, facts: PollFacts, draft: Draft, notices: Sequence[Mrkdwn] = (), *, anyway: bool = False
) -> dict[str, Any]:
    """The form for putting further times to those who are asked."""
    hidden = Hidden(facts.id, digest(notices, draft.dates) if anyway else "")
    blocks: list[Block] = [section(lines(notices)), divider()] if notices else []
    blocks.append(section(text("*{title}*", title=escape(facts.title))))
    blocks.append(
        section(text("Alla som redan har svarat får frågan om de nya tiderna för sig. Deras svar står kvar."))
    )
    deadline = draft.deadline.isoformat() if draft.deadline else None
    hint = text.plain("Lämnar du det tomt gäller samma dag som förut, eller om en vecka om den är för nära.")
    fields = (_dates_field(text, draft.dates), _deadline_field(text, deadline, hint))
    blocks += [form_field(item) for item in fields]
    submit = text.plain("Skicka ändå") if anyway else text.plain("Skicka frågan")
    title = text.plain("Lägg till tider")
    return modal(ADD_FORM, title, blocks, submit=submit, close=text.plain("Avbryt"), data=hidden.packed())


def decide_form(text: Text, facts: PollFacts, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """How the question stands, which times to book, and a way to close without."""
    standings = facts.standings()
    blocks: list[Block] = [section(notice), divider()] if notice else []
    blocks.append(section(text("*{title}*", title=escape(facts.title))))
    blocks += [section(slot_line(text, facts, each)) for each in standings]
    blocks.append(section(silent_line(text, facts)))
    blocks.append(form_field(_times(text, facts)))
    everything = button(text.plain("Alla svar"), ALL_ANSWERS, str(facts.id))
    more = button(text.plain("Lägg till tider"), ADD, str(facts.id))
    blocks.append(actions([everything, more, _close_button(text, facts)]))
    data = f"{facts.id}:{facts.rev}"
    return modal(
        DECIDE_FORM,
        text.plain("Boka eller stäng"),
        blocks,
        submit=text.plain("Boka"),
        close=text.plain("Avbryt"),
        data=data,
    )


def _times(text: Text, facts: PollFacts) -> Field:
    """The best first, of a year in order; reserve times after them, to be booked in their day's place."""
    mains = [each.slot for each in best_first(facts.standings(), decides=facts.decides)]
    if facts.several:
        mains.sort(key=lambda slot: slot.start)
    reserves = [slot for slot in facts.slots if slot.reserve_for]
    choices = [(str(slot.id), capital(when(text, facts, slot))) for slot in mains]
    choices += [(str(slot.id), text.plain("Reserv: {time}", time=when(text, facts, slot))) for slot in reserves]
    hint = text.plain("Ett reservdatum följer med sin dag.") if reserves else None
    return Field("times", text.plain("Vilka tider ska bokas?"), hint=hint, choices=tuple(choices), several=True)


def _close_button(text: Text, facts: PollFacts) -> Any:
    return button(
        text.plain("Stäng utan att boka"),
        CLOSE,
        f"{facts.id}:{facts.rev}",
        style="danger",
        confirm=confirm(
            text.plain("Stäng frågan?"),
            text.plain("Ingen kan svara längre, och inget möte bokas. Tiderna försvinner ur kalendrarna."),
            text.plain("Stäng frågan"),
            text.plain("Avbryt"),
        ),
    )
