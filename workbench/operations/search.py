"""Search over all documents and all claims: words by way of the index, patterns text by text.

The index only says where to look. What is shown was found in the project's own texts and claims,
and an index that says otherwise is made anew.
"""

from pathlib import Path

from db.errors import DamagedProject
from db.project import Project
from db.search_index import BrokenIndex
from workbench.operations.indexing import open_index, pending, steps
from workbench.operations.pattern_search import PatternSearch
from workbench.operations.search_results import SearchRequest, SearchResults
from workbench.operations.word_search import WordSearch
from workbench.text.passages import WrongPassage
from workbench.text.query import parse


def search(project: Project, request: SearchRequest, folder: Path | None = None) -> SearchResults:
    """Bring the index up to date and search; a regular expression has ten seconds.

    The index is kept in `folder`, by default the user's cache folder. Raises Invalid for a
    pattern that is none, ReadOnlyProject or FullDisk where the index cannot be kept.
    """
    if request.regex:
        pattern = PatternSearch(project, request)
        for step in pattern.steps():
            step.work(never)
        return pattern.results()
    for _ in range(2):
        try:
            for step in steps(project, pending(project, folder), folder):
                step.work(never)
            return find(project, request, folder)
        except BrokenIndex:
            continue  # it was removed; the next try makes it anew
    raise DamagedProject("The search index breaks again and again; see whether the disk is sound.")


def find(project: Project, request: SearchRequest, folder: Path | None = None) -> SearchResults:
    """Search for words in what the index has; see `steps` for bringing it up to date.

    Raises BrokenIndex where it must be made anew, else as `search` does.
    """
    terms = parse(request.words)
    if not terms:
        return SearchResults(request)
    with open_index(project, folder) as index, index.reading():
        try:
            return WordSearch(project, index, request, terms).results()
        except WrongPassage as error:
            raise BrokenIndex from error


def never() -> bool:
    """Say that nothing was cancelled."""
    return False
