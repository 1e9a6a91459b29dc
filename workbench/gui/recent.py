"""The projects opened last, as the welcome page lists them."""

from datetime import date, datetime
from pathlib import Path

from db import claims, documents
from db.project import Project
from workbench.gui.welcome_rows import RecentProject
from workbench.gui.words import counted
from workbench.settings import Settings

MOST = 8
_PLACE = "recent"


def remember_project(settings: Settings, project: Project) -> None:
    """Put a project at the head of the list, with what it holds now."""
    counts = sum(claims.counts_by_document(project).values())
    entry = {
        "path": str(project.path),
        "title": project.title,
        "detail": f"{counted(len(documents.all_documents(project)), 'document')}, "
        f"{counted(counts, 'claim')}",
        "saved": _saved(project.path),
        "at": datetime.now().isoformat(timespec="minutes"),
    }
    others = [old for old in _entries(settings) if old.get("path") != entry["path"]]
    settings.remember({_PLACE: [entry, *others][:MOST]})


def recent_projects(settings: Settings) -> list[RecentProject]:
    """Return the projects opened last that are still there, the newest first."""
    found = []
    for entry in _entries(settings):
        path = Path(str(entry.get("path", "")))
        if path.is_file():
            # What it held is known as long as nothing else has written to it since.
            told = str(entry.get("detail", "")) if entry.get("saved") == _saved(path) else ""
            detail = " · ".join(part for part in (told, _folder(path)) if part)
            title = str(entry.get("title", path.stem))
            found.append(RecentProject(path, title, detail, _day(str(entry.get("at", "")))))
    return found


def _entries(settings: Settings) -> list[dict[str, object]]:
    found = settings.place(_PLACE)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _saved(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _folder(path: Path) -> str:
    return " › ".join(path.parent.parts[-2:])


def _day(at: str) -> str:
    try:
        day = datetime.fromisoformat(at).date()
    except ValueError:
        return ""
    ago = (date.today() - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if ago < 7:
        return day.strftime("%A")
    return f"{day.day} {day.strftime('%B')}" + ("" if ago < 300 else f" {day.year}")
