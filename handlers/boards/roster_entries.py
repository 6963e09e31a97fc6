"""One entry of the roster file at a time: its keys, their shapes, and what can't stand together in one entry. Pure.

A reader returns None when too little is there to make the entry; what is wrong is noted in the section."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from handlers.boards.roster_values import RosterBoard, RosterHuvudman, RosterIdentity, RosterPerson, RosterStaff
from handlers.boards.rule_values import Contact, contact
from handlers.boards.yaml_lines import Section, plain
from storage.words import BoardKind, HuvudmanKind, Office, Role, StaffRole, Term

_IDENTITY = ("name", "slack", "email", "ref", "phone")
BOARD_KEYS = ("key", "name", "short", "kind", "parent", "timezone", "language", "channel", "email", "forvaring")
HUVUDMAN_KEYS = ("key", "name", "kind", "seats", "from", "to", "contact")
PERSON_KEYS = (*_IDENTITY, "huvudman", "role", "rank", "for", "office", "party", "from", "to")
STAFF_KEYS = (*_IDENTITY, "role", "from", "to")
MOST_SEATS = 200


def read_board(section: Section) -> RosterBoard | None:
    """The body that meets."""
    key, name, kind = _slug(section, "key", True), section.text("name", True), section.word("kind", BoardKind, True)
    board = {
        "short": section.text("short") or name,
        "parent": _slug(section, "parent"),
        "timezone": _zone(section) or "Europe/Stockholm",
        "language": section.text("language", shape="sv|en", such_as="sv or en") or "sv",
        "channel": section.text("channel", shape="[CG][A-Z0-9]+", such_as="the channel's id, such as C0123ABCD"),
        "email": _mail(section),
        "forvaring": section.text("forvaring"),
    }
    if kind is BoardKind.ARBETSUTSKOTT and not section.has("parent"):
        section.wrong("an arbetsutskott lacks 'parent'; write the key of its board", section.line)
    return RosterBoard(key=key, name=name, kind=kind, **board) if key and name and kind else None  # type: ignore[arg-type]


def read_huvudman(section: Section) -> RosterHuvudman | None:
    """An organisation that appoints."""
    key, name = _slug(section, "key", True), section.text("name", True)
    kind = section.word("kind", HuvudmanKind, True)
    seats = section.number("seats", 1, MOST_SEATS)
    term, registrator = _term(section), _contact(section)
    if key is None or name is None or kind is None:
        return None
    return RosterHuvudman(key=key, name=name, kind=kind, seats=seats or 1, term=term, contact=registrator)


def read_person(section: Section) -> RosterPerson | None:
    """One mandate."""
    name, identity, role = section.text("name", True), _identity(section), section.word("role", Role, True)
    rank, stands_in_for = section.number("rank", 1, MOST_SEATS), section.text("for")
    office, term = section.word("office", Office), _term(section)
    details = {key: section.text(key) for key in ("phone", "huvudman", "party")}
    if role is Role.LEDAMOT:
        _only(section, ("rank", "for"), "an ersättare")
    if role is Role.ERSATTARE:
        _only(section, ("office",), "a ledamot")  # R25: an ersättare doesn't inherit the chair
    if name is None or role is None:
        return None
    return RosterPerson(
        name=name,
        identity=identity,
        role=role,
        rank=rank,
        stands_in_for=stands_in_for,
        office=office,
        term=term,
        **details,
    )


def read_staff(section: Section) -> RosterStaff | None:
    """One who helps."""
    name, role = section.text("name", True), section.word("role", StaffRole, True)
    identity, phone, term = _identity(section), section.text("phone"), _term(section)
    if name is None or role is None:
        return None
    return RosterStaff(name=name, identity=identity, role=role, phone=phone, term=term)


def _identity(section: Section) -> RosterIdentity:
    slack = section.text("slack", shape="[UW][A-Z0-9]+", such_as="the member id from the profile, such as U0123ABCD")
    identity = RosterIdentity(slack=slack, email=_mail(section), ref=section.text("ref"))
    if section.is_mapping and not any(section.has(key) for key in ("slack", "email", "ref")):
        who = section.text("name") or section.name
        section.wrong(
            f"{who} has neither slack, email nor ref; add one, so that the same person is known", section.line
        )
    return identity


def _term(section: Section) -> Term:
    first, last = section.day("from"), section.day("to")
    if first and last and last < first:
        section.wrong(f"to {last} is before from {first}; both days are included", section.at("to"))
    return Term(first, last)


def _only(section: Section, keys: tuple[str, ...], whose: str) -> None:
    for key in keys:
        if section.node(key) is not None:
            section.wrong(f"'{key}' is for {whose} only; remove it", section.at(key))


def _slug(section: Section, key: str, needed: bool = False) -> str | None:
    """A key that can stand in an address."""
    such_as = "small letters a-z, digits and hyphens, such as sodra-dalarna"
    return section.text(key, needed, shape="[a-z0-9]+(-[a-z0-9]+)*", such_as=such_as)


def _mail(section: Section) -> str | None:
    return section.text("email", shape=r"[^@\s]+@[^@\s]+", such_as="an address such as anna@kommun.se")


def _zone(section: Section) -> str | None:
    written = section.text("timezone")
    try:
        return written and ZoneInfo(written).key
    except (KeyError, ValueError, OSError):
        section.wrong(f"timezone '{written}' is unknown; write one such as Europe/Stockholm", section.at("timezone"))
        return None


def _contact(section: Section) -> Contact | None:
    node = section.node("contact")
    try:
        return contact("contact", plain(node)) if node else None
    except ValueError as wrong:
        section.wrong(str(wrong), section.at("contact"))
        return None
