"""Text → tokens. Every pattern is tried at one place and none nests, so the time taken grows with the length only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from handlers.polls.dates.vocabulary import GUARDED, PHRASES, WORDS, Kind

_FOLD = str.maketrans("åäæöøéèüáà" + "–—−‒‑―" + "\u00a0\u2009\u202f\t\r", "aaaooeeuaa" + "------" + "    \n")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, with its place in it; `text` is folded. `value` depends on the kind."""

    kind: Kind
    start: int
    end: int
    text: str
    value: object = None


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in figures; no year where none was written."""

    day: int
    month: int
    year: int | None


def normalise(text: str) -> str:
    """One code point for each letter, so that what was written can be quoted by place."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The same text, place by place, in lower case without rings and dots, with plain dashes and blanks."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_FOLD)


_NUMERIC = re.compile(
    r"(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?![\d:])"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})(?!\d)"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?:[-/](?P<y3>\d{4}|\d{2})(?![\d.:]| ?- ?\d))?(?![\d/])"
    r"|(?P<y4>(?:19|20)\d{2})(?P<m4>\d{2})(?P<d4>\d{2})(?!\d)"
    r"|(?P<y5>\d{2})(?P<m5>\d{2})(?P<d5>\d{2})(?!\d)",
    re.ASCII,
)
_CLOCK = re.compile(r"(\d{1,2})[.:]([0-5]\d)(?![\d])(?![.:]\d)", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}(?!\d)", re.ASCII)
_WEEK = re.compile(r"(?:i +|in +)?(?:vecka|veckan|v|week|wk|w)\.? ?(\d{1,2})(?!\d)(?![.:/]\d)", re.ASCII)
_PHRASE = re.compile("|".join(f"(?P<p{at}>(?:{words})(?![a-z0-9]))" for at, (words, _, _) in enumerate(PHRASES)))
_WORD = re.compile(r"[^\W\d_]+|[&+@]")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:|tel:)\S*[^\s,;.!?)]|<[^<>\n]{1,500}>")
_LABEL = r"(?:alternativ|alt|forslag|option|proposal|datum|date|dag|day)\.? ?\d{1,2} ?[:.)]"
_MONTH_AHEAD = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_ORDINAL = re.compile(rf"(\d{{1,2}})(?::?[ea](?![a-z])|(?:st|nd|rd|th)(?![a-z])|\.(?= ?{_MONTH_AHEAD}))", re.ASCII)
_BULLET = re.compile(rf" *(?:[-*•·●▪◦]+ |{_LABEL} |\d{{1,2}}[.)] +(?!{_MONTH_AHEAD})|[a-z]\) )", re.ASCII)
_STARRED = re.compile(r"\*(?=[^\s*])([^*\n]*)\*")
_FIGURE_AHEAD = re.compile(r"\.? *(?:den +|the +|v\.? *)?\d", re.ASCII)
_PUNCTUATION = {",": "comma", ";": "comma", "\n": "newline", "•": "comma", "·": "comma", "●": "comma", "!": "stop"}
_SIMPLE = {"-": Kind.DASH, ":": Kind.COLON, "(": Kind.OPEN, "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE}


def lex(raw: str) -> list[Token]:
    """The tokens of a normalised text; blanks are left out, everything else is in one."""
    folded, tokens, bold = fold(raw), list[Token](), set[int]()
    at = 0
    while at < len(folded):
        if folded[at] == " " or at in bold:
            at += 1
            continue
        token = _bullet(folded, at) or _starred(raw, folded, at, tokens, bold)
        if at not in bold:
            token = token or _token(raw, folded, at)
            tokens.append(token)
            at = token.end
    return tokens


def _bullet(folded: str, at: int) -> Token | None:
    """A list's mark at the start of a line parts like a new line does."""
    before = folded.rfind("\n", 0, at) + 1
    found = _BULLET.match(folded, at) if not folded[before:at].strip(" ") else None
    return Token(Kind.BREAK, at, found.end(), found.group(), "newline") if found else None


def _starred(raw: str, folded: str, at: int, tokens: list[Token], bold: set[int]) -> Token | None:
    """`*…*` after a date or time is its note; where a piece begins it is only bold, and both stars count as blanks."""
    found = _STARRED.match(folded, at)
    if not found:
        return None
    if not tokens or tokens[-1].kind in (Kind.BREAK, Kind.FILLER, Kind.COLON):
        bold |= {at, found.end() - 1}
        return None
    return Token(Kind.NOTE, at, found.end(), raw[at + 1 : found.end() - 1], None)


def _token(raw: str, folded: str, at: int) -> Token:
    if folded[at].isascii() and folded[at].isdigit():
        return _figures(folded, at)
    for words in (_address, _week, _phrase, _word):
        if token := words(raw, folded, at):
            return token
    return _sign(folded, at)


def _figures(folded: str, at: int) -> Token:
    if found := _NUMERIC.match(folded, at):
        return Token(Kind.DATE, at, found.end(), found.group(), _numeric_date(found))
    if found := _ORDINAL.match(folded, at):
        return Token(Kind.NUMBER, at, found.end(), "ordinal", int(found.group(1)))
    if found := _CLOCK.match(folded, at):
        return Token(Kind.CLOCK, at, found.end(), found.group(), (int(found.group(1)), int(found.group(2))))
    if found := _NUMBER.match(folded, at):
        return Token(Kind.NUMBER, at, found.end(), found.group(), int(found.group()))
    end = at
    while end < len(folded) and folded[end].isascii() and folded[end].isdigit():
        end += 1
    return Token(Kind.TEXT, at, end, folded[at:end])


def _numeric_date(found: re.Match[str]) -> NumericDate:
    """Whichever form matched: yyyy-mm-dd, d.m.yyyy, d/m with or without a year, yyyymmdd, yymmdd (2000-2099)."""
    parts = {name[0]: int(value) for name, value in found.groupdict().items() if value and name != "sep"}
    year = parts.get("y")
    return NumericDate(parts["d"], parts["m"], year + 2000 if year is not None and year < 100 else year)


def _starts_word(folded: str, at: int) -> bool:
    return at == 0 or not folded[at - 1].isalnum()


def _address(_raw: str, folded: str, at: int) -> Token | None:
    found = _ADDRESS.match(folded, at)
    return Token(Kind.TEXT, at, found.end(), "address") if found else None


def _week(_raw: str, folded: str, at: int) -> Token | None:
    found = _WEEK.match(folded, at) if _starts_word(folded, at) else None
    return Token(Kind.WEEK, at, found.end(), found.group(), int(found.group(1))) if found else None


def _phrase(_raw: str, folded: str, at: int) -> Token | None:
    found = _PHRASE.match(folded, at) if _starts_word(folded, at) else None
    if not found or not found.lastgroup:
        return None
    _, kind, value = PHRASES[int(found.lastgroup[1:])]
    return Token(kind, at, found.end(), found.group(), value)


def _word(raw: str, folded: str, at: int) -> Token | None:
    found = _WORD.match(folded, at)
    if not found:
        return None
    word, end = found.group(), found.end()
    kind, value = WORDS.get(word, (Kind.TEXT, None))
    if word in GUARDED and raw[at:end].isascii() and not _FIGURE_AHEAD.match(folded, end):
        kind, value = Kind.TEXT, None
    if kind is not Kind.TEXT and len(word) <= 5 and folded[end : end + 1] == ".":
        end += 1  # "kl.", "okt.", "tors."
    return Token(kind, at, end, word, value)


def _sign(folded: str, at: int) -> Token:
    sign, after = folded[at], folded[at + 1 : at + 2]
    if sign in _PUNCTUATION or (sign in ".?" and after in ("", " ", "\n")):
        return Token(Kind.BREAK, at, at + 1, sign, _PUNCTUATION.get(sign, "stop"))
    return Token(_SIMPLE.get(sign, Kind.TEXT), at, at + 1, sign)
