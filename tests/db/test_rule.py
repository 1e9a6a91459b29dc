"""One door for writes, held by the syntax tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for part in ("db", "workbench", "resources") for path in (ROOT / part).rglob("*.py")
)

#: where SQL may write: the log, the tables, their migrations, and making and copying a file
WRITERS = {
    "db/action.py": None,
    "db/log.py": None,
    "db/schema.py": None,
    "db/former.py": None,
    "db/migrations.py": None,
    "db/files.py": ("write_empty", "copy"),
    # These write a copy of a project, which is nobody’s yet.
    "db/copies.py": ("_anonymise", "_rename_in_labels", "_give_other_keys", "_chain_anew"),
    # A teammate’s file is copied into memory.
    "db/merging/foreign.py": ("_Copy",),
    # These write a file of their own, which can be made anew from the project.
    "db/search_index.py": None,
    "db/search_shelf.py": None,
}
WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|CREATE|DROP"
    r"|ALTER|VACUUM|REINDEX|ANALYZE|ATTACH|DETACH|WITH .*\b(INSERT|UPDATE|DELETE|REPLACE))\b(?!’)"
)
#: methods of sqlite3 and sqlite-utils that write, some of them by themselves
METHODS = {
    "commit", "rollback", "executescript", "insert_all", "upsert", "upsert_all", "delete_where",
    "transform", "create_table", "create_index", "create_view", "drop", "convert", "enable_fts",
    "add_column", "add_foreign_key", "vacuum", "enable_wal", "disable_wal", "m2m", "lookup",
    "extract", "truncate_table", "blobopen", "backup", "deserialize", "iterdump",
}  # fmt: skip
ASKING = {"execute", "executemany"}
SQLITE = {"sqlite3", "sqlite_utils", "apsw", "pysqlite3"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def allowed(path: Path, tree: ast.Module) -> set[ast.AST]:
    """The nodes of a module in which SQL may write."""
    functions = WRITERS.get(name(path), ())
    parts = (
        [tree]
        if functions is None
        else [one for one in tree.body if getattr(one, "name", "") in functions]
    )
    return {node for part in parts for node in ast.walk(part)}


def literals(node: ast.AST) -> Iterator[str]:
    """The text of a string or f-string, as far as it is known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values
        )


def method(node: ast.AST) -> str:
    return (
        node.func.attr
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        else ""
    )


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


def offences(path: Path, source: str) -> list[str]:
    """What a module does that is not its business, with the line."""
    tree = ast.parse(source)
    free = allowed(path, tree)
    inside = name(path).startswith("db/")
    found = []
    for node in ast.walk(tree):
        line = f"{name(path)}:{getattr(node, 'lineno', 0)}"
        if node not in free:
            found += [f"{line} writes: {sql[:40]}" for sql in literals(node) if WRITES.match(sql)]
            if inside and method(node) in METHODS:
                found.append(f"{line} writes: {method(node)}()")
        if not inside and method(node) in ASKING | {"executescript"}:
            found.append(f"{line} speaks SQL: {method(node)}()")
    if not inside and imports(tree) & SQLITE:
        found.append(f"{name(path)} imports SQLite")
    return found


def test_there_is_something_to_look_at() -> None:
    names = {name(path) for path in MODULES}
    assert {"db/action.py", "db/log.py", "db/schema.py", "db/migrations.py", "db/files.py"} <= names
    assert len(names) > 30


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_writes_past_the_log(path: Path) -> None:
    assert offences(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("db/claims.py", 'project.query("DELETE FROM claim")'),
        ("db/claims.py", 'connection.execute(f"INSERT INTO {table} VALUES (1)")'),
        ("db/claims.py", 'project.connection.execute("BEGIN")'),
        ("db/claims.py", 'SQL = "\\n  UPDATE claim SET x = 1"'),
        ("db/claims.py", 'SQL = "WITH x AS (SELECT 1) DELETE FROM claim"'),
        ("db/claims.py", "project.connection.commit()"),
        ("db/claims.py", 'project.database["claim"].insert_all([])'),
        ("db/files.py", 'def other():\n    c.execute("CREATE TABLE x (y)")'),
        ("workbench/cli.py", 'project.connection.execute("SELECT 1")'),
        ("workbench/gui/window.py", "import sqlite3"),
        ("workbench/gui/window.py", "def f():\n    from sqlite_utils import Database"),
        ("resources/__init__.py", 'SQL = "DROP TABLE claim"'),
    ],
)
def test_an_offence_would_be_seen(path: str, source: str) -> None:
    assert offences(ROOT / path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("db/log.py", 'connection.execute("BEGIN IMMEDIATE")'),
        ("db/files.py", 'def copy(c, p):\n    c.execute("VACUUM INTO ?")'),
        ("db/claims.py", 'project.query("SELECT id FROM claim")'),
        ("db/claims.py", 'action.insert("claim", {})'),
        ("workbench/cli.py", 'title = "Delete the claim"'),
    ],
)
def test_what_is_allowed_is_not_called_an_offence(path: str, source: str) -> None:
    assert offences(ROOT / path, source) == []
