"""Feeds the readers bytes that a coverage-guided fuzzer thinks of, until one breaks its laws.

By hand, with `pip install atheris` on Linux: `python tests/fuzz/fuzz_readers.py docx CORPUS`, where
CORPUS is a folder of copies of real files (inputs of interest are added to it). The first
word is the key of a format of `workbench.readers.formats`, or `pieces`. What breaks a law is
written to `crash-*`; give that file instead of the folder to see it again.
"""

import sys

import atheris

with atheris.instrument_imports(include=["workbench", "html", "zipfile", "email"]):
    from db.errors import ProjectError
    from workbench.readers.boxed import read_job
    from workbench.readers.formats import BY_KEY
    from workbench.readers.frames import Job, packed, unpacked
    from workbench.readers.html import pieces_of
    from workbench.text.canonical import canonical


def look(form: str, data: bytes) -> None:
    """Read bytes as a file of a format; raises AssertionError where the reading fits no text."""
    try:
        reading, found = read_job(Job(form, f"a{BY_KEY[form].suffixes[0]}", data))
    except (ProjectError, RecursionError, MemoryError):
        return  # the box turns these into a sentence
    assert canonical(reading.text) == reading.text, "the text is not canonical"
    for style in reading.styles:
        assert 0 <= style.start < style.end <= len(reading.text), style
    assert unpacked(packed(reading, found.key), "a")[0] == reading, "it does not come back"


def look_at_pieces(data: bytes) -> None:
    """Take bytes apart as HTML."""
    text, styles = pieces_of(data.decode("utf-8", "replace")).result()
    assert canonical(text) == text, "the text is not canonical"
    assert all(0 <= style.start < style.end <= len(text) for style in styles)


def main() -> None:
    """Start the fuzzer."""
    form = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if form == "pieces":
        target = look_at_pieces
    elif form in BY_KEY and BY_KEY[form].reader:

        def target(data: bytes) -> None:
            look(form, data)
    else:
        sys.exit(__doc__)
    sys.setrecursionlimit(5_000)
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
