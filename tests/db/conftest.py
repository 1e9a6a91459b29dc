import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.project import Project

from .making import fill, make


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path / "new.workbench") as project:
        yield project


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed, filled project, to copy."""
    path = tmp_path_factory.mktemp("filled") / "filled.workbench"
    with make(path) as project:
        fill(project)
    return path


@pytest.fixture
def filled_path(filled_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_file, tmp_path / "filled.workbench"))


@pytest.fixture
def filled(filled_path: Path) -> Iterator[Project]:
    with Project.open(filled_path, "Ana") as project:
        yield project


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make it a day of January 2030 for the daily copies."""

    def be(day: int) -> None:
        class Calendar(datetime.date):
            @classmethod
            def today(cls) -> "Calendar":
                return cls(2030, 1, day)

        monkeypatch.setattr("db.project.date", Calendar)

    return be
