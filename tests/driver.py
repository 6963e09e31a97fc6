"""A board member's hands and eyes: drives the trial workspace over the endpoints behind its page.

slack = Slack(base_url)
anna = slack.person("UV06HABO")
anna.command("/klubban datum 8 oktober kl 9-16", channel="C1")
anna.view().fill({"Rubrik": "Heldag"}).submit()
anna.click("Kan", nth=1)
assert anna.dm()[-1].words() == "…"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.shown import Json, Message, Spot, buttons, entered, fillable, words_of
from tests.wire import Trouble, Wire, wait_for

__all__ = ["Message", "Person", "Slack", "Trouble", "View", "wait_for"]


@dataclass
class View:
    """Somebody's open modal, or Home. `fill` only notes; `submit` and `click` send what was noted."""

    person: Person
    shown: Json | None
    filled: Json = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks as they now are; none when the modal has closed."""
        return list(self.shown["content"]["blocks"]) if self.shown else []

    @property
    def title(self) -> str:
        """The modal's title."""
        return str(self.shown["content"]["title"]["text"]) if self.shown else ""

    @property
    def is_open(self) -> bool:
        """Whether there is still a modal to see after the last gesture."""
        return self.shown is not None

    @property
    def trouble(self) -> str:
        """What the client says when the app did not answer as it should."""
        return str(self.shown["trouble"]) if self.shown else ""

    @property
    def errors(self) -> dict[str, str]:
        """The messages at the inputs, by label."""
        told = self.shown["errors"] if self.shown else {}
        labels = {b["block_id"]: b["label"]["text"] for b in self.blocks if "label" in b}
        return {labels[block]: text for block, text in told.items()}

    @property
    def values(self) -> dict[str, Json]:
        """What stands in the inputs now, as Slack reports it, by label (or action id where there is none)."""
        state = self.shown["state"] if self.shown else {}
        spots = fillable(self.blocks)
        return {s.names[0]: state[s.block["block_id"]][s.element["action_id"]] for s in spots}

    def words(self) -> str:
        """All visible text below the title, a line for each part."""
        return "\n".join(words_of(self.blocks))

    def buttons(self) -> list[str]:
        """The labels of what can be pressed, in order."""
        return [spot.names[0] for spot in buttons(self.blocks)]

    def fill(self, values: Mapping[str, object]) -> View:
        """Note what to fill in: by label (or placeholder, block id, action id); choices by their label."""
        for name, value in values.items():
            spot = _only([s for s in fillable(self.blocks) if name in s.names], name, self.words())
            inside = self.filled.setdefault(spot.block["block_id"], {})
            inside[spot.element["action_id"]] = entered(spot.element, value)
        return self

    def submit(self) -> View:
        """Press the modal's button; afterwards this is whatever modal is open then."""
        return self._after(self.person.act("submit", values=self.filled))

    def close(self, everything: bool = False) -> View:
        """Cancel; with `everything` close the whole stack."""
        return self._after(self.person.act("close", everything=everything))

    def choose(self, name: str, value: object) -> View:
        """Choose in an element that tells the app at once (a select in an actions block, a dispatching input)."""
        spot = _only([s for s in fillable(self.blocks) if name in s.names], name, self.words())
        return self._after(self.person.press(spot, {"values": self.filled}, entered(spot.element, value)))

    def _after(self, answer: Json) -> View:
        self.shown, self.filled = answer["view"], {}
        return self


@dataclass
class Person:
    """Somebody of the workspace, acting."""

    slack: Slack
    id: str

    def act(self, do: str, **wanted: object) -> Json:
        """Make a gesture by name; raises Trouble where it fails."""
        answer = self.slack.wire.post("/ui/act", {"as": self.id, "do": do, **wanted})
        if answer["trouble"]:
            raise Trouble(answer["trouble"])
        return answer

    def command(self, line: str, channel: str | None = None) -> list[Message]:
        """Type a slash command, by default in the DM; gives what is newly seen because of it."""
        before = self._last_ts()
        self.act("command", text=line, channel=channel or "dm")
        return [m for m in self.messages() if float(m.ts) > before]

    def say(self, text: str, channel: str | None = None) -> None:
        """Write a message, by default to the bot."""
        self.act("say", text=text, channel=channel or "dm")

    def click(self, label: str, where: Message | View | None = None, nth: int = 0) -> None:
        """Press the button with this label or accessibility label; `nth` (from 0) where it stands several times.

        Without `where`: in the open modal if it has it, else in the newest message that this person sees with it.
        """
        place = where or self._place_with(label)
        found = [s for s in buttons(place.blocks) if label in s.names]
        if len(found) <= nth:
            raise AssertionError(f"no button {label!r} ({nth}) in:\n{place.words()}")
        self.press(found[nth], self._address(place), found[nth].value)

    def choose(self, name: str, value: object, message: Message) -> None:
        """Choose in a select, a picker or boxes that stand in a message."""
        spot = _only([s for s in fillable(message.blocks) if name in s.names], name, message.words())
        self.press(spot, self._address(message), entered(spot.element, value))

    def press(self, spot: Spot, address: Json, value: object) -> Json:
        """Use an element of a message, modal or Home."""
        ids = {"block_id": spot.block["block_id"], "action_id": spot.element["action_id"]}
        return self.act("click", **address, **ids, value=value)

    def shortcut(self, callback_id: str, message: Message | None = None) -> None:
        """Start a shortcut, from the menu or on a message."""
        self.act("shortcut", callback_id=callback_id, **(self._address(message) if message else {}))

    def messages(self) -> list[Message]:
        """Everything that this person sees anywhere, oldest first."""
        return self._seen("all")

    def dm(self) -> list[Message]:
        """The conversation with the bot, oldest first."""
        return self._seen("dm")

    def channel(self, channel_id: str) -> list[Message]:
        """A channel, oldest first; with the ephemerals that only this person sees."""
        return self._seen(channel_id)

    def newest(self, label: str) -> Message:
        """The newest message that has a button with this label."""
        for message in reversed(self.messages()):
            if any(label in spot.names for spot in buttons(message.blocks)):
                return message
        raise AssertionError(f"{self.id} sees no message with the button {label!r}")

    def view(self) -> View:
        """The open modal; AssertionError when there is none."""
        shown = self._screen("home")["view"]
        if shown is None:
            raise AssertionError(f"{self.id} has no modal open; last seen: {[m.words() for m in self.messages()[-1:]]}")
        return View(self, shown)

    def has_view(self) -> bool:
        """Whether a modal is open."""
        return self._screen("home")["view"] is not None

    def home(self) -> View:
        """Open Home (the bot is told) and look at it."""
        self.act("home")
        return View(self, self._screen("home")["home"])

    def _screen(self, channel: str) -> Json:
        return self.slack.wire.get("/ui/screen", {"as": self.id, "channel": channel})

    def _seen(self, channel: str) -> list[Message]:
        return [Message(**shown) for shown in self._screen(channel)["messages"]]

    def _last_ts(self) -> float:
        return max((float(m.ts) for m in self.messages()), default=0.0)

    def _place_with(self, label: str) -> Message | View:
        modal = View(self, self._screen("home")["view"])
        return modal if any(label in s.names for s in buttons(modal.blocks)) else self.newest(label)

    def _address(self, place: Message | View) -> Json:
        if isinstance(place, Message):
            return {"channel": place.channel, "ts": place.ts}
        is_home = place.shown is not None and place.shown["content"]["type"] == "home"
        return {"home": is_home, "values": place.filled}


def _only(found: list[Spot], name: str, seen: str) -> Spot:
    if not found:
        raise AssertionError(f"nothing called {name!r} to fill in:\n{seen}")
    return found[0]


class Slack:
    """The trial workspace at a base url."""

    def __init__(self, base_url: str) -> None:
        """Nothing is asked of it yet."""
        self.wire = Wire(base_url)

    def close(self) -> None:
        """Give the connections back."""
        self.wire.close()

    def person(self, user_id: str) -> Person:
        """Somebody to act as."""
        return Person(self, user_id)

    def log(self, way: str = "", what: str = "") -> list[Json]:
        """What the bot was "told" and "said", oldest first, filtered."""
        entries: list[Json] = self.wire.get("/ui/log")["entries"]
        return [e for e in entries if way in ("", e["way"]) and what in ("", e["what"])]

    def event(self, inner: Json, person: str) -> None:
        """Send any event, such as user_change, on behalf of somebody."""
        self.person(person).act("event", event=inner)

    def resend(self, person: str, event_id: str = "") -> None:
        """Send an event (by default the last one) again though it was answered."""
        self.person(person).act("resend", event_id=event_id)

    def disconnect(self, person: str) -> None:
        """Ask the bot to reconnect its Socket Mode connections, and close them."""
        self.person(person).act("disconnect")

    def clock(self) -> Json:
        """The pretended present and the next thing due."""
        return self.wire.get("/ui/clock")

    def advance(self, seconds: float) -> Json:
        """Move the pretended present."""
        return self.wire.post("/ui/clock", {"seconds": seconds})

    def to_next_due(self) -> Json:
        """Move the pretended present to the next thing due."""
        return self.wire.post("/ui/clock", {"to": "next_due"})
