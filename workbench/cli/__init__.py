"""The command line: the same operations as in the window, without it.

Results go to standard output, troubles as one sentence to standard error. Exit codes: 0 done,
1 trouble, 2 wrong usage. Qt is imported only where a window is wanted.
"""

from workbench.cli import (
    claims,
    codebook,
    decisions,
    matrix,
    merge,
    project,
    review,
    sources,
    verify,
    window,
)
from workbench.cli.group import main

__all__ = [
    "claims",
    "codebook",
    "decisions",
    "main",
    "matrix",
    "merge",
    "project",
    "review",
    "sources",
    "verify",
    "window",
]  # fmt: skip
