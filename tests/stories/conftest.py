# The window's stories are lived at the same window that the tests of its parts use.
from ..gui.fixtures import (  # noqa: TID252
    answers,
    at_sample,
    at_work,
    hands,
    open_window,
    sample_file,
    sample_path,
    settings,
    small_file,
    small_path,
)

__all__ = [
    "answers", "at_sample", "at_work", "hands", "open_window", "sample_file", "sample_path",
    "settings", "small_file", "small_path",
]  # fmt: skip
