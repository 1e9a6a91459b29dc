"""Menu Matrix: what is counted, how it is laid out, and what becomes of it."""

from workbench.commands.command import Command
from workbench.desk import Crossing, Desk

_ELSEWHERE = "Open the matrix first."


def _matrix(desk: Desk) -> Crossing:
    assert desk.crossing is not None
    return desk.crossing


def _in_matrix(desk: Desk) -> bool:
    return desk.perspective == "matrix" and desk.crossing is not None


def _measure(desk: Desk) -> None:
    """Choose what the cells of the matrix say."""
    _matrix(desk).choose("measure")


def _filter(desk: Desk) -> None:
    """Add a condition on the claims that are counted."""
    _matrix(desk).choose("filter")


def _clear(desk: Desk) -> None:
    """Count all claims again."""
    _matrix(desk).clear_filter()


def _arrange(desk: Desk) -> None:
    """Choose levels, order, count rule, percentages and curves."""
    _matrix(desk).choose("arrange")


def _swap(desk: Desk) -> None:
    """Let rows and columns of the matrix change places."""
    _matrix(desk).transpose()


def _row_groups(desk: Desk) -> None:
    """Close all groups of rows, or open them again; Space does so with one."""
    _matrix(desk).fold_all(across=False)


def _column_groups(desk: Desk) -> None:
    """Close all groups of columns, or open them; Shift and Space do so with one."""
    _matrix(desk).fold_all(across=True)


def _sort_rows(desk: Desk) -> None:
    """Put the rows in the order of the chosen column; again turns it round."""
    _matrix(desk).sort_by_current(across=False)


def _sort_columns(desk: Desk) -> None:
    """Put the columns in the order of the chosen row; again turns it round."""
    _matrix(desk).sort_by_current(across=True)


def _pin(desk: Desk) -> None:
    """Keep the chosen row before all others, or let it go back."""
    _matrix(desk).pin_current()


def _empty(desk: Desk) -> None:
    """Hide rows and columns without a claim, or show them."""
    _matrix(desk).toggle_empty()


def _contested(desk: Desk) -> None:
    """Let all cells step back but those with claims for and against."""
    _matrix(desk).toggle_contested()


def _compare(desk: Desk) -> None:
    """See what changed between two coders, times or views, or stop comparing."""
    _matrix(desk).choose("compare")


def _views(desk: Desk) -> None:
    """Show the matrix as it was saved by name, or forget such a view."""
    _matrix(desk).choose("views")


def _save_view(desk: Desk) -> None:
    """Save what is shown by name, for everybody in the project."""
    _matrix(desk).save_view()


def _copy(desk: Desk) -> None:
    """Copy the table for a spreadsheet; in the table Ctrl and C do it too."""
    _matrix(desk).copy_table()


def _pictures(desk: Desk) -> None:
    """See heat map, bars and network of the matrix, and save them."""
    _matrix(desk).show_pictures()


def _export(desk: Desk) -> None:
    """Write the matrix with its passages and its proof in one of many formats."""
    _matrix(desk).choose("export")


COMMANDS: tuple[Command, ...] = (
    Command("matrix.measure", "&Matrix", "&What is counted", _measure, "Ctrl+F5",
            _in_matrix, _ELSEWHERE),
    Command("matrix.filter", "&Matrix", "Add a &filter", _filter, "Ctrl+L",
            _in_matrix, _ELSEWHERE),
    Command("matrix.clear", "&Matrix", "Take all filters &off", _clear, "Ctrl+Shift+R",
            _in_matrix, _ELSEWHERE),
    Command("matrix.arrange", "&Matrix", "&Arrange", _arrange, "F5", _in_matrix, _ELSEWHERE,
            section=True),
    Command("matrix.swap", "&Matrix", "&Swap rows and columns", _swap, "Ctrl+R",
            _in_matrix, _ELSEWHERE),
    Command("matrix.row_groups", "&Matrix", "Groups of &rows", _row_groups, "Ctrl+B",
            _in_matrix, _ELSEWHERE),
    Command("matrix.column_groups", "&Matrix", "Groups of colum&ns", _column_groups,
            "Ctrl+Shift+B", _in_matrix, _ELSEWHERE),
    Command("matrix.sort_rows", "&Matrix", "Sort rows &by this column", _sort_rows, "Alt+PgDown",
            _in_matrix, _ELSEWHERE),
    Command("matrix.sort_columns", "&Matrix", "Sor&t columns by this row", _sort_columns,
            "Alt+PgUp", _in_matrix, _ELSEWHERE),
    Command("matrix.pin", "&Matrix", "&Keep this row first", _pin, "Ctrl+Shift+Y",
            _in_matrix, _ELSEWHERE),
    Command("matrix.empty", "&Matrix", "&Hide empty lines", _empty, "Shift+F5",
            _in_matrix, _ELSEWHERE),
    Command("matrix.contested", "&Matrix", "On&ly contested cells", _contested, "Ctrl+Shift+Q",
            _in_matrix, _ELSEWHERE),
    Command("matrix.compare", "&Matrix", "&Compare", _compare, "Ctrl+Shift+C",
            _in_matrix, _ELSEWHERE, section=True),
    Command("matrix.views", "&Matrix", "Sa&ved views", _views, "Ctrl+Shift+W",
            _in_matrix, _ELSEWHERE),
    Command("matrix.save_view", "&Matrix", "Save th&is view…", _save_view, "Ctrl+S",
            _in_matrix, _ELSEWHERE),
    Command("matrix.copy", "&Matrix", "Cop&y the table", _copy, "",
            _in_matrix, _ELSEWHERE, section=True),
    Command("matrix.pictures", "&Matrix", "&Pictures…", _pictures, "Ctrl+P",
            _in_matrix, _ELSEWHERE),
    Command("matrix.formats", "&Matrix", "&Export", _export, "Ctrl+Shift+S",
            _in_matrix, _ELSEWHERE),
)  # fmt: skip
