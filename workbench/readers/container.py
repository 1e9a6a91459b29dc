"""A zip file read in memory: parts by their names, every byte that comes out counted.

Nothing is written anywhere, so names cannot lead out of it. What the directory of the file says
of sizes is not believed: parts are inflated until a limit.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from workbench.readers.errors import Unreadable

_MOST_PARTS = 20_000
_LARGEST_PART = 100_000_000
_LARGEST_WHOLE = 300_000_000
_CHUNK = 1 << 16
_DAMAGED = "The file is damaged; what could be read of it was read."
_TROUBLES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Container:
    """The parts of a zip file; raises `Unreadable` for one that is none, or is too much.

    A part that is damaged gives what could be inflated; `warnings` says so.
    """

    def __init__(self, data: bytes) -> None:
        self.warnings: list[str] = []
        self._data = data
        self._left = _LARGEST_WHOLE
        try:
            self._zip: zipfile.ZipFile | None = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except _TROUBLES:
            self._zip, parts = None, []
            self._salvaged = dict(self._salvage())
            if not self._salvaged:
                raise Unreadable(
                    "The file is damaged: save it anew, or get another copy."
                ) from None
            self._warn(_DAMAGED)
        if len(parts) > _MOST_PARTS:
            raise Unreadable("The file has more parts than any document: it cannot be read.")
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts):
            raise Unreadable("The file has two parts of one name, so it is unclear what it says.")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("The file is encrypted: save it without a password.")

    def __contains__(self, name: str) -> bool:
        return name in (self._parts if self._zip else self._salvaged)

    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the file."""
        return list(self._parts if self._zip else self._salvaged)

    def read(self, name: str) -> bytes:
        """Return a part inflated, empty if there is none; raises `Unreadable` past the limits."""
        if name not in self:
            return b""
        if self._zip is None:
            return self._salvaged[name]
        found = bytearray()
        try:
            with self._zip.open(self._parts[name]) as part:
                while chunk := part.read(_CHUNK):
                    found += chunk
                    self._count(len(found), len(chunk))
        except RuntimeError as error:  # the directory and the part itself differ on encryption
            raise Unreadable("The file is encrypted: save it without a password.") from error
        except _TROUBLES:
            self._warn(_DAMAGED)
        return bytes(found)

    def _count(self, size: int, more: int) -> None:
        self._left -= more
        if size > _LARGEST_PART or self._left < 0:
            raise Unreadable("The file swells to more than any document holds: it cannot be read.")

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _salvage(self) -> Iterator[tuple[str, bytes]]:
        """Yield the parts of a file whose directory is lost, by the head before each of them."""
        at = self._data.find(b"PK\x03\x04")
        while at >= 0 and len(self._data) >= at + 30:
            head = self._data[at : at + 30]
            method = int.from_bytes(head[8:10], "little")
            packed = int.from_bytes(head[18:22], "little")
            named = int.from_bytes(head[26:28], "little")
            start = at + 30 + named + int.from_bytes(head[28:30], "little")
            name = self._data[at + 30 : at + 30 + named].decode("utf-8", "replace")
            at = self._data.find(b"PK\x03\x04", start)
            body = self._data[start : at if at >= 0 else len(self._data)]
            if method == zipfile.ZIP_STORED:
                yield name, body[:packed]
            elif method == zipfile.ZIP_DEFLATED:
                yield name, self._inflated(body)

    def _inflated(self, body: bytes) -> bytes:
        inflate = zlib.decompressobj(-15)
        found = bytearray()
        try:
            for place in range(0, len(body), _CHUNK):
                waiting = body[place : place + _CHUNK]
                while waiting and not inflate.eof:
                    found += (chunk := inflate.decompress(waiting, _CHUNK))
                    self._count(len(found), len(chunk))
                    waiting = inflate.unconsumed_tail
        except zlib.error:
            pass
        return bytes(found)
