"""Text with styles as HTML or Markdown that holds nothing else: no foreign tags, no pictures."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from db.records import Style

#: the styles of words, the outermost first
_WORDS = ("link", "strong", "em", "code")
_SPECIAL = re.compile(r"([\\`*_\[\]>#!])")
#: what would make a list of a line
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_On = Mapping[str, str]
_Signs = Mapping[str, Callable[[str, str], str]]


def html_of(text: str, styles: Sequence[Style]) -> str:
    """Return text with styles as paragraphs of HTML; the addresses of links are taken as safe."""
    parts = []
    for start, line, kind in _lines(text, styles):
        words = "".join(_html_run(run, on) for run, on in _runs(start, line, styles))
        name = {"quote": "blockquote", "pre": "pre"}.get(kind, "p")
        if kind.startswith("h"):
            words = f"<strong>{words}</strong>"
        parts.append(f'<{name} dir="auto">{words}</{name}>')
    return "\n".join(parts)


def markdown_of(text: str, styles: Sequence[Style], indent: str = "") -> str:
    """Return text with styles as Markdown, each line a paragraph after an indent."""
    parts = []
    for start, line, kind in _lines(text, styles):
        lead = {"quote": "> ", "pre": "    "}.get(kind, "")
        if kind == "item":
            mark, _, rest = line.lstrip().partition(" ")
            lead = "- " if mark == "•" else f"{mark} "
            start, line = start + len(line) - len(rest), rest
        words = "".join(_markdown_run(run, on) for run, on in _runs(start, line, styles))
        if not lead:
            words = _LEADING.sub(_shielded, words)
        parts.append(f"{indent}{lead}{words}")
    return "\n\n".join(parts)


def escape_markdown(text: str) -> str:
    """Return words as Markdown that shows just them, in one line."""
    words = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _shielded(match: re.Match[str]) -> str:
    """Return the start of a line so that it begins no list."""
    blanks, mark = match.groups()
    return f"{blanks}{mark[:-1]}\\{mark[-1]}"


def _lines(text: str, styles: Sequence[Style]) -> Iterator[tuple[int, str, str]]:
    """Yield the lines that say something: start, words, kind of paragraph."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            end = start + len(line)
            inside = (each.kind for each in styles if each.start < end and each.end > start)
            yield start, line, next((kind for kind in inside if kind not in _WORDS), "")
        start += len(line) + 1


def _runs(start: int, line: str, styles: Sequence[Style]) -> Iterator[tuple[str, _On]]:
    """Yield the stretches of a line over which no style changes, with what is on: kind, value."""
    end = start + len(line)
    near = [s for s in styles if s.kind in _WORDS and s.start < end and s.end > start]
    cuts = {start, end}
    for style in near:
        cuts |= {max(start, style.start), min(end, style.end)}
    for lo, hi in pairwise(sorted(cuts)):
        on = {style.kind: style.value for style in near if style.start <= lo and style.end >= hi}
        yield line[lo - start : hi - start], on


def _wrapped(words: str, on: _On, signs: _Signs) -> str:
    for kind in reversed(_WORDS):
        if kind in on:
            words = signs[kind](words, on[kind])
    return words


_HTML: _Signs = {
    "link": lambda words, to: f'<a href="{escape(to)}" rel="noreferrer">{words}</a>',
    "strong": lambda words, _: f"<strong>{words}</strong>",
    "em": lambda words, _: f"<em>{words}</em>",
    "code": lambda words, _: f"<code>{words}</code>",
}
_MARKDOWN: _Signs = {
    "link": lambda words, to: f"[{words}](<{to.replace('<', '%3C').replace('>', '%3E')}>)",
    "strong": lambda words, _: f"**{words}**",
    "em": lambda words, _: f"*{words}*",
}


def _html_run(run: str, on: _On) -> str:
    return _wrapped(escape(run), on, _HTML)


def _markdown_run(run: str, on: _On) -> str:
    bare = run.strip()
    if not bare:
        return run
    # Blanks stay outside the signs, which would not count with one inside.
    before, after = run[: len(run) - len(run.lstrip())], run[len(run.rstrip()) :]
    words = f"`{bare}`" if "code" in on and "`" not in bare else escape_markdown(bare)
    rest = {kind: value for kind, value in on.items() if kind != "code"}
    return before + _wrapped(words, rest, _MARKDOWN) + after
