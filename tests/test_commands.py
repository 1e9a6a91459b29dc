import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import pytest

from db import claims, coders, documents, tags
from db.project import Project
from db.records import Id, ReadingState, Span, Verdict
from resources import resource
from workbench import operations
from workbench.commands import BY_ID, COMMANDS, Command, keys_page, plain_title
from workbench.desk import Choosable, Crossing, Desk, Perspective, Reading, Side
from workbench.operations.blind import is_blind
from workbench.settings import Settings

#: What fields do with keys, as Qt binds them on Windows, GNOME, KDE and macOS (there with ⌘), but
#: for Ctrl+K, which GNOME's fields take and everybody knows as the key of command palettes.
FIELD_KEYS = {
    "Ctrl+A", "Ctrl+C", "Ctrl+D", "Ctrl+E", "Ctrl+H", "Ctrl+U", "Ctrl+V", "Ctrl+X", "Ctrl+Y",
    "Ctrl+Shift+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del", "Del", "Backspace", "Ctrl+Del",
    "Ctrl+Backspace", "Alt+Backspace", "Alt+Shift+Backspace", "Shift+Backspace", "Shift+Return",
    "F2",
    "Return", "Enter", "Ctrl+Return", "Tab", "Shift+Tab", "Esc", "Space", "Alt+Left", "Alt+Right",
    *(
        modifier + key
        for modifier in ("", "Shift+", "Ctrl+", "Ctrl+Shift+")
        for key in ("Left", "Right", "Up", "Down", "Home", "End")
    ),
    "PgUp", "PgDown", "Shift+PgUp", "Shift+PgDown",
}  # fmt: skip
#: Undo and redo mean in a field what they mean outside.
SHARED = {"Ctrl+Z", "Ctrl+Shift+Z"}


class FakeReading:
    """The Read perspective, writing down what it is asked."""

    claim: Id | None = None

    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self.asked = asked
        self.selected: tuple[int, int] | None = None
        self.own = True

    def passage(self) -> tuple[int, int] | None:
        return self.selected

    def mine(self) -> bool:
        return self.own

    def toggle_sidebar(self) -> None:
        self.asked.append(("toggle_sidebar",))

    def toggle_panel(self) -> None:
        self.asked.append(("toggle_panel",))

    def toggle_beside(self) -> None:
        self.asked.append(("toggle_beside",))

    def toggle_pages(self) -> None:
        self.asked.append(("toggle_pages",))

    def go_to_page(self) -> None:
        self.asked.append(("go_to_page",))

    def toggle_reflow(self) -> None:
        self.asked.append(("toggle_reflow",))

    def toggle_aside(self) -> None:
        self.asked.append(("toggle_aside",))

    def toggle_outline(self) -> None:
        self.asked.append(("toggle_outline",))

    def toggle_step(self) -> None:
        self.asked.append(("toggle_step",))

    def step_page(self, step: int) -> None:
        self.asked.append(("step_page", step))

    def follow_reference(self) -> None:
        self.asked.append(("follow_reference",))

    def go_back(self) -> None:
        self.asked.append(("go_back",))

    def extend(self, step: int) -> None:
        self.asked.append(("extend", step))

    def zoom(self, step: int) -> None:
        self.asked.append(("zoom", step))

    def edit_document(self) -> None:
        self.asked.append(("edit_document",))

    def new_version(self, path: Path) -> None:
        self.asked.append(("new_version", path))

    def list_hidden_mentions(self) -> None:
        self.asked.append(("list_hidden_mentions",))

    def place_passages(self) -> None:
        self.asked.append(("place_passages",))

    def step_document(self, step: int) -> None:
        self.asked.append(("step_document", step))

    def set_reading(self, state: ReadingState, *, go_on: bool) -> None:
        assert state in get_args(ReadingState)
        self.asked.append(("set_reading", state, go_on))

    def find_words(self) -> None:
        self.asked.append(("find_words",))

    def search_project(self) -> None:
        self.asked.append(("search_project",))

    def find_next(self, step: int) -> None:
        self.asked.append(("find_next", step))

    def tag_passage(self) -> None:
        self.asked.append(("tag_passage",))

    def step_claim(self, step: int) -> None:
        self.asked.append(("step_claim", step))

    def sweep(self) -> None:
        self.asked.append(("sweep",))

    def step_mention(self, step: int) -> None:
        self.asked.append(("step_mention", step))

    def toggle_mentions(self) -> None:
        self.asked.append(("toggle_mentions",))

    def open_card(self) -> None:
        self.asked.append(("open_card",))

    def choose_bound(self, side: Side) -> None:
        self.asked.append(("choose_bound", side))

    def add_passage(self) -> None:
        self.asked.append(("add_passage",))

    def split(self) -> None:
        self.asked.append(("split",))

    def new_tag(self, facet: str) -> None:
        self.asked.append(("new_tag", facet))

    def search_codebook(self) -> None:
        self.asked.append(("search_codebook",))

    def search_library(self) -> None:
        self.asked.append(("search_library",))


class FakeCrossing:
    """The Matrix perspective, writing down what it is asked."""

    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self.asked = asked

    def choose(self, what: Choosable) -> None:
        assert what in get_args(Choosable)
        self.asked.append(("choose", what))

    def clear_filter(self) -> None:
        self.asked.append(("clear_filter",))

    def transpose(self) -> None:
        self.asked.append(("transpose",))

    def fold_all(self, *, across: bool) -> None:
        self.asked.append(("fold_all", across))

    def sort_by_current(self, *, across: bool) -> None:
        self.asked.append(("sort_by_current", across))

    def pin_current(self) -> None:
        self.asked.append(("pin_current",))

    def toggle_empty(self) -> None:
        self.asked.append(("toggle_empty",))

    def toggle_contested(self) -> None:
        self.asked.append(("toggle_contested",))

    def save_view(self) -> None:
        self.asked.append(("save_view",))

    def copy_table(self) -> None:
        self.asked.append(("copy_table",))

    def show_pictures(self) -> None:
        self.asked.append(("show_pictures",))


class FakeReviewing:
    """The Review perspective, writing down what it is asked."""

    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self.asked = asked
        self.current: object | None = object()

    def step(self, step: int) -> None:
        self.asked.append(("step", step))

    def next_document(self) -> None:
        self.asked.append(("next_document",))

    def decide(self, verdict: Verdict) -> None:
        self.asked.append(("decide", verdict))

    def toggle_names(self) -> None:
        self.asked.append(("toggle_names",))

    def toggle_side(self) -> None:
        self.asked.append(("toggle_side",))

    def toggle_differences(self) -> None:
        self.asked.append(("toggle_differences",))

    def show_in_matrix(self) -> None:
        self.asked.append(("show_in_matrix",))

    def show_feedback(self) -> None:
        self.asked.append(("show_feedback",))

    def show_conflicts(self) -> None:
        self.asked.append(("show_conflicts",))

    def show_agreement(self) -> None:
        self.asked.append(("show_agreement",))


class FakeDesk:
    """A desk whose user answers every question with the same path, or not at all."""

    def __init__(self, project: Project | None = None) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.said: list[str] = []
        self.answer: Path | None = None
        self.project = project
        self.document: Id | None = None
        self.perspective: Perspective = "read"
        self.reading: FakeReading | None = FakeReading(self.asked) if project else None
        self.crossing: FakeCrossing | None = FakeCrossing(self.asked) if project else None
        self.reviewing: FakeReviewing | None = FakeReviewing(self.asked) if project else None

    def do(self, label: str, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        assert self.project is not None
        with self.project.action(label) as action:
            return operation(action, *args, **named)

    def run(self, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        return operation(self.project, *args, **named)

    def undo(self) -> None:
        self.asked.append(("undo",))

    def redo(self) -> None:
        self.asked.append(("redo",))

    def notify(self, sentence: str) -> None:
        self.said.append(sentence)

    def _ask(self, title: str, then: Callable[[Path], None]) -> None:
        assert re.fullmatch(r"[A-Z][a-z ]+", title)
        self.asked.append(("ask", title))
        if self.answer is not None:
            then(self.answer)

    def ask_open(self, title: str, suffixes: Sequence[str], then: Callable[[Path], None]) -> None:
        assert all(suffix.startswith(".") for suffix in suffixes)
        self._ask(title, then)

    def ask_files(
        self, title: str, suffixes: Sequence[str], then: Callable[[list[Path]], None]
    ) -> None:
        assert all(suffix.startswith(".") for suffix in suffixes)
        self._ask(title, lambda path: then([path]))

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        self._ask(title, then)

    def ask_save(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        assert Path(name).suffix in (".csv", ".html", ".workbench")
        self._ask(title, then)

    def new_project(self, path: Path) -> None:
        self.asked.append(("new_project", path))

    def open_project(self, path: Path) -> None:
        self.asked.append(("open_project", path))

    def open_sample(self, folder: Path) -> None:
        self.asked.append(("open_sample", folder))

    def close_project(self) -> None:
        self.asked.append(("close_project",))

    def quit(self) -> None:
        self.asked.append(("quit",))

    def import_paths(self, paths: Sequence[Path]) -> None:
        self.asked.append(("import_paths", *paths))

    def bring_in(self, path: Path) -> None:
        self.asked.append(("bring_in", path))

    def import_claims(self, path: Path) -> None:
        self.asked.append(("import_claims", path))

    def export_matrix(self, path: Path) -> None:
        self.asked.append(("export_matrix", path))

    def back_up(self, path: Path) -> None:
        self.asked.append(("back_up", path))

    def check(self) -> None:
        self.asked.append(("check",))

    def show_view(self, perspective: Perspective) -> None:
        assert perspective in get_args(Perspective)
        self.asked.append(("show_view", perspective))

    def show_palette(self) -> None:
        self.asked.append(("show_palette",))

    def show_help(self, page: str) -> None:
        self.asked.append(("show_help", page))

    def show_settings(self) -> None:
        self.asked.append(("show_settings",))

    def show_log(self) -> None:
        self.asked.append(("show_log",))

    def next_pane(self, step: int) -> None:
        self.asked.append(("next_pane", step))

    def set_theme(self, theme: str) -> None:
        self.asked.append(("set_theme", theme))


def _is_whole(
    desk: FakeDesk, reading: FakeReading, crossing: FakeCrossing
) -> tuple[Desk, Reading, Crossing]:
    return desk, reading, crossing  # a type checker says here what the fakes lack


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with operations.new_project(tmp_path / "p.workbench", "", "Mira") as project:
        yield project


@pytest.fixture
def desk(project: Project) -> FakeDesk:
    """A desk with a project, a document, a selected passage and a claim."""
    desk = FakeDesk(project)
    desk.document = desk.do("Add", documents.add, "a.txt", "The dam fills.")
    assert desk.reading is not None
    desk.reading.claim = desk.do("Claim", claims.add, desk.document, [Span(0, 7)])
    desk.reading.selected = (4, 7)
    return desk


# -- the table


def test_every_command_has_an_id_of_its_own() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", command.id) for command in COMMANDS)


def test_no_key_serves_two_commands_or_a_text_field() -> None:
    keys = [command.keys for command in COMMANDS if command.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert set(keys) & FIELD_KEYS == set()
    assert set(keys) >= SHARED


def test_every_keyboard_layout_has_the_keys() -> None:
    # Brackets, braces and backslashes need AltGr on many; shifted digits are signs on most.
    wanted = re.compile(
        r"(Ctrl\+)?(Shift\+)?F\d+"
        r"|Ctrl\+(Shift\+)?[A-Z]|Ctrl\+\d|Ctrl\+[-+,]"
        r"|(Ctrl\+(Shift\+)?|Alt\+)(Home|End|Up|Down|PgUp|PgDown|Del|Return)"
    )
    odd = [c.keys for c in COMMANDS if c.keys and not wanted.fullmatch(c.keys)]
    assert odd == []


def test_every_entry_of_a_menu_has_a_letter_of_its_own() -> None:
    menus: dict[str, list[str]] = {}
    for command in COMMANDS:
        menus.setdefault(command.menu, []).append(command.title)
    for titles in (list(menus), *menus.values()):
        letters = [title[title.index("&") + 1].lower() for title in titles]
        assert all(title.count("&") == 1 for title in titles)
        assert [letter for letter, count in Counter(letters).items() if count > 1] == []


def test_the_menus_stand_together_and_in_order() -> None:
    menus = [menu.replace("&", "") for menu, _ in groupby(COMMANDS, lambda found: found.menu)]
    assert menus == [
        "File",
        "Edit",
        "View",
        "Document",
        "Claim",
        "Codebook",
        "Matrix",
        "Review",
        "Help",
    ]
    for menu, entries in groupby(COMMANDS, lambda found: found.menu):
        assert not next(entries).section, f"{menu} begins with a line"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda found: found.id)
def test_every_command_is_told_in_one_sentence(command: Command) -> None:
    assert re.fullmatch(r"[A-Z][^.\n]+\.", command.help)
    assert len(command.help) <= 90
    assert plain_title(command).strip() == plain_title(command)
    assert "&" not in plain_title(command)
    # What has a condition says what is missing, what has none does not.
    has_condition = not command.when(FakeDesk())
    assert bool(command.why) == has_condition
    assert not command.why or re.fullmatch(r"[A-Z][^.\n]+\.", command.why)


def test_the_page_of_keys_has_every_command() -> None:
    lines = keys_page().splitlines()
    assert len(lines) == len(COMMANDS) + 2
    assert {line.count("|") for line in lines} == {5}
    for command, line in zip(COMMANDS, lines[2:], strict=True):
        assert f"| {plain_title(command)} | {command.keys} |" in line
        assert command.help in line


# -- conditions


def offered(desk: FakeDesk) -> set[str]:
    return {command.id for command in COMMANDS if command.when(desk)}


def test_without_a_project_only_what_needs_none_is_offered() -> None:
    assert {name for name in offered(FakeDesk()) if not name.startswith("help.")} == {
        "project.new", "project.open", "project.sample", "app.settings", "app.quit", "app.palette",
        "view.light", "view.dark", "view.system",
    }  # fmt: skip


def test_with_all_there_everything_is_offered(desk: FakeDesk) -> None:
    assert {name for name in set(BY_ID) - offered(desk) if not elsewhere(name)} == {"edit.redo"}
    assert desk.project is not None
    desk.project.log.undo()
    anywhere: set[str] = set()
    for desk.perspective in get_args(Perspective):
        anywhere |= offered(desk)
    assert set(BY_ID) - anywhere == set()


def elsewhere(name: str) -> bool:
    """Whether a command acts in a perspective of its own."""
    return name.startswith(("review.", "matrix.")) and name not in (
        "review.blind", "review.agreement", "review.bring_in", "review.conflicts",
        "review.feedback", "matrix.export",
    )  # fmt: skip


def test_without_a_difference_none_is_decided_on(desk: FakeDesk) -> None:
    desk.perspective = "review"
    before = offered(desk)
    assert desk.reviewing is not None
    desk.reviewing.current = None
    assert before - offered(desk) == {
        "review.next", "review.previous", "review.accept", "review.reject", "review.question",
    }  # fmt: skip


def test_commands_on_a_claim_need_one_of_ones_own(desk: FakeDesk) -> None:
    assert desk.reading is not None
    mine = {"claim.start", "claim.end", "claim.passage", "claim.split", "claim.delete"}
    before = offered(desk)
    desk.reading.own = False
    assert before - offered(desk) == mine
    desk.reading.claim = None
    assert before - offered(desk) == mine | {"claim.card"}


def test_tagging_needs_a_passage(desk: FakeDesk) -> None:
    assert desk.reading is not None
    before = offered(desk)
    for nothing in (None, (4, 4)):
        desk.reading.selected = nothing
        assert before - offered(desk) == {"claim.tag", "claim.shorten"}


def test_in_the_matrix_nothing_acts_on_the_text(desk: FakeDesk) -> None:
    before = offered(desk)
    desk.perspective = "matrix"
    gone = before - offered(desk)
    assert gone == {
        name
        for name in BY_ID
        if name.startswith(("claim.", "find."))
        or (name.startswith("document.") and not re.search("import|search", name))
    } - {"claims.import", "claims.export", "find.project"} | {
        "view.beside",
        "view.pages",
        "view.reflow",
        "view.aside",
        "view.outline",
        "view.step",
        "view.mentions",
        "project.part",
    }


# -- what they do

ASKED = {
    "edit.undo": ("undo",),
    "edit.redo": ("redo",),
    "edit.log": ("show_log",),
    "find.open": ("find_words",),
    "find.project": ("search_project",),
    "find.next": ("find_next", 1),
    "find.previous": ("find_next", -1),
    "app.palette": ("show_palette",),
    "app.settings": ("show_settings",),
    "app.quit": ("quit",),
    "project.close": ("close_project",),
    "project.check": ("check",),
    "view.read": ("show_view", "read"),
    "view.claims": ("show_view", "claims"),
    "view.matrix": ("show_view", "matrix"),
    "view.review": ("show_view", "review"),
    "matrix.measure": ("choose", "measure"),
    "matrix.filter": ("choose", "filter"),
    "matrix.clear": ("clear_filter",),
    "matrix.arrange": ("choose", "arrange"),
    "matrix.swap": ("transpose",),
    "matrix.row_groups": ("fold_all", False),
    "matrix.column_groups": ("fold_all", True),
    "matrix.sort_rows": ("sort_by_current", False),
    "matrix.sort_columns": ("sort_by_current", True),
    "matrix.pin": ("pin_current",),
    "matrix.empty": ("toggle_empty",),
    "matrix.contested": ("toggle_contested",),
    "matrix.compare": ("choose", "compare"),
    "matrix.views": ("choose", "views"),
    "matrix.save_view": ("save_view",),
    "matrix.copy": ("copy_table",),
    "matrix.pictures": ("show_pictures",),
    "matrix.formats": ("choose", "export"),
    "review.next": ("step", 1),
    "review.previous": ("step", -1),
    "review.next_document": ("next_document",),
    "review.accept": ("decide", "accept"),
    "review.reject": ("decide", "reject"),
    "review.question": ("decide", "question"),
    "review.conflicts": ("show_conflicts",),
    "review.feedback": ("show_feedback",),
    "review.matrix": ("show_in_matrix",),
    "review.names": ("toggle_names",),
    "view.sidebar": ("toggle_sidebar",),
    "view.panel": ("toggle_panel",),
    "view.beside": ("toggle_beside",),
    "view.next_pane": ("next_pane", 1),
    "view.previous_pane": ("next_pane", -1),
    "view.pages": ("toggle_pages",),
    "view.reflow": ("toggle_reflow",),
    "view.aside": ("toggle_aside",),
    "view.outline": ("toggle_outline",),
    "view.step": ("toggle_step",),
    "view.larger": ("zoom", 1),
    "view.smaller": ("zoom", -1),
    "view.normal": ("zoom", 0),
    "view.light": ("set_theme", "light"),
    "view.dark": ("set_theme", "dark"),
    "view.system": ("set_theme", "system"),
    "document.details": ("edit_document",),
    "document.place": ("place_passages",),
    "mentions.hidden": ("list_hidden_mentions",),
    "document.done": ("set_reading", "done", True),
    "document.reading": ("set_reading", "reading", False),
    "document.unread": ("set_reading", "unread", False),
    "document.next": ("step_document", 1),
    "document.previous": ("step_document", -1),
    "document.page": ("go_to_page",),
    "document.next_page": ("step_page", 1),
    "document.previous_page": ("step_page", -1),
    "document.follow": ("follow_reference",),
    "document.back": ("go_back",),
    "document.search": ("search_library",),
    "claim.tag": ("tag_passage",),
    "claim.extend": ("extend", 1),
    "claim.shorten": ("extend", -1),
    "claim.sweep": ("sweep",),
    "claim.next_mention": ("step_mention", 1),
    "claim.previous_mention": ("step_mention", -1),
    "view.mentions": ("toggle_mentions",),
    "claim.next": ("step_claim", 1),
    "claim.previous": ("step_claim", -1),
    "claim.card": ("open_card",),
    "claim.start": ("choose_bound", "start"),
    "claim.end": ("choose_bound", "end"),
    "claim.passage": ("add_passage",),
    "claim.split": ("split",),
    "codebook.new_actor": ("new_tag", "actor"),
    "codebook.new_concern": ("new_tag", "concern"),
    "codebook.search": ("search_codebook",),
}
#: what is asked of the desk with the path that the user names
WITH_PATH = {
    "project.new": "new_project",
    "project.open": "open_project",
    "project.sample": "open_sample",
    "project.copy": "back_up",
    "document.import": "import_paths",
    "document.import_folder": "import_paths",
    "claims.import": "import_claims",
    "document.version": "new_version",
    "matrix.export": "export_matrix",
    "review.bring_in": "bring_in",
}
#: what writes or reads the project itself
OWN = {
    "codebook.import", "codebook.export", "codebook.print", "claims.export", "claim.delete",
    "document.remove", "review.blind", "review.agreement", "project.anonymous", "project.part",
}  # fmt: skip


def test_this_module_knows_every_command() -> None:
    helps = {name for name in BY_ID if name.startswith("help.")}
    parts = (set(ASKED), set(WITH_PATH), OWN, helps)
    assert sum(map(len, parts)) == len(COMMANDS)
    assert set().union(*parts) == set(BY_ID)


@pytest.mark.parametrize("name", ASKED)
def test_a_command_asks_the_desk(desk: FakeDesk, name: str) -> None:
    BY_ID[name].run(desk)
    assert desk.asked == [ASKED[name]]


@pytest.mark.parametrize("name", WITH_PATH)
def test_a_command_asks_for_a_path_first(desk: FakeDesk, name: str, tmp_path: Path) -> None:
    BY_ID[name].run(desk)
    assert [what for what, *_ in desk.asked] == ["ask"]
    desk.answer = tmp_path / "x.csv"
    BY_ID[name].run(desk)
    assert desk.asked[2:] == [(WITH_PATH[name], desk.answer)]


@pytest.mark.parametrize("name", [name for name in BY_ID if name.startswith("help.")])
def test_help_shows_a_page_that_is_there(name: str) -> None:
    desk = FakeDesk()
    BY_ID[name].run(desk)
    [(what, page)] = desk.asked
    assert what == "show_help"
    assert page == "keys" or resource("help", f"{page}.md").is_file()


def test_delete_and_remove_are_steps_that_undo_takes_back(desk: FakeDesk) -> None:
    project = desk.project
    assert project is not None
    assert desk.document is not None
    BY_ID["claim.delete"].run(desk)
    assert claims.of_document(project, desk.document) == []
    project.log.undo()
    BY_ID["document.remove"].run(desk)
    assert documents.all_documents(project) == []
    assert project.log.undoable() == "Remove document"
    project.log.undo()
    assert len(claims.of_document(project, desk.document)) == 1


def test_copies_without_names_and_of_one_document(desk: FakeDesk, tmp_path: Path) -> None:
    desk.answer = tmp_path / "anonymous.workbench"
    BY_ID["project.anonymous"].run(desk)
    with Project.open(desk.answer, write=False) as copy:
        assert [coder.name for coder in coders.all_coders(copy)] == ["Coder 1"]
    desk.do("Add", documents.add, "b.txt", "Another text.")
    desk.answer = tmp_path / "part.workbench"
    BY_ID["project.part"].run(desk)
    with Project.open(desk.answer, write=False) as copy:
        assert [record.id for record in documents.all_documents(copy)] == [desk.document]
    assert desk.said == [
        "anonymous.workbench calls its 1 coder by numbers.",
        "part.workbench has 1 document with all that was made of them.",
    ]


def test_the_sides_of_the_review_are_hidden_there(desk: FakeDesk) -> None:
    desk.perspective = "review"
    BY_ID["view.sidebar"].run(desk)
    BY_ID["view.panel"].run(desk)
    assert desk.asked == [("toggle_side",), ("toggle_differences",)]


def test_agreement_is_shown_over_the_review(desk: FakeDesk) -> None:
    BY_ID["review.agreement"].run(desk)
    assert desk.asked == [("show_view", "review"), ("show_agreement",)]


def test_blind_coding_is_turned_on_and_off(desk: FakeDesk) -> None:
    assert desk.project is not None
    BY_ID["review.blind"].run(desk)
    assert is_blind(desk.project)
    BY_ID["review.blind"].run(desk)
    assert not is_blind(desk.project)
    assert [said.split(":")[0] for said in desk.said] == [
        "Blind coding is on", "Blind coding is off",
    ]  # fmt: skip


def test_the_codebook_is_printed_as_the_file_is_named(desk: FakeDesk, tmp_path: Path) -> None:
    desk.answer = tmp_path / "codebook.html"
    BY_ID["codebook.print"].run(desk)
    assert desk.said == [f"3 tags written to {desk.answer}."]
    assert desk.answer.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_codebook_goes_out_and_comes_in(desk: FakeDesk, tmp_path: Path) -> None:
    desk.answer = tmp_path / "codebook.csv"
    BY_ID["codebook.export"].run(desk)
    assert desk.said == [f"3 rows written to {desk.answer}."]
    desk.answer.write_text("kind,tag\nactor,Duvania\n")
    BY_ID["codebook.import"].run(desk)
    assert desk.said[1:] == ["1 tag read from codebook.csv."]
    assert desk.project is not None
    assert "Duvania" in {tag.name for tag in tags.all_tags(desk.project)}


def test_claims_go_out_with_the_mark_that_the_settings_ask_for(
    desk: FakeDesk, tmp_path: Path
) -> None:
    desk.answer = tmp_path / "claims.csv"
    BY_ID["claims.export"].run(desk)
    assert desk.said == [f"1 row written to {desk.answer}."]
    assert not desk.answer.read_bytes().startswith(b"\xef\xbb\xbf")
    settings = Settings()
    settings["csv_mark"] = True
    try:
        BY_ID["claims.export"].run(desk)
    finally:
        settings["csv_mark"] = False
    assert desk.answer.read_bytes().startswith(b"\xef\xbb\xbf")
