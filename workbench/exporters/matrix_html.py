"""The matrix as one HTML page that needs no network and opens its passages on a click.

Nothing foreign becomes a tag: names are escaped, passages travel as JSON and are shown as text.
The page's own rules (a Content-Security-Policy with the hashes of style and script) forbid all
else, so that it is safe wherever it is opened.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from workbench.colours import DARK, LIGHT, PRINT, Tokens
from workbench.exporters.characters import UNFIT
from workbench.exporters.matrix_grid import CONTESTED, Face, Grid, Line
from workbench.exporters.matrix_product import Passage, Product
from workbench.exporters.matrix_proof import proof_of, to_json
from workbench.exporters.matrix_words import settings_told, written_at
from workbench.matrix import Entry
from workbench.matrix.figures import ZERO

#: columns from which a printed page takes smaller letters
_WIDE = 24
_TOKENS = (
    "page", "window", "raised", "text", "text2", "text3", "accent", "stroke", "hair",
)  # fmt: skip


def html_page(product: Product) -> str:
    """Return the page; the proof stands in it as JSON under the id `proof`."""
    grid = Grid(product)
    style, script = _style(), _template("matrix.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = escape(f"{product.origin.title}: {grid.corner} × {grid.across}")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{style}</style></head><body>",
            *_head(product, title),
            '<div class="layout"><div class="scroll">',
            *_table(grid),
            '</div><aside id="behind" aria-label="Passages" aria-live="polite" hidden>',
            "</aside></div>",
            *_legend(grid),
            *_foot(product),
            _data("proof", to_json(proof_of(product))),
            _data("passages", _passages(product)),
            f"<script>{script}</script>",
            "</body></html>\n",
        ]
    ).translate(UNFIT)


def _template(name: str) -> str:
    return files("workbench.exporters").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _style() -> str:
    """Return the style sheet, the colours of screen and paper before it."""
    used = "\n".join(
        [f":root {{ {_colours(LIGHT)} }}"]
        + [f".h{n} {{ background: var(--h{n}); color: var(--t{n}); }}" for n in range(1, 6)]
        + [f".k{n} {{ background: var(--k{n}); color: var(--u{n}); }}" for n in range(1, 6)]
        + [f".{name} {{ --hue: var(--{name}); }}" for name in LIGHT.hues]
        + [f"@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}"]
        + [f"@media print {{ :root {{ {_colours(PRINT)} }} }}"]
    )
    return f"{_template('matrix.css')}{used}\n"


def _colours(now: Tokens) -> str:
    values = {name: getattr(now, name) for name in _TOKENS}
    for at, (ground, text) in enumerate(now.heat):
        values |= {f"h{at}": ground, f"t{at}": text}
    for at, (ground, text) in enumerate(now.cold, 1):
        values |= {f"k{at}": ground, f"u{at}": text}
    values |= {name: hue.strong for name, hue in now.hues.items()}
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _data(name: str, text: str) -> str:
    return f'<script type="application/json" id="{name}">{text}</script>'


def _passages(product: Product) -> str:
    """Return the passages as JSON without a sign that could end it, in the order of the proof."""
    found = [_fields(passage) for passage in product.passages.values()]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _fields(passage: Passage) -> list[str | int]:
    return [
        passage.title, passage.place, passage.quote, passage.statement, passage.speaker,
        passage.coder, passage.stance, passage.sign, passage.decision, passage.source,
        passage.published,
    ]  # fmt: skip


def _head(product: Product, title: str) -> Iterator[str]:
    origin, matrix = product.origin, product.matrix
    yield f'<header><h1 dir="auto">{title}</h1>'
    yield f'<p class="sentence" dir="auto">{escape(origin.sentence)}</p>'
    yield (
        f'<p class="small">Counted {written_at(origin)} with {escape(origin.program)}; '
        f'{matrix.scope:,} claims pass the filter. <span class="screen">Choose a cell, a row or a '
        "column to see its passages; arrow keys move, Enter opens, Esc closes.</span></p>"
    )
    yield "<noscript><p>The passages open where scripts are allowed.</p></noscript></header>"


# -- the table


def _table(grid: Grid) -> Iterator[str]:
    matrix = grid.matrix
    totals = grid.request.totals
    wide = " wide" if len(matrix.columns) >= _WIDE else ""
    yield f'<table id="matrix" class="matrix{wide}" role="grid">'
    cells = '<col class="cell">' * len(matrix.columns)
    yield f'<colgroup><col class="name">{cells}{"<col class=total>" * totals}</colgroup>'
    yield "<thead>"
    runs = _runs(grid)
    if runs:
        yield f'<tr class="runs">{runs}</tr>'
    yield f'<tr class="names" data-nav=""><th scope="col" dir="auto">{escape(grid.corner)}</th>'
    for entry in matrix.columns:
        shape = _shape(entry, grid.request.columns.of)
        name = f'<span class="n" title="{escape(entry.name)}">{escape(entry.name)}</span>'
        yield f'<th scope="col" dir="auto">{shape}{name}</th>'
    if totals:
        yield '<th scope="col">Total</th>'
    yield "</tr></thead><tbody>"
    for line in grid.rows():
        yield _row(grid, line)
    yield "</tbody></table>"


def _runs(grid: Grid) -> str:
    """Return the cells of the row that names the groups of columns, none if there are none."""
    parts, at = [], 0
    runs = grid.runs()
    for run in runs:
        parts += ["<th></th>"] * (run.first - at)
        width = run.last - run.first + 1
        parts.append(f'<th scope="colgroup" colspan="{width}" dir="auto">{escape(run.name)}</th>')
        at = run.last + 1
    rest = len(grid.matrix.columns) - at + grid.request.totals
    return "<th></th>" + "".join(parts) + "<th></th>" * rest if runs else ""


def _row(grid: Grid, line: Line) -> str:
    if line.kind == "band":
        span = len(grid.matrix.columns) + 1 + grid.request.totals
        return f'<tr class="band"><th colspan="{span}" dir="auto">{escape(line.name)}</th></tr>'
    if line.kind == "total":
        cells = [grid.total(None, column) for column in range(len(grid.matrix.columns))]
        shown = "".join(f"<td>{text}</td>" for text in (*cells, grid.total(None, None)))
        return f'<tr class="total" data-nav=""><th scope="row">Total</th>{shown}</tr>'
    entry = grid.matrix.rows[line.at]
    kind = "group" if entry.is_group else "inside" if line.group else ""
    name = (
        f'<th scope="row" dir="auto">{_shape(entry, grid.request.rows.of)}{escape(line.name)}</th>'
    )
    cells = [_cell(grid.face(line.at, column)) for column in range(len(grid.matrix.columns))]
    if grid.request.totals:
        cells.append(f'<td class="t">{grid.total(line.at, None)}</td>')
    return f'<tr class="{kind}" data-nav="{line.at}">{name}{"".join(cells)}</tr>'


def _cell(face: Face) -> str:
    if face.unread:
        return '<td class="u"><s>not yet read</s></td>'
    if not face.heat and not face.contested:
        return f"<td>{face.text}</td>"
    heat = f"h{face.heat}" if face.heat >= 0 else f"k{-face.heat}"
    if face.contested:
        return f'<td class="{heat} c"><i>{CONTESTED}</i>{face.text}</td>'
    return f'<td class="{heat}">{face.text}</td>'


def _shape(entry: Entry, of: str) -> str:
    if not entry.colour or entry.is_group:
        return ""
    kinds = ["shape", entry.colour.removeprefix("hollow-")]
    if entry.colour.startswith("hollow-"):
        kinds.append("hollow")
    if of == "actor":
        kinds.append("round")
    return f'<span class="{escape(" ".join(kinds))}"></span>'


# -- below the table


def _legend(grid: Grid) -> Iterator[str]:
    classes = "".join(f'<span class="box h{heat}">{text}</span>' for heat, text in grid.legend())
    yield f'<div class="legend"><span>{classes} {escape(grid.measure())}, from</span>'
    yield f'<span><span class="box">{CONTESTED}◥</span> contested: claims for and against</span>'
    yield f'<span><span class="box">{ZERO}</span> read, nothing found</span>'
    yield '<span><span class="box u"></span> gap: not yet read</span></div>'


def _foot(product: Product) -> Iterator[str]:
    yield "<footer>"
    for note in product.matrix.notes:
        yield f'<p class="small" dir="auto">{escape(note)}</p>'
    yield "<h2>How this was counted</h2><dl>"
    for name, value in settings_told(product):
        yield f'<dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd>'
    yield "</dl></footer>"
