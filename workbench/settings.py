"""What the user may set, each declared once, and what the window remembers between runs.

Both lie as JSON in the user's configuration folder; a file that cannot be read counts as empty,
so that a broken setting never keeps anybody from their work.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from db.errors import ProjectError
from workbench.exchange.files import replace_file


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, what it is without anybody's doing, and one sentence on it."""

    name: str
    default: Any
    help: str
    choices: tuple[Any, ...] = ()
    #: the least and the most that a number may be
    bounds: tuple[float, float] | None = None

    def accepts(self, value: Any) -> bool:
        """Return whether the setting can have a value."""
        wanted = (int, float) if type(self.default) is float else (type(self.default),)
        if type(value) not in wanted or (self.choices and value not in self.choices):
            return False
        return self.bounds is None or self.bounds[0] <= value <= self.bounds[1]


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("coder", "", "Your name, as it stands beside your claims and decisions."),
        Setting("theme", "system", "Light or dark.", ("system", "light", "dark")),
        Setting("reading_font", "", "The font of the reader; empty for the system's book font."),
        Setting(
            "reading_size",
            16.5,
            "The size of the reader's text in pixels, 13 to 24.",
            bounds=(13, 24),
        ),
        Setting("reflow", True, "Show hard-wrapped text as flowing paragraphs."),
        Setting(
            "aside",
            False,
            "Show running heads, page numbers, footnotes amid a text, and web scraps.",
        ),
        Setting("mentions", False, "Show by faint dots where the text names an actor."),
        Setting("hide_names", False, "Hide the coders' names in the review."),
        Setting("single_keys", True, "Let single letters and digits act in lists and the reader."),
        Setting(
            "backups",
            7,
            "How many days of copies to keep beside a project; 0 for none.",
            bounds=(0, 365),
        ),
        Setting(
            "originals",
            100,
            "The largest file to keep in the project beside its text, in megabytes; 0 for none.",
            bounds=(0, 500),
        ),
        Setting("csv_mark", False, "Begin CSV files with the mark that Excel needs for UTF-8."),
    )
}


class Settings:
    """The settings and remembered places of this user; changes are saved at once.

    Several windows may be open: before a change is saved, those of the others are read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("workbench", appauthor=False) / "settings.json"
        self._values, self._places = _read(self._path) or ({}, {})

    def __getitem__(self, name: str) -> Any:
        """Return a setting; one of the wrong type, or out of its bounds, counts as not set."""
        setting = SETTINGS[name]
        value = self._values.get(name, setting.default)
        return value if setting.accepts(value) else setting.default

    def __setitem__(self, name: str, value: Any) -> None:
        """Change a setting and save it; raises ValueError for one that it cannot be."""
        if not SETTINGS[name].accepts(value):
            raise ValueError(f"{name} cannot be {value!r}")
        if self[name] != value:
            self._save({name: value}, {})

    def place(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        return self._places.get(name)

    def remember(self, places: Mapping[str, Any]) -> None:
        """Remember places (sizes, positions, recent projects), None to forget one."""
        if any(self._places.get(name) != place for name, place in places.items()):
            self._save({}, places)

    def _save(self, values: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        stored = _read(self._path) or (self._values, self._places)
        self._values = {**stored[0], **values}
        merged = {**stored[1], **places}
        self._places = {name: place for name, place in merged.items() if place is not None}
        told = json.dumps({"settings": self._values, "places": self._places}, indent=1)
        # A read-only home must not stop the work; the change then lasts for this run.
        with suppress(OSError, ProjectError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, told.encode())


def _read(path: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the settings and places of a file, or None where it cannot be read as such."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return dict(found.get("settings", {})), dict(found.get("places", {}))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return None
