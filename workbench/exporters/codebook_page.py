"""The codebook as a page for the team: one HTML or Markdown file that needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from db.records import Style
from workbench.colours import LIGHT
from workbench.exporters.marked import escape_markdown, html_of, markdown_of
from workbench.text.stance import stance_sign

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.tag { margin: .6rem 0; margin-inline-start: calc(var(--depth) * 1.4rem); break-inside: avoid; }
.name { font-weight: 600; } .small { color: #5b5b5b; font-size: .87em; font-weight: 400; }
.shape { display: inline-block; width: .5em; height: .5em; margin-inline-end: .5em;
  border: 2px solid var(--colour); background: var(--colour); }
.hollow { background: none; } .actor { border-radius: 50%; }
.text { margin-inline-start: 1.2rem; } .text p { margin: .15rem 0; }
blockquote { margin: .15rem 1rem; color: #5b5b5b; } pre { margin: 0; white-space: pre-wrap; }
"""


@dataclass(frozen=True, slots=True)
class PrintedTag:
    """A tag of the page; `depth` is 0 at the top of its facet, `sign` None but for a stance."""

    name: str
    depth: int = 0
    colour: str = "ink"
    group: bool = False
    aliases: Sequence[str] = ()
    text: str = ""
    styles: Sequence[Style] = ()
    claims: int = 0
    sign: int | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class PrintedFacet:
    """A facet of the page, with its tags in codebook order, groups before their members."""

    name: str
    key: str
    exclusive: bool
    tags: Sequence[PrintedTag]


def html_page(title: str, facets: Sequence[PrintedFacet]) -> str:
    """Return the codebook as one HTML page, with its style and without any script."""
    heading = f"{escape(title)}: codebook"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{heading}</title><style>{_STYLE}</style></head><body>",
        f'<h1 dir="auto">{heading}</h1>',
    ]
    for facet in facets:
        rule = f'<span class="small">{_rule(facet)}</span>'
        parts.append(f'<h2 dir="auto">{escape(facet.name)} {rule}</h2>')
        parts += [_html_tag(facet, tag) for tag in facet.tags]
    return "\n".join([*parts, "</body></html>", ""])


def markdown_page(title: str, facets: Sequence[PrintedFacet]) -> str:
    """Return the codebook as Markdown: a heading for each facet, a nested list of its tags."""
    parts = [f"# {escape_markdown(title)}: codebook"]
    for facet in facets:
        parts += [f"## {escape_markdown(facet.name)}", f"*{_rule(facet).capitalize()}*"]
        parts += [_markdown_tag(tag) for tag in facet.tags]
    return "\n\n".join(parts) + "\n"


def _rule(facet: PrintedFacet) -> str:
    return "one tag per claim" if facet.exclusive else "any number of tags per claim"


def _told(tag: PrintedTag) -> str:
    """Return what stands small beside a name."""
    claims = "1 claim" if tag.claims == 1 else f"{tag.claims:,} claims"
    return f"{claims}, archived" if tag.archived else claims


def _html_tag(facet: PrintedFacet, tag: PrintedTag) -> str:
    told = f'<span class="small">{_told(tag)}</span>'
    name = f'<span class="name" dir="auto">{escape(tag.name)}</span>'
    lines = [f'<div class="tag" style="--depth: {tag.depth}">{_mark(facet, tag)}{name} {told}']
    if tag.aliases:
        names = ", ".join(f"<bdi>{escape(alias)}</bdi>" for alias in tag.aliases)
        lines.append(f'<div class="text small">Also: {names}</div>')
    if tag.text:
        lines.append(f'<div class="text">{html_of(tag.text, tag.styles)}</div>')
    return "\n".join([*lines, "</div>"])


def _mark(facet: PrintedFacet, tag: PrintedTag) -> str:
    """Return what stands before a name: the sign of a stance, or a shape in the tag's colour."""
    if tag.sign is not None:
        return f"{stance_sign(tag.sign, tag.name)} "
    if tag.group:
        return ""
    kinds = ["shape"]
    if tag.colour.startswith("hollow-"):
        kinds.append("hollow")
    if facet.key == "actor":
        kinds.append("actor")
    colour = LIGHT.hues[tag.colour.removeprefix("hollow-")].strong
    return f'<span class="{" ".join(kinds)}" style="--colour: {colour}"></span>'


def _markdown_tag(tag: PrintedTag) -> str:
    indent = "    " * tag.depth
    sign = "" if tag.sign is None else f"{stance_sign(tag.sign, tag.name)} "
    lines = [f"{indent}- {sign}**{escape_markdown(tag.name)}** ({_told(tag)})"]
    if tag.aliases:
        names = ", ".join(escape_markdown(alias) for alias in tag.aliases)
        lines.append(f"{indent}    Also: {names}")
    if tag.text:
        lines.append(markdown_of(tag.text, tag.styles, f"{indent}    "))
    return "\n\n".join(lines)
