"""The window over a project in a folder of its own, with settings of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import claims, coders, documents
from db.log import Action
from db.records import Id, Span
from workbench import operations
from workbench.gui import theme
from workbench.gui.app import make_window
from workbench.gui.window import Window
from workbench.settings import Settings

from .hands import Answers, Hands

ME, OTHER = "Mira Tolan", "Jonas Verne"
PLAIN = "\n\n".join(
    (
        "Kelmaria closed the last sluice at Morrin in May. Duvania called it a hostile act. "
        "Sarneth said that silence is no consent.",
        "The commission met twice. It agreed on nothing but a date. Fuel and men cross the "
        "border at night, and nobody counts them.",
        *(
            f"In week {n} the gauge at Halmar fell again. The villages below waited for word "
            f"from the capital, and {n} families left."
            for n in range(1, 60)
        ),
    )
)
MIXED = (
    "The envoy wrote “no 😀 deal” and left. 👩‍🔬 Doctor Relin measured the wells again.\n\n"
    "قال مهندس من لجنة مياه الحوض إنّ منسوب نهر تيشك لم يعد يكفي لريّ القرى الواقعة أسفل السدّ.\n\n"
    "He said مرحبا بالعالم to everyone there, and cafe\u0301 prices rose 🏳️‍🌈 twice."
)


def _tag_all(action: Action, facet: str, group: str, names: tuple[str, ...]) -> dict[str, Id]:
    parent = operations.add_tag(action, facet, None, group)
    return {name: operations.add_tag(action, facet, parent, name) for name in names}


def _claim(action: Action, document: Id, words: str, *given: Id, **more: object) -> None:
    start = PLAIN.index(words)
    span = Span(start, start + len(words))
    claims.add(action, document, [span], tags=[(tag, "holder") for tag in given], **more)


def make_small(path: Path) -> None:
    """Write a project of two texts, seven tags and four claims, one of them a teammate's."""
    with operations.new_project(path, "Upper Teshk", ME) as project, project.action("Fill") as act:
        plain = documents.add(act, "plain.txt", PLAIN, title="Plain", media_type="text/plain")
        documents.add(act, "mixed.txt", MIXED, title="Mixed", media_type="text/plain")
        states = _tag_all(act, "actor", "States", ("Kelmaria", "Duvania", "Sarneth"))
        water = _tag_all(act, "concern", "Water", ("Dam filling", "Silence"))
        _claim(act, plain, "Kelmaria closed the last sluice", states["Kelmaria"],
               water["Dam filling"], statement="Kelmaria filled the dam.")  # fmt: skip
        _claim(act, plain, "Duvania called it a hostile act", states["Duvania"],
               water["Dam filling"])  # fmt: skip
        _claim(act, plain, "silence is no consent", states["Sarneth"], water["Silence"])
        _claim(act, plain, "called it a hostile", states["Duvania"],
               coder=coders.ensure(act, OTHER))  # fmt: skip


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's project, closed, to copy."""
    return operations.write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    """A sample of one's own."""
    return Path(shutil.copy(sample_file, tmp_path / "sample.workbench"))


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, closed, to copy."""
    path = tmp_path_factory.mktemp("small") / "small.workbench"
    make_small(path)
    return path


@pytest.fixture
def small_path(small_file: Path, tmp_path: Path) -> Path:
    """A small project of one's own."""
    return Path(shutil.copy(small_file, tmp_path / "small.workbench"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that nobody else has."""
    settings = Settings(tmp_path / "settings.json")
    settings["theme"] = "light"
    settings.remember({"window": [1440, 900]})  # the screen of the tests is smaller
    return settings


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What the file dialogs are answered."""
    return Answers(monkeypatch)


@pytest.fixture
def open_window(
    qapp: QApplication, qtbot: QtBot, settings: Settings
) -> Iterator[Callable[[], Window]]:
    """Return a function that starts the program anew; all windows close in the end."""
    theme.set_interface_font(qapp, "linux")
    opened: list[Window] = []

    def start() -> Window:
        window = make_window(qapp, settings)
        qtbot.addWidget(window)
        opened.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield start
    for window in opened:
        window.close()
    if theme.tokens().dark:
        theme.apply(qapp, dark=False)


@pytest.fixture
def hands(open_window: Callable[[], Window], qtbot: QtBot, answers: Answers) -> Hands:
    """Somebody at a window without a project."""
    return Hands(open_window(), qtbot, answers)


@pytest.fixture
def at_work(hands: Hands, small_path: Path) -> Hands:
    """Somebody at the small project, its first text open."""
    hands.window.open_project(small_path, ME)
    return hands


@pytest.fixture
def at_sample(hands: Hands, sample_path: Path) -> Hands:
    """Somebody at the sample, its first text open."""
    hands.window.open_project(sample_path, operations.SAMPLE_CODER)
    return hands
