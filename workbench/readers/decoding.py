"""Bytes to text: by mark, as UTF-8, as told, by detection; and where none is sure, a question.

A wrong guess would spoil every quote of a document for ever, so a guess is only taken where the
bytes speak for one encoding; short Western texts fit many and are always asked about.
"""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import pairwise

from charset_normalizer import CharsetMatch, from_bytes

from db.errors import ProjectError
from workbench.readers.errors import NAMES, Candidate, EncodingDoubt, Unreadable

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (BOM_UTF8, "utf_8"),
    (BOM_UTF32_LE, "utf_32"),
    (BOM_UTF32_BE, "utf_32"),
    (BOM_UTF16_LE, "utf_16"),
    (BOM_UTF16_BE, "utf_16"),
)
#: Control characters that no text has: all but tabs, line and page ends, and escape.
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b"))
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
#: These say themselves where they are broken, so that the rest can be read.
_MENDABLE = ("utf_8", "utf_16", "utf_32")
_SAMPLE = 60_000
_PREVIEW = 160
_MOST_CANDIDATES = 6


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and warnings about what could not be read, each a sentence.

    `encoding`, if given, is believed. Raises `Unreadable` for what is no text and
    `EncodingDoubt` where the bytes fit several encodings.
    """
    if encoding is not None:
        text, warnings = _as_told(data, name, encoding)
    elif marked := next((codec for mark, codec in _MARKS if data.startswith(mark)), None):
        text, warnings = _as_told(data, name, marked)
    elif not _few(len(data) - len(data.translate(None, _CONTROLS + b"\0")), len(data)):
        text, warnings = _without_mark(data, name), ()
    else:
        text, warnings = _unmarked(data, name), ()
    return text, warnings + _told_nuls(text, name)


def _as_told(data: bytes, name: str, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeError:
        text = _mended(data, encoding)
    except (LookupError, ValueError):
        raise Unreadable(
            f"There is no encoding named “{encoding}”: name one such as cp1252 or utf-16."
        ) from None
    if text is None:
        raise Unreadable(f"“{name}” cannot be read as {encoding}: choose another encoding.")
    return text, (_count(text.count("\ufffd"), "place", "could not be decoded"),)


def _mended(data: bytes, encoding: str) -> str | None:
    """Return the text with U+FFFD for what is broken, or None if that is too much of it."""
    if not encoding.lower().replace("-", "_").startswith(_MENDABLE):
        return None
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") * 3 <= len(text) else None


def _told_nuls(text: str, name: str) -> tuple[str, ...]:
    if not _is_text(text):
        raise _binary(name)
    nuls = text.count("\0")
    return (_count(nuls, "NUL character", "cannot be kept"),) if nuls else ()


def _is_text(text: str) -> bool:
    controls = sum(text.count(chr(control)) for control in _CONTROLS)
    return _few(controls, len(text)) and _few(text.count("\0"), len(text))


def _unmarked(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as trouble:
        sample = _sample(data, trouble.start)
    matches = list(from_bytes(sample))
    if matches and _sure(matches):
        text = _strictly(data, matches[0].encoding)
        if text is not None:
            return text
    found = [_familiar(match) for match in matches]
    likely = [encoding for encoding in found if encoding in NAMES] or found
    # In Latin script the detectors are weakest and Windows files the commonest.
    western = [] if matches and _foreign(str(matches[0])) else ["cp1252"]
    raise _doubt(data, sample, name, [*western, *likely, "cp1252"])


def _sure(matches: list[CharsetMatch]) -> bool:
    """Whether the best match leaves no room for doubt: a script of its own, and no near rival."""
    best = matches[0]
    rivals = (match for match in matches[1:] if match.chaos - best.chaos < 0.05)
    return (
        best.chaos < 0.05
        and not best.encoding.startswith("utf_16")
        and _foreign(str(best))
        and next(rivals, None) is None
    )


def _foreign(text: str) -> bool:
    """Whether most letters lie outside ASCII, so that a wrong encoding would show at once."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 20 and sum(map(str.isascii, letters)) * 2 < len(letters)


def _without_mark(data: bytes, name: str) -> str:
    """Return UTF-16 without a mark where it is obvious; most other files with controls are binary.

    Neighbouring letters are of one script, hence share their high byte; with the bytes the wrong
    way round, they do not.
    """
    kin = {}
    for codec in ("utf_16_le", "utf_16_be"):
        text = _strictly(data[:_SAMPLE], codec)
        if text is not None and _clean(text):
            kin[codec] = _kinship(text)
    if not kin:
        raise _binary(name)
    best = max(kin, key=lambda codec: kin[codec])
    rest = max((share for codec, share in kin.items() if codec != best), default=0.0)
    whole = _strictly(data, best)
    if whole is not None and kin[best] > 0.9 and rest < 0.6:
        return whole
    raise _doubt(data, data[:_SAMPLE], name, sorted(kin, key=lambda codec: -kin[codec]))


def _clean(text: str) -> bool:
    odd = sum(unicodedata.category(c) in _NO_TEXT and c not in "\t\n\v\f\r" for c in text)
    return odd * 200 <= len(text)


def _kinship(text: str) -> float:
    kin = [ord(a) >> 8 == ord(b) >> 8 or a.isascii() or b.isascii() for a, b in pairwise(text)]
    return sum(kin) / len(kin) if kin else 0.0


def _doubt(data: bytes, sample: bytes, name: str, encodings: list[str]) -> ProjectError:
    previews: dict[str, str] = {}
    for encoding in encodings:
        text = _strictly(data, encoding)
        if text is not None and _is_text(text):
            previews.setdefault(_preview(sample.decode(encoding, "replace")), encoding)
    found = [Candidate(encoding, preview) for preview, encoding in previews.items()]
    found = found[: _MOST_CANDIDATES - 1]
    mended = _mended(data, "utf_8")
    if mended is not None and "\ufffd" in mended and _is_text(mended):
        broken, odd = mended.count("\ufffd"), len(mended) - len(mended.encode("ascii", "ignore"))
        place = 0 if broken * 2 < odd else len(found)
        found.insert(place, Candidate("utf_8", _preview(sample.decode("utf_8", "replace"))))
    if not found:
        return Unreadable(f"The characters of “{name}” fit no known encoding: save it as UTF-8.")
    return EncodingDoubt(name, tuple(found))


def _preview(text: str) -> str:
    """Return a stretch of the text about the first letter on which encodings differ."""
    odd = re.search("\ufffd", text) or re.search(r"[^\x00-\x7f]", text)
    start = max(0, odd.start() - _PREVIEW // 4) if odd else 0
    return " ".join(text[start : start + _PREVIEW].split())


def _sample(data: bytes, trouble: int) -> bytes:
    """Return whole lines about the first byte in doubt, if there are any line ends.

    It starts at an even place, lest the halves of UTF-16 fall apart.
    """
    start = data.rfind(b"\n", 0, trouble) + 1 or max(0, trouble - _PREVIEW)
    start = max(start, trouble - _SAMPLE // 2) & ~1
    sample = data[start : start + _SAMPLE]
    if start + _SAMPLE < len(data) and (end := sample.rfind(b"\n")) > trouble - start:
        return sample[:end]
    return sample


def _familiar(match: CharsetMatch) -> str:
    same = [match.encoding, *(other.encoding for other in match.submatch)]
    return next((encoding for encoding in same if encoding in NAMES), match.encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _few(count: int, size: int) -> bool:
    return count * 1000 <= size or (count <= 16 and count * 4 <= size)


def _count(number: int, noun: str, trouble: str) -> str:
    many = f"{number} {noun}{'' if number == 1 else 's'}"
    return f"{many} {trouble}; in the text stands � instead."


def _binary(name: str) -> Unreadable:
    return Unreadable(f"“{name}” is no text, nor a known document: save it as text or PDF.")
