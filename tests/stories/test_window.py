"""Whole flows in the window, lived with real keys and clicks over a project in a folder."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
)

from db import claims, documents, tags
from db.project import Project
from resources import resource
from workbench import operations
from workbench.commands import BY_ID, COMMANDS
from workbench.gui import theme
from workbench.text.reflow import clean, reflow

SOURCES = Path(__file__).parents[2] / ".." / "shared" / "sources"
SAMPLES = (
    "dry-season-wet-politics.txt",
    "morrin-third-filling.md",
    "teshk-basin-water-report-ar.txt",
)


def three_sources(folder: Path) -> list[Path]:
    """Three texts of the world, or where they are absent those of the sample."""
    if SOURCES.is_dir():
        return sorted(SOURCES.glob("*.txt"))[:3]
    folder.mkdir()
    for name in SAMPLES:
        (folder / name).write_bytes(resource("sample", name).read_bytes())
    return sorted(folder.iterdir())


def import_all(hands, paths) -> None:
    hands.answers.lay_ready(paths)
    hands.command("document.import")
    hands.until(lambda: not hands.window.progress.isVisible())


def name_tag(hands, command: str, name: str) -> None:
    """Make a tag as one does: the key of the command, its name, Enter."""
    hands.command(command)
    hands.type(name)
    hands.press("Return")
    hands.until(lambda: name in hands.tags())


def cell(hands, row: str, column: str) -> None:
    """Click a cell by the names of its tags."""
    table, ids = hands.window.matrix.view.table, hands.tags()
    place = table.matrix_model.position((f"t{ids[row].id}", f"t{ids[column].id}"))
    index = table.matrix_model.index(*place)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
    )


def words_of(text: str, count: int) -> list[tuple[int, int]]:
    """Places of so many words of some length, far enough apart, in the first part of a text."""
    found: list[tuple[int, int]] = []
    for start in range(400, len(text) - 72, 40):
        begin = next((n for n in range(start, start + 60) if text[n - 1 : n] == " "), None)
        apart = not found or (begin or 0) > found[-1][1] + 60
        if begin and apart and text[begin : begin + 8].isalpha():
            found.append((begin, begin + 8))
        if len(found) == count:
            return found
    raise AssertionError("the text is too short")


# -- a new user


def test_from_a_fresh_start_to_an_exported_matrix(hands, tmp_path):
    assert hands.window.welcome.isVisible()
    hands.answers.lay_ready(tmp_path / "mine.workbench")
    hands.click("welcome.new")
    paths = three_sources(tmp_path / "sources")
    import_all(hands, paths)
    library = hands.find("library.list")
    assert library.model().rowCount() == 3

    for command, names in (
        ("codebook.new_actor", ("Army", "Border guard", "Council")),
        ("codebook.new_concern", ("Drought", "Escape")),
    ):
        for name in names:
            name_tag(hands, command, name)
    longest = max(documents.all_documents(hands.project), key=lambda record: record.length)
    hands.window.read.open(longest.id)

    for number, (start, end) in enumerate(words_of(hands.text, 10)):
        hands.select_by_keys(start, end)
        chosen = hands.area.selection()
        hands.keys = 0
        hands.press("Return")
        hands.type(("ar", "bo", "co")[number % 3])
        hands.press("Tab")
        hands.type("de"[number % 2])
        hands.press("Return")
        assert hands.keys <= 6
        assert not [d for d in hands.window.findChildren(QDialog) if d.isVisible()]
        made = max(hands.claims(), key=lambda claim: claim.start)
        assert (made.start, made.end) == chosen
    assert len(hands.claims()) == 10

    hands.press("Ctrl+3")
    table = hands.window.matrix.view.matrix
    assert table.claims.total == 10
    cell(hands, "Army", "Drought")
    passages = hands.window.matrix.view.passages
    assert passages.isVisible()
    assert len(passages.claims()) == table.claims.cells[0][0]
    hands.command("view.next_pane")
    hands.press("Return")
    assert hands.window.perspective == "read"
    claim = hands.window.read.record()
    assert hands.area._in_sight(claim.start, claim.end)
    assert {hands.tags()[name].id for name in ("Army", "Drought")} <= {t.tag for t in claim.tags}

    hands.answers.lay_ready(tmp_path / "matrix.csv")
    hands.command("matrix.export")
    written = (tmp_path / "matrix.csv").read_bytes().decode("utf-8")
    assert written == operations.matrix_csv(hands.project, hands.window.matrix.request)
    assert written.startswith("actor,Drought,Escape\r\nArmy,")


# -- scripts and wraps


@pytest.fixture
def at_mixed(at_work):
    """The text with emoji, Arabic and joined signs is open."""
    at_work.command("document.next")
    return at_work


MIXED_WORDS = (
    "no 😀 deal",
    "👩‍🔬 Doctor",
    "منسوب نهر تيشك",
    "مرحبا بالعالم",
    "cafe\u0301 prices",
    "🏳️‍🌈 twice",
    "إنّ",
)


@pytest.mark.parametrize("words", MIXED_WORDS)
def test_claims_by_keys_land_on_what_was_selected(at_mixed, words):
    start = at_mixed.text.index(words)
    at_mixed.select_by_keys(start, start + len(words))
    assert at_mixed.area.selection() == (start, start + len(words))
    at_mixed.press("Return")
    at_mixed.type("kel")
    at_mixed.press("Return")
    made = next(c for c in at_mixed.claims() if c.document == at_mixed.window.document)
    assert at_mixed.text[made.start : made.end] == words
    assert at_mixed.window.read.active.cards()[0].quote == words


@pytest.mark.parametrize("words", [*MIXED_WORDS[:3], MIXED_WORDS[4], MIXED_WORDS[5]])
def test_claims_by_mouse_land_on_what_was_selected(at_mixed, words):
    start = at_mixed.text.index(words)
    at_mixed.drag_text(start, start + len(words))
    assert at_mixed.area.selection() == (start, start + len(words))
    at_mixed.type("kel")
    at_mixed.press("Return")
    made = next(c for c in at_mixed.claims() if c.document == at_mixed.window.document)
    assert at_mixed.text[made.start : made.end] == words


def test_what_is_selected_is_what_the_clipboard_gets(at_mixed):
    for words in MIXED_WORDS:
        start = at_mixed.text.index(words)
        at_mixed.area.select(start, start + len(words))
        at_mixed.area.setFocus()
        at_mixed.press("Ctrl+C")
        assert QApplication.clipboard().text() == words


@pytest.mark.parametrize("reflowed", [True, False])
def test_claims_across_broken_words_are_slices_of_the_text(at_sample, reflowed):
    if not reflowed:
        at_sample.command("view.reflow")
    text = at_sample.text
    breaks = [n for n in range(len(text)) if text.startswith("-\n", n)][:6]
    assert len(breaks) == 6
    before = {claim.id for claim in at_sample.claims()}
    for at in breaks:
        start = text.rindex(" ", 0, at - 12) + 1
        end = text.index(" ", at + 8)
        at_sample.drag_text(start, end)
        assert at_sample.area.selection() == (start, end)
        at_sample.type("duv")
        at_sample.press("Return")
    made = {c.spans[0]: c for c in at_sample.claims() if c.id not in before}
    assert len(made) == 6
    shown = reflow(text)
    cards = {card.claim.id: card.quote for card in at_sample.window.read.active.cards()}
    for span, claim in made.items():
        assert "\n" in text[span.start : span.end]
        assert cards[claim.id] == clean(shown[span.start : span.end])
        assert "-\n" not in cards[claim.id]


def test_every_place_of_a_wrapped_text_is_the_same_in_both_ways_to_show_it(at_sample):
    text = at_sample.text
    places = range(100, len(text) - 200, len(text) // 25)
    for start in places:
        at_sample.area.select(start, start + 60)
        at_sample.command("view.reflow")
        assert at_sample.area.selection() == (start, start + 60)
        at_sample.command("view.reflow")
        assert at_sample.area.selection() == (start, start + 60)


# -- undo


def image(hands) -> object:
    """All that the project holds, and all that the window shows of it."""
    project = hands.project
    read = hands.window.read
    opened = read.active
    library = read.sidebar.library.model
    return (
        documents.all_documents(project),
        documents.reading_states(project, project.coder.id),
        claims.all_claims(project),
        tags.all_tags(project),
        [card.claim for card in opened.cards()] if opened else [],
        sorted(
            (mark.start, mark.end, mark.colour, mark.names)
            for claim in (opened.claims if opened else ())
            for mark in opened.pane.area._scene.index.of(claim)
        ),
        [
            (row.document, row.state, row.claims)
            for row in (library.row(library.index(n)) for n in range(library.rowCount()))
        ],
        [tag.name for tag in read.sidebar.codebook.model.book.tags],
    )


def everything(hands):
    """Yield after each thing that can be done in the window by itself."""
    window, read = hands.window, hands.window.read
    pane = read.sidebar.codebook
    mine = hands.tag(0, 8, "kel")
    yield "tag"
    read.go_to(mine)
    hands.command("claim.card")
    hands.type("Kelmaria is named.")
    hands.press("Tab")
    yield "statement"
    hands.click_named("Stance: − Against")
    yield "stance"
    read.panel.tag_removed.emit(mine.id, hands.tags()["Kelmaria"].id)
    yield "untag"
    hands.press("Esc")
    hands.area.setFocus()
    read.go_to(claims.get(hands.project, mine.id))
    hands.command("claim.end")
    hands.press("Ctrl+Right", "Return")
    yield "bounds by keys"
    hands.drag_handle(hands.text.index("sluice"))
    yield "bounds by a handle"
    start = hands.text.index("met twice")
    hands.area.select(start, start + 9)
    hands.command("claim.passage")
    yield "passage"
    hands.area.select(10, 10)
    hands.command("claim.split")
    yield "split"
    read.go_to(claims.get(hands.project, mine.id))
    hands.command("claim.delete")
    yield "delete claim"
    name_tag(hands, "codebook.new_concern", "Transit")
    yield "new tag"
    by_name = {tag.name: tag for tag in window.session.codebook()}
    pane.renamed.emit(by_name["Transit"], "Transit fees")
    yield "rename"
    pane.moved.emit(by_name["Transit"], by_name["Water"], 0)
    yield "nest"
    pane.recoloured.emit(by_name["Duvania"], "rose")
    yield "colour"
    pane.archived.emit(by_name["Silence"], True)
    yield "archive"
    pane.removed.emit(by_name["Duvania"])
    yield "delete tag"
    hands.command("document.details")
    hands.find("document.details.title").setText("Another title")
    hands.find("document.details.save").click()
    yield "details"
    window.activateWindow()
    hands.command("document.reading")
    yield "reading state"
    hands.command("document.remove")
    yield "remove document"


def test_all_that_is_done_is_one_step_to_undo_and_to_do_again(at_work, small_path, open_window):
    images, labels = [image(at_work)], []
    for done in everything(at_work):
        now = image(at_work)
        assert now != images[-1], done
        images.append(now)
        labels.append(done)
    steps = len(labels)
    assert len(at_work.project.log.entries()) - 3 == steps, labels

    at_work.area.setFocus()
    for number in reversed(range(steps)):
        at_work.press("Ctrl+Z")
        assert image(at_work)[:4] == images[number][:4], labels[number]
    at_work.window.read.open(at_work.document("Plain"))
    assert image(at_work) == images[0]
    for number in range(steps):
        at_work.press("Ctrl+Shift+Z")
        assert image(at_work)[:4] == images[number + 1][:4], labels[number]

    for _ in range(steps):
        at_work.press("Ctrl+Z")
    at_work.press("Ctrl+Q")
    at_work.window = open_window()
    at_work.window.open_project(small_path, "Mira Tolan")
    for number in range(steps):
        at_work.press("Ctrl+Shift+Z")
        assert image(at_work)[:4] == images[number + 1][:4], labels[number]
    at_work.press("Ctrl+Z")
    assert image(at_work)[:4] == images[-2][:4]


def test_an_undo_goes_back_to_an_earlier_day_and_another_window(at_work, open_window, small_path):
    made = at_work.tag(0, 8, "kel")
    at_work.press("Ctrl+Q")
    at_work.window = open_window()
    at_work.window.open_project(small_path, "Mira Tolan")
    assert at_work.find("toolbar.edit.undo").toolTip().endswith("Claim: Kelmaria")
    at_work.press("Ctrl+Z")
    assert made.id not in [claim.id for claim in at_work.claims()]


# -- bounds


def test_bounds_are_chosen_moved_seen_kept_and_left(at_work):
    made = at_work.tag(9, 15, "kel")
    assert at_work.text[9:15] == "closed"
    before = len(at_work.project.log.entries())

    def seen():
        (mark,) = at_work.area._scene.index.of(made.id)
        return at_work.text[mark.start : mark.end]

    at_work.command("claim.end")
    for key, words in (
        ("Right", "closed "),
        ("Ctrl+Right", "closed the"),
        ("Down", "closed the last sluice at Morrin in May."),
        ("Ctrl+Left", "closed the last sluice at Morrin in May"),
        ("Left", "closed the last sluice at Morrin in Ma"),
    ):
        at_work.press(key)
        assert seen().rstrip(". ") == words.rstrip(". ")
        assert claims.get(at_work.project, made.id).spans == made.spans
    at_work.press("Return")
    assert len(at_work.project.log.entries()) == before + 1
    kept = claims.get(at_work.project, made.id).spans
    assert at_work.text[kept[0].start : kept[0].end] == seen()
    at_work.command("claim.start")
    at_work.press("Left", "Esc")
    assert claims.get(at_work.project, made.id).spans == kept
    at_work.press("Ctrl+Z")
    assert claims.get(at_work.project, made.id).spans == made.spans
    assert seen() == "closed"


# -- side by side


def test_two_documents_are_worked_in_side_by_side(at_work):
    at_work.command("view.beside")
    readers = at_work.window.read.readers
    right = at_work.tag(0, 9, "kel")
    readers.opened[0].pane.area.setFocus()
    left = at_work.tag(0, 8, "duv")
    assert left.document == at_work.document("Plain")
    assert right.document == at_work.document("Mixed")
    shown = [set(opened.claims) for opened in readers.opened]
    assert left.id in shown[0]
    assert shown[1] == {right.id}
    at_work.press("Ctrl+Z", "Ctrl+Z")
    assert left.id not in readers.opened[0].claims
    assert readers.opened[1].claims == {}
    at_work.press("Ctrl+Shift+Z")
    assert set(readers.opened[1].claims) == {right.id}
    at_work.click("reader.close")
    assert len(readers.opened) == 1
    assert at_work.text.startswith("Kelmaria")


# -- finding, and commands by name


def test_found_words_become_a_claim_without_the_mouse(at_work):
    at_work.command("find.open")
    at_work.type("nobody counts")
    at_work.press("Esc", "Return")
    at_work.type("sil")
    at_work.press("Return")
    made = max(at_work.claims(), key=lambda claim: claim.start)
    assert at_work.text[made.start : made.end] == "nobody counts"


def test_a_command_runs_by_a_few_letters(at_work):
    at_work.press("Ctrl+K")
    at_work.type("side by side")
    at_work.press("Return")
    assert len(at_work.window.read.readers.opened) == 2


@pytest.mark.parametrize("where", ["nowhere", "empty", "text", "passage", "claim", "matrix"])
def test_every_command_can_be_asked_for_everywhere(hands, small_file, tmp_path, where):
    window = hands.window
    table = tmp_path / "b.csv"
    table.write_text("kind,tag,group,aliases,description\nactor,Ilvora,,,\n", encoding="utf-8")
    source = tmp_path / "a.txt"
    source.write_text("Some words of a source.", encoding="utf-8")
    ready = {
        "project.new": lambda n: tmp_path / f"{n}.workbench",
        "project.open": lambda n: shutil.copy(small_file, tmp_path / f"open {n}.workbench"),
        "project.sample": lambda n: tmp_path / f"sample {n}",
        "document.import": lambda _n: [source],
        "document.import_folder": lambda _n: tmp_path / "folder",
        "codebook.import": lambda _n: table,
        "claims.import": lambda _n: table,
        "project.copy": lambda n: tmp_path / f"copy {n}.workbench",
    }
    (tmp_path / "folder").mkdir()
    for number, command in enumerate(COMMANDS):
        if command.id in ("app.quit", "project.close"):
            continue
        stand(hands, small_file, tmp_path, where, number)
        answer = ready.get(command.id, lambda n: tmp_path / f"{n}.csv")(number)
        hands.answers.ready = [answer]
        window.actions_table[command.id].trigger()
        hands.until(lambda: not window.progress.isVisible())
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window._commands.leave()
        assert "went wrong" not in hands.notice(), command.id
    window.actions_table["project.close"].trigger()
    assert window.project is None


def stand(hands, small_file, tmp_path, where, number):
    """Bring the window to where a command is to be tried."""
    window = hands.window
    if where == "nowhere":
        window.close_project()
        return
    if window.project is None or not window.project.path.name.startswith("here"):
        path = tmp_path / f"here {number}.workbench"
        if where == "empty":
            operations.new_project(path, "", "Mira Tolan").close()
        else:
            shutil.copy(small_file, path)
        window.open_project(path, "Mira Tolan")
    window.show_view("matrix" if where == "matrix" else "read")
    if where in ("text", "passage", "claim"):
        read = window.read
        if read.active is None or not read.active.claims:
            window.session.undo()
            read.open(hands.document("Plain"))
        hands.area.setFocus()
        read.select_claim(None, from_text=True)
        hands.area.select(0, 8 if where == "passage" else 0)
        if where == "claim":
            mine = [c for c in read.active.in_order() if c.coder == window.session.me.id]
            read.go_to(mine[0])


# -- whose marks


def test_a_teammates_marks_are_lines_and_ones_own_are_filled(at_work):
    me = at_work.window.session.me.id
    theirs = next(c for c in at_work.claims() if c.coder != me)
    mine = next(c for c in at_work.claims() if at_work.text[c.start :].startswith("Kelmaria"))
    at_work.window.do("Delete", claims.remove, next(
        c for c in at_work.claims() if at_work.text[c.start :].startswith("Duvania called")
    ).id)  # fmt: skip
    at_work.bot.wait(1)
    picture = at_work.area.viewport().grab().toImage()

    def colours(claim):
        left, right = at_work.at(claim.start + 1), at_work.at(claim.start + 6)
        return {
            picture.pixelColor(x, y).name().upper()
            for x in range(left.x(), right.x())
            for y in range(left.y() - 10, left.y() + 16)
        }

    hue = theme.hue(next(iter(at_work.area._scene.index.of(mine.id))).colour)
    assert hue.fill in colours(mine)
    assert hue.strong in colours(mine)
    theirs_hue = theme.hue(at_work.area._scene.index.of(theirs.id)[0].colour)
    assert theirs_hue.strong in colours(theirs)
    assert theirs_hue.fill not in colours(theirs)


# -- looks


def test_light_and_dark_change_while_one_works(at_work):
    at_work.tag(0, 8, "kel")
    at_work.command("claim.card")
    pages = []
    for command, now in (
        ("view.dark", theme.DARK), ("view.light", theme.LIGHT), ("view.dark", theme.DARK),
    ):  # fmt: skip
        at_work.command(command)
        assert theme.tokens() is now
        for view in ("read", "matrix"):
            at_work.command(f"view.{view}")
            at_work.bot.wait(1)
            picture = at_work.window.grab().toImage()
            shown = {
                picture.pixelColor(x, y).name().upper()
                for x in range(5, picture.width(), 9)
                for y in range(5, picture.height(), 9)
            }
            other = theme.LIGHT if now.dark else theme.DARK
            for ground in ("window", "panel", "page"):
                assert getattr(other, ground) not in shown, (command, view, ground)
            assert now.page in shown
        pages.append(at_work.area.text())
    assert len(set(pages)) == 1


def test_everything_fits_into_a_small_window(at_work):
    at_work.window.resize(1024, 640)
    for view in ("read", "matrix"):
        at_work.command(f"view.{view}")
        at_work.bot.wait(20)
        assert (at_work.window.width(), at_work.window.height()) == (1024, 640)
        outside = [
            widget.objectName() or type(widget).__name__
            for widget in acted_on(at_work.window)
            if not inside(widget, at_work.window)
        ]
        assert not outside


def inside(widget, window):
    """Whether a widget is within the window, or within something that scrolls."""
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above.parentWidget(), QAbstractItemView):
            return True
        above = above.parentWidget()
    box = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
    return window.rect().contains(box)


# -- names for those who do not see the screen

ACTED_ON = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QSpinBox,
)  # fmt: skip


def acted_on(root):
    """All that a user can act on in a window or dialog, as far as it is to be seen."""
    found = [w for kind in ACTED_ON for w in root.findChildren(kind)]
    return [
        widget
        for widget in dict.fromkeys(found)
        if widget.isVisible()
        and widget.window() is root.window()
        and not isinstance(widget, QHeaderView)
        and not isinstance(widget.parentWidget(), QComboBox | QSpinBox | QLineEdit | QToolButton)
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget.parentWidget(), QAbstractItemView)
                 and isinstance(widget, QAbstractButton) and not widget.objectName())
    ]  # fmt: skip


def nameless(root):
    """What lacks an object name, or words for a screen reader."""
    lacking = []
    for widget in acted_on(root):
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not widget.objectName() or not spoken:
            where = widget.parentWidget().objectName() if widget.parentWidget() else ""
            lacking.append((type(widget).__name__, widget.objectName(), spoken, where))
    return lacking


def test_what_one_acts_on_has_a_name_in_every_perspective(at_sample):
    window = at_sample.window
    assert nameless(window) == []
    at_sample.command("claim.next")
    at_sample.command("claim.card")
    assert nameless(window) == []
    at_sample.press("Esc")
    at_sample.command("find.open")
    at_sample.command("view.beside")
    assert nameless(window) == []
    at_sample.command("view.matrix")
    at_sample.press("Return")
    assert nameless(window) == []
    at_sample.press("Ctrl+K")
    assert nameless(window) == []
    at_sample.press("Esc", "Ctrl+W")
    assert nameless(window) == []


def test_what_one_acts_on_has_a_name_in_every_dialog(at_work):
    window = at_work.window
    for command in ("app.settings", "edit.log", "help.start", "document.details"):
        at_work.window.actions_table[command].trigger()
    by_name = {tag.name: tag for tag in window.session.codebook()}
    window.read.sidebar.codebook.details_wanted.emit(by_name["Against"])
    found = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(found) >= 5
    for dialog in found:
        assert dialog.windowTitle()
        assert nameless(dialog) == [], dialog.objectName()


def test_names_stand_once_in_what_is_shown(at_sample):
    names = [w.objectName() for w in acted_on(at_sample.window)]
    doubled = {name for name in names if names.count(name) > 1}
    assert doubled == set()


# -- what is remembered


def test_the_program_opens_as_it_was_left(at_work, open_window, small_path, settings):
    window = at_work.window
    window.resize(1300, 850)
    far = at_work.text.index("In week 30")
    at_work.area.restore_place(far)
    sarneth = window.session.book.tags[at_work.tags()["Sarneth"].id]
    window.read.sidebar.codebook.key_wanted.emit(sarneth, 4)
    at_work.press("Ctrl+Q")

    again = at_work.window = open_window()
    assert (again.width(), again.height()) == (1300, 850)
    recent = [b for b in again.welcome.findChildren(QAbstractButton) if "Upper Teshk" in
              QAccessible.queryAccessibleInterface(b).text(QAccessible.Text.Name)]  # fmt: skip
    at_work.click(recent[0])
    assert at_work.project.path == small_path
    assert at_work.area.place() == far
    at_work.area.select(far, far + 7)
    at_work.area.setFocus()
    at_work.press("4")
    made = max(at_work.claims(), key=lambda claim: claim.start)
    assert [given.tag for given in made.tags] == [sarneth.id]


def test_what_is_written_is_there_for_the_next_program(at_work, small_path):
    made = at_work.tag(0, 8, "kel")
    at_work.press("Ctrl+Q")
    with Project.open(small_path, "Jonas Verne") as project:
        assert made in claims.all_claims(project)
        assert project.log.entries(1)[0].label == "Claim: Kelmaria"
    assert BY_ID["app.quit"].keys == "Ctrl+Q"
