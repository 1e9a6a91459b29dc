"""Take the pictures of README and help anew: `python tests/pictures.py [FOLDER]`.

The window shows the sample project, and then sources of every format, at 1440 x 900; it is drawn
without a screen. The fonts are
those of this computer (Inter and Noto stand in the pictures that the README shows).
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from picture_sources import write_sources
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, qBlue, qGreen, qRed, qRgb
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db import claims, decisions, documents
from db.project import Project
from db.records import Id, Span, Verdict
from workbench import operations
from workbench.gui.app import make_app, make_window
from workbench.gui.dialogs.feedback import FeedbackDialog
from workbench.gui.dialogs.merge import MergeDialog
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.read import ReadPerspective
from workbench.gui.window import Window
from workbench.settings import Settings

FOLDER = Path(__file__).parents[1] / "resources" / "help" / "pictures"
SIZE = (1440, 900)
ME = "Mira Tolan"
#: shows something; what it returns is taken instead of the window
Show = Callable[[Window], QWidget | None]


def at_work(window: Window) -> tuple[ReadPerspective, OpenDocument]:
    """The Read perspective and its document, with nothing selected or open in it."""
    read = window.read
    assert read is not None
    assert read.active is not None
    read.panel.fold()
    read.select_claim(None, from_text=True)
    read.active.pane.area.select(0, 0)
    return read, read.active


def read_view(window: Window) -> None:
    """A claim of a report, with its card open."""
    window.show_view("read")
    read, opened = at_work(window)
    read.go_to(opened.in_order()[3])
    read.open_card()


def tag_view(window: Window) -> None:
    """A passage is selected, and the first letters of a tag's other name are typed."""
    _read, opened = at_work(window)
    start = opened.text.index("has met twice")
    area = opened.pane.area
    area.select(start, opened.text.index(".", start))
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "bwc")


def matrix_view(window: Window) -> None:
    """The matrix with the claims of its fullest cell beside it."""
    window.show_view("matrix")
    QTest.qWait(200)  # it has its size
    assert window.matrix is not None
    view = window.matrix.view
    grid = view.grid()
    cells = (
        (int(value), row, column)
        for row, line in enumerate(grid.rows)
        for column, across in enumerate(grid.columns)
        if line.kind == across.kind == "tag"
        and (value := view.matrix.claims.cells[line.at or 0][across.at or 0])
    )
    _most, row, column = max(cells)
    view.table.setCurrentIndex(view.table.matrix_model.index(row, column))
    view.table.opened.emit(*view.table.chosen() or (None, None), False)


def make_sources(folder: Path) -> Path:
    """A project with a source of each format and a claim in the first."""
    path = folder / "field papers.workbench"
    files = [operations.read_source(file) for file in write_sources(folder)]
    sources = [file for file in files if isinstance(file, operations.Source)]
    with (
        operations.new_project(path, "Field papers", ME) as project,
        project.action("Import") as action,
    ):
        added = operations.add_sources(action, sources).added
        states = operations.add_tag(action, "actor", None, "States")
        actor = operations.add_tag(action, "actor", states, "Kelmaria")
        water = operations.add_tag(action, "concern", None, "Water")
        concern = operations.add_tag(action, "concern", water, "Dam filling")
        start = sources[0].text.index("Kelmaria closed")
        end = sources[0].text.index(". ", start)
        claims.add(
            action, added[0], [Span(start, end)], tags=[(actor, "holder"), (concern, "holder")],
            statement="Kelmaria stopped the river without notice.",
        )  # fmt: skip
    return path


def open_source(window: Window, title: str) -> ReadPerspective:
    """Open a source in the only reader."""
    window.show_view("read")
    read = window.read
    assert read is not None
    read.readers.close_beside()
    QTest.qWait(100)  # sidebar and claims are back
    read.open(named(window, title))
    return read


def named(window: Window, title: str) -> Id:
    """Return the document of a title."""
    assert window.project is not None
    return next(one.id for one in documents.all_documents(window.project) if one.title == title)


def word_view(window: Window) -> None:
    """A Word document with its outline and a claim."""
    read = open_source(window, "Water below the Morrin dam")
    read.readers.toggle_outline()
    assert read.active is not None
    read.go_to(read.active.in_order()[0])
    read.active.pane.area.setFocus()


def book_view(window: Window) -> None:
    """An e-book in Arabic, with its outline."""
    open_source(window, "نهر تيشك")


def web_view(window: Window) -> None:
    """A saved web page beside an OpenDocument text."""
    read = open_source(window, "The reservoir fills")
    read.readers.open_beside(named(window, "Minutes of the council"))


def pages_view(window: Window) -> None:
    """The pages of a PDF beside a letter in rich text."""
    read = open_source(window, "Yearly report")
    read.readers.open_beside(named(window, "A letter from Orrel"))
    pane = read.readers.opened[0].pane
    while not len(pane.pages.area.sheets):
        QTest.qWait(100)
    QTest.qWait(2000)  # the pages are drawn


def bring_view(window: Window) -> QWidget | None:
    """What a copy would bring in which the teammate made claims and decided on some."""
    project = window.project
    assert project is not None
    path = project.path.with_name("upper-teshk-joren.workbench")
    project.back_up(path)
    with Project.open(path, "Joren Vask") as copy, copy.action("Work") as action:
        one = documents.all_documents(copy)[0]
        text = documents.text(copy, one)
        for words in ("winters", "interviews", "sluice"):
            start = text.index(words)
            claims.add(action, one.id, [Span(start, start + len(words))])
        theirs = [claim for claim in claims.all_claims(copy) if claim.coder != copy.coder.id]
        for claim in theirs[:3]:
            decisions.decide(action, claim.id, "accept")
    window.bring_in(path)
    return window.findChild(MergeDialog)


def review_view(window: Window) -> None:
    """Two coders in one text: some differences are decided, one of them with a reason."""
    window.show_view("review")
    review = window.reviewing
    assert review is not None
    given: tuple[tuple[Verdict, str], ...] = (
        ("accept", ""), ("reject", "Half of the sentence is missing"), ("question", "Who says so?"),
    )  # fmt: skip
    cards = [one for one in review.pane._all if "only left" not in one.kinds]
    for card, (verdict, reason) in zip(cards, given * 2, strict=False):
        review.pane.decided.emit(card, 0, verdict, reason)
    review.pane.go_to_claim(cards[2].key[0])


def back_view(window: Window) -> QWidget | None:
    """What the teammate sees of it."""
    project = window.project
    assert project is not None
    path = project.path
    window.close_project()
    window.open_project(path, "Joren Vask")
    window.actions_table.run("review.feedback")
    return window.findChild(FeedbackDialog)


def palette(image: QImage) -> list[int]:
    """Return the 48 commonest colours, the grounds, and 208 that differ by more than a shade."""
    chosen: list[tuple[int, int, int]] = []
    for colour, _count in Counter(memoryview(image.constBits()).cast("I")).most_common():
        red, green, blue = qRed(colour), qGreen(colour), qBlue(colour)
        if len(chosen) < 48 or all(
            max(abs(red - r), abs(green - g), abs(blue - b)) > 6 for r, g, b in chosen
        ):
            chosen.append((red, green, blue))
        if len(chosen) == 256:
            break
    return [qRgb(*colour) for colour in chosen]


def save(shown: QWidget, path: Path) -> None:
    """Save what a window or dialog shows now, in 256 colours: a third of the size."""
    QTest.qWait(1000)
    image = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    few = image.convertToFormat(QImage.Format.Format_Indexed8, palette(image))
    few.save(str(path), quality=0)  # that is, compressed most
    print(f"{path}: {path.stat().st_size // 1000} kB")


#: what is taken of the sample, and of sources of every format; a name ends with its colours
SAMPLE: tuple[tuple[str, Show], ...] = (
    ("read-light", read_view), ("tag-light", tag_view), ("matrix-light", matrix_view),
    ("read-dark", read_view), ("review-light", review_view), ("review-bring-light", bring_view),
    ("review-back-light", back_view),
)  # fmt: skip
SOURCES: tuple[tuple[str, Show], ...] = (
    ("sources-word-light", word_view), ("sources-book-dark", book_view),
    ("sources-web-light", web_view), ("sources-pages-dark", pages_view),
)  # fmt: skip


def take(window: Window, folder: Path, name: str, show: Show) -> None:
    """Show something in the colours that its name ends with, and save it."""
    window.set_theme(name.rpartition("-")[2])
    shown = show(window) or window
    save(shown, folder / f"{name}.png")
    if shown is not window:
        shown.close()


def main(folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app()
    with TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch) / "settings.json")
        settings["theme"] = "light"
        window = make_window(app, settings)
        window.resize(*SIZE)
        window.show()
        window.open_sample(Path(scratch) / "sample")
        for name, show in SAMPLE:
            take(window, folder, name, show)
        window.open_project(make_sources(Path(scratch)), ME)
        for name, show in SOURCES:
            take(window, folder, name, show)
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
