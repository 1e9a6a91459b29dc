"""Which of the titles that a file offers is the one that its readers would name."""

import re

from db.records import Style
from workbench.readers.plain import guess_title
from workbench.text.references import without_marks

_LOOKED_AT = 6_000
_GUESSED_IN = 20_000
_LONGEST = 300
#: What programs write where nobody wrote a title.
_JUNK = re.compile(
    r"(?:untitled|document|unbenannt|title|no title|normal|microsoft word|powerpoint|print)"
    r"\b.{0,12}$"
    r"|microsoft word - |.+\.(?:docx?|odt|rtf|pdf|html?|indd|qxd|tmp)$",
    re.I,
)
#: Places of pictures, and the bullet or the number of a note at the beginning.
_MARK = re.compile(r"\[image(?:: [^\]]*)?\]|^\s*(?:[•◦▪‣]|\[\w{1,3}\])\s+")


def choose_title(text: str, styles: tuple[Style, ...], told: str = "", shown: str = "") -> str:
    """Return the title of a text, or an empty string.

    `told` is the title in the file's properties, which is often that of another file from which
    it was made: it counts at once only where the text says it too. `shown` is the paragraph that
    is formatted as the title.
    """
    told, shown = " ".join(told.split()), " ".join(shown.split())
    told = "" if _JUNK.match(told) or len(told) > _LONGEST else told
    if told and _key(told) in _key(text[:_LOOKED_AT]):
        return told
    heading = next((s for s in styles if s.kind == "h1" and s.start < _LOOKED_AT), None)
    found = without_marks(text, heading.start, heading.end, styles) if heading else ""
    for words in (shown, found, told):
        if said := _plain(words):
            return said[:_LONGEST]
    return _plain(guess_title(without_marks(text, 0, min(len(text), _GUESSED_IN), styles)))


def _plain(title: str) -> str:
    return " ".join(_MARK.sub(" ", title).split())


def _key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_DATE = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def date_of(told: str) -> str:
    """Return the year, month or day at the start of a date as in ISO 8601, else nothing."""
    match = _DATE.match(told)
    if match is None or not 1000 <= int(match[1]) <= 2999:
        return ""
    return "-".join(part for part in match.groups() if part)


def language_of(told: str) -> str:
    """Return a tag of BCP 47 as it is usually written, else nothing."""
    parts = told.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or parts[0].lower() in ("und", "zxx"):
        return ""
    known = [part for part in parts[1:3] if re.fullmatch(r"[A-Za-z]{4}|[A-Za-z]{2}|\d{3}", part)]
    return "-".join([parts[0].lower(), *(p.title() if len(p) == 4 else p.upper() for p in known)])
