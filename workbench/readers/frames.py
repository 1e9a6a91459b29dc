"""What the box and the process in it say to each other: frames of bytes, and JSON in them.

JSON and not pickles, for what comes out of the box was made from a file that nobody trusts.
"""

import base64
import json
from dataclasses import asdict, astuple, dataclass
from typing import IO, Any

from db.errors import ProjectError
from db.records import Style
from workbench.readers.errors import Candidate, EncodingDoubt, PasswordNeeded, Unreadable
from workbench.readers.reading import Reading

_HEAD = 8
#: Bytes that an answer may have: what a text of the largest size and its styles take.
_LARGEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, and what the reader of its format may want to know."""

    format: str
    name: str
    data: bytes
    encoding: str | None = None
    password: str | None = None


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(_HEAD, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None where the other side is gone or says nonsense."""
    head = stream.read(_HEAD)
    size = int.from_bytes(head, "big")
    if len(head) < _HEAD or size > _LARGEST:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


def send_job(stream: IO[bytes], job: Job) -> None:
    """Write a job as two frames."""
    asked = {name: value for name, value in asdict(job).items() if name != "data"}
    send(stream, json.dumps(asked).encode())
    send(stream, job.data)


def receive_job(stream: IO[bytes]) -> Job | None:
    """Read a job, or None where no more come."""
    asked, data = receive(stream), receive(stream)
    return None if asked is None or data is None else Job(data=data, **json.loads(asked))


def packed(reading: Reading, form: str) -> bytes:
    """Return an answer that tells a reading, and the format that the file turned out to have."""
    told = asdict(reading)
    told["styles"] = [astuple(style) for style in reading.styles]
    if reading.original is not None:
        told["original"] = base64.b64encode(reading.original).decode()
    return json.dumps({"format": form, "reading": told}).encode()


def packed_trouble(error: ProjectError) -> bytes:
    """Return an answer that tells why there is no reading."""
    told: dict[str, Any] = {"unreadable": str(error)}
    if isinstance(error, PasswordNeeded):
        told = {"password": error.wrong}
    elif isinstance(error, EncodingDoubt):
        told = {"doubt": [(each.encoding, each.preview) for each in error.candidates]}
    return json.dumps(told).encode()


def unpacked(answer: bytes, name: str) -> tuple[Reading, str]:
    """Return the reading in an answer and its format; raises what the reader raised."""
    try:
        told = json.loads(answer)
        if "reading" in told:
            return _reading(told["reading"]), str(told["format"])
        trouble = _trouble(told, name)
    except (ValueError, TypeError, KeyError, RecursionError):
        trouble = Unreadable(f"“{name}” cannot be read: what was made of it makes no sense.")
    raise trouble


def _reading(told: dict[str, Any]) -> Reading:
    text = str(told.pop("text"))
    styles = tuple(
        Style(int(start), int(end), str(kind), str(value))
        for start, end, kind, value in told.pop("styles")
        if 0 <= start < end <= len(text)
    )
    original = told.pop("original")
    warnings = tuple(str(warning) for warning in told.pop("warnings"))
    return Reading(
        text,
        styles,
        warnings=warnings,
        original=None if original is None else base64.b64decode(original),
        **{field: str(value) for field, value in told.items()},
    )


def _trouble(told: dict[str, Any], name: str) -> ProjectError:
    if "password" in told:
        return PasswordNeeded(name, wrong=bool(told["password"]))
    if "doubt" in told:
        candidates = (Candidate(str(each), str(preview)) for each, preview in told["doubt"])
        return EncodingDoubt(name, tuple(candidates))
    return Unreadable(_named(str(told["unreadable"]), name))


def _named(sentence: str, name: str) -> str:
    """Return a sentence about a file with its name in it."""
    if name in sentence:
        return sentence
    for what in ("The file ", "The book "):
        if sentence.startswith(what):
            return f"“{name}” {sentence.removeprefix(what)}"
    return f"“{name}”: {sentence}"
