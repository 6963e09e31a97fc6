"""What the Word files that a board sends have in common: A4, the reader's language, plain styles, a numbered footer.

Made element by element, not from a template's file, so that each word in it goes through `Text`. Loaded only when a
file is made."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

WIDTH = Cm(16.6)
"""Between the margins of an A4."""
MARGIN = Cm(2.2)
FONT = "Calibri"
INK, DEEP, GREY = RGBColor(0x1D, 0x1C, 0x1D), RGBColor(0x0B, 0x4A, 0x6F), RGBColor(0x55, 0x55, 0x55)
LINK = "Hyperlink"
TAGS = {"sv": "sv-SE", "en": "en-GB"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_PROPERTY = 255
"""Of a file's title and author (OPC core properties, as python-docx holds them)."""


def typed(words: str) -> str:
    """What somebody typed, without the characters that no XML may hold."""
    return NOT_IN_XML.sub("", words)


def blank(language: str, title: str, author: str, now: datetime) -> Document:
    """An empty A4 with our styles, in that language."""
    document = docx.Document()
    _language(document, TAGS[language])
    _page(document)
    _styles(document)
    properties = document.core_properties
    properties.title, properties.author = (typed(each)[:LONGEST_PROPERTY] for each in (title, author))
    properties.language, properties.comments, properties.last_modified_by = TAGS[language], "", ""
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None)
    return document


def saved(document: Document) -> bytes:
    """The file's bytes."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _language(document: Document, tag: str) -> None:
    """What a screen reader and the spelling go by; and no "compatibility mode" in the title of the window."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin, section.footer_distance = Cm(2), Cm(1)


def _styles(document: Document) -> None:
    for fonts in document.styles.element.iter(qn("w:rFonts")):  # a theme's font would win over ours
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for name, size, before, after, ink in (
        ("Normal", 10.5, 0, 3, INK),
        ("Heading 1", 22, 0, 6, INK),
        ("Heading 2", 13, 14, 4, DEEP),
        ("Footer", 8.5, 0, 0, GREY),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.color.rgb = Pt(size), ink
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.1
        style.paragraph_format.tab_stops.clear_all()
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)
    link.font.color.rgb, link.font.underline = DEEP, True


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML that python-docx has no name for."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def hyperlink(paragraph: Paragraph, words: str, address: str) -> None:
    """A link that can be followed."""
    target = paragraph.part.relate_to(typed(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(typed(words), style=LINK)
    link.append(run._r)
    paragraph._p.append(link)


def footer(document: Document, words: str, page: str) -> None:
    """The words to the left and the page to the right; in `page`, {page} and {pages} become what Word counts."""
    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{typed(words)}\t")
    for part in re.split(r"(\{pages?\})", page):
        if part in ("{page}", "{pages}"):
            field = element("fldSimple", instr="PAGE" if part == "{page}" else "NUMPAGES")
            field.append(paragraph.add_run("1")._r)
            paragraph._p.append(field)
        else:
            paragraph.add_run(part)
