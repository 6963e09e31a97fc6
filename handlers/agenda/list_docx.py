"""The föredragningslista as a Word file, in a board's own sober manner. Loaded only when somebody fetches it."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from handlers.agenda.printed import Link, Printed, Row
from handlers.paper import DEEP, GREY, WIDTH, blank, element, footer, hyperlink, saved, typed
from handlers.text import Text

WIDTHS = (Cm(1.5), Cm(7.8), Cm(2.6), Cm(3.1), Cm(1.6))
LABELS = Cm(1.6)
INDENT = Cm(0.5)
LINE = "BFBFBF"


def written(text: Text, printed: Printed, now: datetime) -> bytes:
    """The file."""
    document = blank(printed.language, f"{printed.heading}, {printed.board}", printed.board, now)
    _head(document, printed)
    document.add_heading(printed.items, 2)
    if printed.rows:
        _table(document, printed)
    else:
        document.add_paragraph(printed.nothing)
    _note(document.add_paragraph(), printed.as_of)
    page = text.plain("Sida {page} av {pages}", page="{page}", pages="{pages}")
    footer(document, printed.foot, page)
    return saved(document)


def _head(document: Document, printed: Printed) -> None:
    board = document.add_paragraph().add_run(typed(printed.board))
    board.bold, board.font.size, board.font.color.rgb = True, Pt(12), DEEP
    document.add_heading(printed.heading, 1)
    for label, words in printed.facts:
        line = document.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(LABELS)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = LABELS, -LABELS
        line.add_run(f"{label}\t").bold = True
        line.add_run(typed(words))
    for words in printed.notes:
        _note(document.add_paragraph(), words)


def _note(paragraph: Paragraph, words: str) -> None:
    paragraph.paragraph_format.space_before = Pt(6)
    run = paragraph.add_run(words)
    run.italic, run.font.color.rgb = True, GREY


def _table(document: Document, printed: Printed) -> None:
    table = document.add_table(rows=0, cols=len(WIDTHS))
    _frame(table, printed.items)
    head = table.add_row()
    for cell, words in zip(head.cells, printed.columns, strict=True):
        run = cell.paragraphs[0].add_run(words)
        run.bold, run.font.size = True, Pt(9.5)
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill="E8EEF2"))
    head._tr.get_or_add_trPr().append(element("tblHeader"))  # stands on every page, and is read out as the head
    for row in printed.rows:
        _fill(table.add_row(), row, printed.proposal)
    for line in table.rows:
        _whole(line)


def _frame(table: Table, caption: str) -> None:
    """Hairlines between the rows, widths that hold, air in the cells; and what the table is, for those who listen."""
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    frame = table._tbl.tblPr
    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=LINE))
    margins = element("tblCellMar")
    for side, air in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        margins.append(element(side, w=air, type="dxa"))
    frame.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    frame.find(qn("w:tblW")).set(qn("w:w"), str(WIDTH.twips))
    frame.find(qn("w:tblLayout")).addprevious(borders)
    look = frame.find(qn("w:tblLook"))
    look.addprevious(margins)
    look.addnext(element("tblCaption", val=caption))
    for flag in ("firstColumn", "noVBand"):
        look.set(qn(f"w:{flag}"), "0" if flag == "firstColumn" else "1")


def _whole(line: _Row) -> None:
    """No item is torn apart between two pages."""
    line._tr.get_or_add_trPr().insert(0, element("cantSplit"))
    for cell, width in zip(line.cells, WIDTHS, strict=True):
        cell.width = width


def _fill(line: _Row, row: Row, proposal: str) -> None:
    number, matter, kind, presenter, at = line.cells
    _say(number, row.number, part=row.part, struck=row.out)
    _matter(matter, row, proposal)
    _say(kind, row.kind)
    _say(presenter, row.presenter)
    _say(at, row.at)
    if row.length:
        length = at.add_paragraph() if row.at else at.paragraphs[0]
        run = length.add_run(row.length)
        run.font.size, run.font.color.rgb = Pt(9), GREY


def _say(cell: _Cell, words: str, *, part: bool = False, struck: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    if part:
        paragraph.paragraph_format.left_indent = INDENT
    paragraph.add_run(typed(words)).font.strike = struck or None


def _matter(cell: _Cell, row: Row, proposal: str) -> None:
    """The title, and below it what else there is to say."""
    title = cell.paragraphs[0]
    run = title.add_run(typed(row.title))
    run.bold, run.font.strike = True, row.out or None
    for words in (row.background, row.dnr):
        if words:
            cell.add_paragraph(typed(words))
    if row.proposal:
        line = cell.add_paragraph()
        line.add_run(f"{proposal}: ").italic = True
        line.add_run(typed(row.proposal))
    for link in row.links:
        _link(cell.add_paragraph(), link)
    if row.part:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.left_indent = INDENT


def _link(paragraph: Paragraph, link: Link) -> None:
    if link.address is None:
        paragraph.add_run(typed(link.words))
    else:
        hyperlink(paragraph, link.words, link.address)
