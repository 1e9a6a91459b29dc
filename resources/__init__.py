"""The files that the program brings along: sample project, icons, help pages."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """Return one of the program's own files, wherever it is installed."""
    return files(__name__).joinpath(*parts)
