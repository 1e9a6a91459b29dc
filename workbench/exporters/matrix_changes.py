"""The difference of two matrices as Markdown: each changed cell with the claims behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from db.records import Id
from workbench.exporters.characters import UNFIT
from workbench.exporters.marked import escape_markdown
from workbench.exporters.matrix_product import Passage
from workbench.matrix import CellChange, Difference
from workbench.matrix.figures import decimals, figure_text, signed
from workbench.matrix.sentence import axis_name, sentence


def changes_markdown(
    found: Difference, names: Sequence[str], passages: Mapping[Id, Passage]
) -> str:
    """Return the page; `names` say what both matrices are of, `passages` hold the claims."""
    request, context = found.after.request, found.after.context
    corner, across = axis_name(request.rows, context), axis_name(request.columns, context)
    parts = [
        f"# {_cell(' and '.join(context.projects))}: {_cell(f'{corner} × {across}')}",
        f"{_cell(names[0])} → {_cell(names[1])}",
        *(
            f"{_cell(name)}: {escape_markdown(sentence(one.request, context))}"
            for name, one in zip(names, (found.before, found.after), strict=True)
        ),
        "\n".join(_table(found, (corner, across, *names))),
        *_cells(found, passages),
    ]
    return ("\n\n".join(parts) + "\n").translate(UNFIT)


def _cell(words: str) -> str:
    return escape_markdown(words).replace("|", "\\|")


def _place(found: Difference, change: CellChange) -> tuple[str, str]:
    row, column = found.rows[change.row], found.columns[change.column]
    return f"{row.project}: {row.name}" if row.project else row.name, column.name


def _table(found: Difference, heads: Iterable[str]) -> Iterator[str]:
    request = found.after.request
    yield f"| {' | '.join(map(_cell, (*heads, 'Difference', 'Gained', 'Lost')))} |"
    yield "| --- | --- |" + " ---: |" * 5
    for change in found.changes.values():
        figures = [figure_text(value, request) for value in (change.before, change.after)]
        by = "≠" if change.by is None else signed(change.by, decimals(request))
        counts = [f"{len(change.gained):,}", f"{len(change.lost):,}"]
        yield f"| {' | '.join([*map(_cell, _place(found, change)), *figures, by, *counts])} |"


def _cells(found: Difference, passages: Mapping[Id, Passage]) -> Iterator[str]:
    """Yield which claims made each cell change."""
    for change in found.changes.values():
        lines = [
            f"- {word}: {_passage(passages[claim])}"
            for word, some in (("gained", change.gained), ("lost", change.lost))
            for claim in some
            if claim in passages
        ]
        if lines:
            yield f"## {' × '.join(map(_cell, _place(found, change)))}"
            yield "\n".join(lines)


def _passage(one: Passage) -> str:
    where = ", ".join(part for part in (one.source, one.title, one.published, one.place) if part)
    said = ", ".join(part for part in (one.coder, one.stance, one.decision) if part)
    return " ".join(escape_markdown(part) for part in (f"“{one.quote}”", f"({where})", f"– {said}"))
