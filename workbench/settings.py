"""What the user may set, each declared once, and what the window remembers between runs.

Both lie as JSON in the user's configuration folder; a file that cannot be read counts as empty,
so that a broken setting never keeps anybody from their work.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, what it is without anybody's doing, and one sentence on it."""

    name: str
    default: Any
    help: str
    choices: tuple[Any, ...] = ()


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("coder", "", "Your name, as it stands beside your claims and decisions."),
        Setting("theme", "system", "Light or dark.", ("system", "light", "dark")),
        Setting("reading_font", "", "The font of the reader; empty for the system's book font."),
        Setting("reading_size", 16.5, "The size of the reader's text in pixels, 13 to 24."),
        Setting("reflow", True, "Show hard-wrapped text as flowing paragraphs."),
        Setting("single_keys", True, "Let single letters and digits act in lists and the reader."),
        Setting("backups", 7, "How many days of copies to keep beside a project; 0 for none."),
        Setting("csv_mark", False, "Begin CSV files with the mark that Excel needs for UTF-8."),
    )
}


class Settings:
    """The settings and remembered places of this user; changes are saved at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("workbench", appauthor=False) / "settings.json"
        self._values: dict[str, Any] = {}
        self._places: dict[str, Any] = {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            self._values = dict(found.get("settings", {}))
            self._places = dict(found.get("places", {}))
        except (OSError, ValueError, AttributeError, TypeError):
            pass

    def __getitem__(self, name: str) -> Any:
        """Return a setting; one of the wrong type counts as not set."""
        setting = SETTINGS[name]
        value = self._values.get(name, setting.default)
        wanted = (int, float) if isinstance(setting.default, float) else type(setting.default)
        if not isinstance(value, wanted) or (setting.choices and value not in setting.choices):
            return setting.default
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        """Change a setting and save it."""
        if self[SETTINGS[name].name] != value:
            self._values[name] = value
            self._save()

    def place(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        return self._places.get(name)

    def remember(self, places: Mapping[str, Any]) -> None:
        """Remember places (sizes, positions, recent projects), None to forget one."""
        merged = {**self._places, **places}
        merged = {name: value for name, value in merged.items() if value is not None}
        if merged != self._places:
            self._places = merged
            self._save()

    def _save(self) -> None:
        draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(
                json.dumps({"settings": self._values, "places": self._places}, indent=1),
                encoding="utf-8",
            )
            os.replace(draft, self._path)
        except OSError:
            # A read-only home must not stop the work; the setting then lasts for this run.
            draft.unlink(missing_ok=True)
