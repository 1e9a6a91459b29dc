"""The number keys 1 to 9 of tags: each coder's own, remembered for each project."""

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.settings import Settings


class TagKeys:
    """Which tag each number key gives, in one project."""

    def __init__(self, settings: Settings, project: str) -> None:
        self._settings = settings
        self._name = f"keys:{project}"
        found = settings.place(self._name)
        self._keys: dict[int, Id] = {}
        if isinstance(found, dict):
            self._keys = {
                int(key): tag
                for key, tag in found.items()
                if key in tuple("123456789") and isinstance(tag, int)
            }

    def tag(self, key: int, book: CodeBook) -> Id | None:
        """Return the tag of a number key, or None."""
        tag = self._keys.get(key)
        return tag if tag in book.tags else None

    def by_tag(self, book: CodeBook) -> dict[Id, int]:
        """Return the number keys by tag."""
        return {tag: key for key, tag in sorted(self._keys.items()) if tag in book.tags}

    def assign(self, tag: Id, key: int) -> None:
        """Give a tag a number key, or none (0); a key belongs to one tag, a tag has one key."""
        self._keys = {
            other_key: other
            for other_key, other in self._keys.items()
            if other != tag and other_key != key
        }
        if key:
            self._keys[key] = tag
        self._settings.remember({self._name: {str(k): t for k, t in self._keys.items()} or None})
