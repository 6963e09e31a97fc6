"""Every mistake a secretary can make in a roster file, and what is said of it.

Each entry: what is changed in GOOD → into what (⏎ is a new line); indented below, the answer."""

from __future__ import annotations

GOOD = """\
board:
  key: vattern
  name: Förbundet Vättern
  kind: samordningsforbund
rules: {numbering: meeting}
huvudman:
  - {key: habo, name: Habo kommun, kind: kommun, contact: registrator@habo.example}
  - {key: region, name: Regionen, kind: region, seats: 2, from: 2024-04-01}
people:
  - {name: Anna, slack: U1, huvudman: habo, role: ledamot, office: ordforande, party: S}
  - {name: Bo, email: bo@habo.example, huvudman: habo, role: ersattare, rank: 1, phone: 070 123}
  - {name: Cia, ref: cia, huvudman: region, role: ledamot, to: 2026-12-31}
  - {name: Dan, slack: U4, huvudman: region, role: ersattare, for: cia}
staff:
  - {name: Eva, slack: U9, role: sekreterare}
meeting: {date: 2021-06-18, date: again}
expected: [anything]
"""
_TABLE = r"""
role: ersattare, rank: 1 → role: ersattare, rnak: 1
  line 11: unknown key 'rnak' in people; did you mean 'rank'?

  kind: samord →   xyzzy: 1⏎  kind: samord
  line 4: unknown key 'xyzzy' in board; it has key, name, short, kind, parent, timezone, language, channel,
    email, forvaring

staff: → staf:
  line 14: unknown key 'staf' in the file; did you mean 'staff'?

numbering: meeting → numbring: year
  line 5: unknown key 'numbring' in rules; did you mean 'numbering'?

numbering: meeting → numbering: monthly
  line 5: numbering must be one of year, meeting, continuous, not 'monthly'

numbering: meeting → reminder_hour: 10:77
  line 5: reminder_hour must be a time such as "09:00", in quotes, not '10:77'

{numbering: meeting} → [year]
  line 5: rules must be written as keys and values

  name: Förbundet Vättern⏎  kind →   kind
  line 2: board lacks 'name'; add it

  name: Förbundet Vättern⏎ →   name:⏎
  line 3: board lacks 'name'; add it

key: vattern → key: Södra Vättern
  line 2: key 'Södra Vättern' in board isn't right; write it as small letters a-z, digits and hyphens, such as
    sodra-dalarna

kind: samordningsforbund → kind: styrelse
  line 4: kind 'styrelse' in board must be one of samordningsforbund, namnd, kommunalforbund, arbetsutskott,
    forening

  kind: samord →   timezone: Europe/Jönköping⏎  kind: samord
  line 4: timezone 'Europe/Jönköping' is unknown; write one such as Europe/Stockholm

  kind: samord →   language: no⏎  kind: samord
  line 4: language 'no' in board isn't right; write it as sv or en

  kind: samord →   channel: '#styrelsen'⏎  kind: samord
  line 4: channel '#styrelsen' in board isn't right; write it as the channel's id, such as C0123ABCD

kind: samordningsforbund → kind: arbetsutskott
  line 2: an arbetsutskott lacks 'parent'; write the key of its board

seats: 2 → seats: två
  line 8: seats in huvudman must be a whole number from 1 to 200

seats: 2 → seats: 0
  line 8: seats in huvudman must be a whole number from 1 to 200

kind: region → kind: landsting
  line 8: kind 'landsting' in huvudman must be one of kommun, region, forsakringskassan, arbetsformedlingen,
    parti, annan

contact: registrator@habo.example → contact: [x]
  line 7: contact must have the keys mail, name, phone, not ['x']

  - {key: region →   - {key: habo, name: H, kind: kommun}⏎  - {key: region
  line 8: huvudman 'habo' is also on line 7

2024-04-01 → 2024-04-31
  line 8: from '2024-04-31' in huvudman isn't a date; write it as 2026-04-01

2024-04-01 → 1 april
  line 8: from '1 april' in huvudman isn't a date; write it as 2026-04-01

2024-04-01 → 2024-04-01, to: 2024-03-31
  line 8: to 2024-03-31 is before from 2024-04-01; both days are included

slack: U1 → slack: anna
  line 10: slack 'anna' in people isn't right; write it as the member id from the profile, such as U0123ABCD

bo@habo.example, → bo(at)habo,
  line 11: email 'bo(at)habo' in people isn't right; write it as an address such as anna@kommun.se

slack: U1, huvudman → huvudman
  line 10: Anna has neither slack, email nor ref; add one, so that the same person is known

role: sekreterare → role: sekreterrare
  line 15: role 'sekreterrare' in staff must be one of sekreterare, forbundschef, revisor, ovrig

role: sekreterare → phone: 1
  line 15: staff lacks 'role'; add it

name: Eva → name: "E\x07va"
  line 15: name in staff has a control character in it; write it anew

name: Eva → name: ' '
  line 15: name in staff is empty; fill it in or leave it out

name: Eva → name: [Eva]
  line 15: name in staff must be a text

{name: Eva, slack: U9, role: sekreterare} → Eva
  line 15: staff must be written as keys and values

office: ordforande → office: kassor
  line 10: office 'kassor' in people must be one of ordforande, vice_ordforande, vice_ordforande_2

office: ordforande → rank: 1
  line 10: 'rank' is for an ersättare only; remove it

rank: 1 → office: ordforande
  line 11: 'office' is for a ledamot only; remove it

huvudman: habo, role: ledamot → huvudman: hab, role: ledamot
  line 10: unknown huvudman 'hab'; did you mean 'habo'?

huvudman: habo, role: ledamot → huvudman: xyzzy, role: ledamot
  line 10: unknown huvudman 'xyzzy'; add it under huvudman

huvudman: habo, role: ledamot → role: ledamot
  line 10: Anna lacks 'huvudman'; it is one of habo, region

ref: cia, huvudman: region, role: ledamot → ref: cia, huvudman: region, role: ledamot, office: ordforande
  line 12: two with office ordforande at once (also Anna on line 10); end one term before the other begins

phone: 070 123} → phone: 070 123}⏎  - {name: Nils, ref: n, huvudman: habo, role: ersattare, rank: 1}
  line 12: rank 1 is also Bo's on line 11; give each ersättare its own

phone: 070 123} → phone: 070 123}⏎  - {name: Nils, ref: n, huvudman: habo, role: ersattare}
  line 12: Nils lacks 'rank': in which order are the ersättare called?

party: S} → party: S}⏎  - {name: Nils, ref: n, huvudman: habo, role: ledamot, from: 2027-01-01}
  line 11: Habo kommun has 2 ledamöter from 2027-01-01 but 1 seat; end a term or raise seats

party: S} → party: S}⏎  - {name: Nils, ref: n, huvudman: habo, role: ledamot}
  line 11: Habo kommun has 2 ledamöter but 1 seat; end a term or raise seats

for: cia → for: ceasar
  line 13: for 'ceasar' is no ledamot here; write the ledamot's slack, email or ref

for: cia → for: U1
  line 13: for 'U1' is a ledamot of another huvudman; choose one of the same

name: Dan, slack: U4 → name: Cia, ref: cia
  line 13: ref cia stands twice in people at once (also on line 12); remove one or date them

name: Dan, slack: U4 → name: Dan, slack: U4, email: BO@habo.example
  line 13: email bo@habo.example is called Bo on line 11 and Dan here; use one

party: S → party: S, slack: U2
  line 10: 'slack' stands twice (also on line 10); keep one

{numbering: meeting} → {call_waits: {far: 2h, far: 3h}}
  line 5: 'far' stands twice (also on line 5); keep one

- {name: Eva, → eva: {name: Eva,
  line 15: staff must be a list, each entry beginning with '-'
"""


def mistakes() -> list[tuple[str, str]]:
    """Pairs of a file with one mistake, and what is said of it."""
    return [_mistake(entry) for entry in _TABLE.strip().split("\n\n")]


def _mistake(entry: str) -> tuple[str, str]:
    change, *told = entry.split("\n")
    old, new = change.replace("⏎", "\n").split(" → ")
    assert GOOD.count(old) >= 1, f"{old} isn't in the good file"
    return GOOD.replace(old, new), " ".join(line.strip() for line in told)
