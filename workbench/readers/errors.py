"""What can be wrong with a file that should become a document."""

from dataclasses import dataclass

from db.errors import ProjectError

#: What people call the encodings; a candidate that stands here is offered before others.
NAMES = {
    "utf_8": "Unicode (UTF-8), broken in places",
    "utf_16_le": "Unicode (UTF-16, little-endian)",
    "utf_16_be": "Unicode (UTF-16, big-endian)",
    "cp1252": "Western European (Windows)",
    "mac_roman": "Western European (Macintosh)",
    "cp850": "Western European (DOS)",
    "cp1250": "Central European (Windows)",
    "iso8859_2": "Central European (ISO)",
    "cp1251": "Cyrillic (Windows)",
    "cp866": "Cyrillic (DOS)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
    "iso8859_6": "Arabic (ISO)",
    "cp1257": "Baltic (Windows)",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "cp949": "Korean",
}


class Unreadable(ProjectError):
    """The file cannot become a document."""


class Cancelled(ProjectError):
    """Somebody stopped the reading of a file."""


class PasswordNeeded(ProjectError):
    """The file opens only with a password; `wrong` where the one that was given does not fit."""

    def __init__(self, name: str, wrong: bool = False) -> None:
        super().__init__(
            f"The password does not open “{name}”: try another."
            if wrong
            else f"“{name}” is protected by a password: give it to read the file."
        )
        self.name = name
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a file: a name for `read(..., encoding=...)`, and some text read that way."""

    encoding: str
    preview: str

    @property
    def label(self) -> str:
        """The encoding as people call it."""
        return NAMES.get(self.encoding, self.encoding)


class EncodingDoubt(ProjectError):
    """The bytes fit several encodings; somebody who sees the previews has to choose.

    `candidates` has at least one entry, the likeliest first.
    """

    def __init__(self, name: str, candidates: tuple[Candidate, ...]) -> None:
        encodings = ", ".join(candidate.encoding for candidate in candidates)
        super().__init__(
            f"It is unclear how the characters of “{name}” are encoded ({encodings}?): "
            "say which, or save the file as UTF-8."
        )
        self.name = name
        self.candidates = candidates
