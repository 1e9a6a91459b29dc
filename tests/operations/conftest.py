from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import documents
from db.project import Project
from db.records import Id
from workbench import operations

SHARED = Path(__file__).parents[2] / ".." / "shared"


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared sources are absent")
    return SHARED.resolve()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with operations.new_project(tmp_path / "p.workbench", "", "Mira Tolan") as project:
        yield project


@pytest.fixture
def do(project: Project) -> Callable[..., Any]:
    """Runs an operation as one step of the project."""

    def do(operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with project.action("Step") as action:
            return operation(action, *args, **named)

    return do


@pytest.fixture
def document(do: Callable[..., Any]) -> Id:
    """A document `dam.txt` whose words are told apart by their numbers."""
    text = (
        "The dam fills. Kelmaria denies harm.\nThe river falls. Kelmaria denies harm.\nEnd of it."
    )
    return do(documents.add, "dam.txt", text, title="The dam")
