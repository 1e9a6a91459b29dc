"""The paragraphs and rows that a rich text file builds up, and how they are told to `Pieces`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.readers.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A run may be a picture, a page break, or the mark of a note."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    what: str = ""


@dataclass(slots=True)
class Paragraph:
    """Runs, and what the whole paragraph is."""

    runs: list[Run] = field(default_factory=list)
    mark: str = ""
    level: int = 0
    heading: int = 0
    quote: bool = False
    rtl: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it holds more than blanks."""
        return any(run.what or run.text.strip() for run in self.runs)


Row = list[list["Paragraph | Row"]]
Block = Paragraph | Row


@dataclass(slots=True)
class Flow:
    """Paragraphs and rows of the text itself, of a note, or of a running head."""

    blocks: list[Block] = field(default_factory=list)
    now: Paragraph = field(default_factory=Paragraph)
    _cell: list[Block] = field(default_factory=list)
    _inner: Row = field(default_factory=list)  # the row of a table within a cell
    _row: Row = field(default_factory=list)

    def end_paragraph(self, told: Paragraph, *, in_table: bool) -> None:
        """End the paragraph with what `told` says of it."""
        told.runs, told.mark = self.now.runs, self.now.mark
        self.now = Paragraph()
        if in_table or self._row:
            self._cell.append(told)
        else:
            self.blocks.append(told)

    def end_cell(self, told: Paragraph) -> None:
        """End the cell, and the paragraph in it."""
        self.end_paragraph(told, in_table=True)
        self._row.append(self._cell)
        self._cell = []

    def end_inner_cell(self, told: Paragraph) -> None:
        """End the cell of a table within a cell."""
        self.end_paragraph(told, in_table=True)
        self._inner.append([self._cell.pop()])

    def end_inner_row(self) -> None:
        """End the row of a table within a cell."""
        if self._inner:
            self._cell.append(self._inner)
        self._inner = []

    def end_row(self) -> None:
        """End the row, if it has cells."""
        if self._row:
            self.blocks.append(self._row)
        self._row = []

    def close(self, told: Paragraph) -> None:
        """End whatever is open."""
        if self.now.runs:
            self.end_paragraph(told, in_table=False)
        if self._cell:
            self._row.append(self._cell)
            self._cell = []
        self.end_row()


class Teller:
    """Tells flows to `Pieces`; counts the pages on the way."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self.page = 1
        self._pending = ""

    def tell(self, blocks: Sequence[Block]) -> None:
        """Tell paragraphs and rows; rows that follow one another are a table."""
        rows: list[Row] = []
        for block in [*blocks, None]:
            if isinstance(block, list):
                rows.append(block)
                continue
            if rows:
                self._table(rows)
                rows = []
            if block is not None:
                self._paragraph(block)

    def tell_note(self, number: int, flow: Flow) -> None:
        """Tell the body of a note, its number before the first words."""
        self._pieces.start("note", {"value": str(number)})
        self._pending = f"[{number}] "
        self.tell(flow.blocks)
        self._pieces.end("note")

    def _table(self, rows: Sequence[Row]) -> None:
        if max(map(len, rows)) < 2:
            for cell in (cell for row in rows for cell in row):
                self.tell(cell)
            return
        self._pieces.start("table")
        for row in rows:
            self._pieces.start("tr")
            for cell in row:
                self._pieces.start("td")
                self.tell(cell)
                self._pieces.end("td")
            self._pieces.end("tr")
        self._pieces.end("table")

    def _paragraph(self, block: Paragraph) -> None:
        if not block.speaks:
            return
        tag = f"h{block.heading}" if block.heading else "blockquote" if block.quote else "p"
        given = {"dir": "rtl"} if block.rtl else {}
        if block.mark and tag == "p":
            tag = "li"
            given |= {"mark": block.mark, "level": str(block.level)}
        self._pieces.start(tag, given)
        if block.mark and tag != "li":
            self._say(f"{block.mark} ")
        for run in block.runs:
            self._run(run, heading=bool(block.heading))
        self._pieces.end(tag)

    def _run(self, run: Run, *, heading: bool) -> None:
        if run.what == "page":
            self.page += 1
            self._pieces.mark("page", str(self.page))
        elif run.what == "image":
            self._pieces.start("img", {"alt": run.text})
        elif run.what == "note":
            self._pieces.start("noteref", {"value": run.text})
            self._pieces.exact(f"[{run.text}]")
            self._pieces.end("noteref")
        else:
            self._words(run, heading)

    def _words(self, run: Run, heading: bool) -> None:
        tags = [("a", {"href": run.link})] if run.link else []
        tags += [("strong", {})] if run.bold and not heading else []
        tags += [("em", {})] if run.italic else []
        for tag, given in tags:
            self._pieces.start(tag, given)
        for number, line in enumerate(run.text.split("\n")):
            if number:
                self._pieces.write("\n")
            self._say(line)
        for tag, _ in reversed(tags):
            self._pieces.end(tag)

    def _say(self, text: str) -> None:
        if self._pending:
            text = text.lstrip()
            if not text:
                return
            text, self._pending = self._pending + text, ""
        self._pieces.exact(text)
