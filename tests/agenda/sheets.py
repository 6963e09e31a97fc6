"""Reads a föredragningslista back: the Word file and the page, each as what a reader finds in it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser

import docx
from docx.document import Document
from docx.oxml.ns import qn

SPACE = "\u00a0"


@dataclass
class Sheet:
    """The words above the items, the rows (a text for each column), and the addresses of the links in order."""

    head: list[str]
    rows: list[list[str]]
    links: list[str]
    tags: set[str] = field(default_factory=set)


def open_word(body: bytes) -> Document:
    return docx.Document(io.BytesIO(body))


def from_word(body: bytes) -> Sheet:
    document = open_word(body)
    rows = [
        ["\n".join(p.text for p in cell.paragraphs).replace(SPACE, " ") for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]
    hyperlinks = document.element.body.iter(qn("w:hyperlink"))
    links = [str(document.part.rels[link.get(qn("r:id"))].target_ref) for link in hyperlinks]
    return Sheet([p.text.replace("\t", ": ") for p in document.paragraphs], rows, links)


def from_page(body: str) -> Sheet:
    reader = _Page()
    reader.feed(body)
    return Sheet([" ".join(words) for words in reader.head if words], reader.rows, reader.links, reader.tags)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head: list[list[str]] = [[]]
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._in_cell = self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {tag, *(name for name, _ in attrs)}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True
        elif tag in ("p", "h1", "h2", "div"):
            self.head.append([])
        elif tag == "a":
            self.links.append(str(dict(attrs)["href"]))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        words = data.replace(SPACE, " ").strip()
        if not words or self._in_style:
            return
        if self._in_cell:
            self.rows[-1][-1] += ("\n" if self.rows[-1][-1] else "") + words
        else:
            self.head[-1].append(words)
