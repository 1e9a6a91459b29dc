"""The codebook printed for the team, as HTML or as Markdown."""

from pathlib import Path

from db import tags
from db.errors import Invalid
from db.project import Project
from db.records import Facet, Id, Tag
from workbench.exchange.files import replace_file
from workbench.exporters.codebook_page import (
    PrintedFacet,
    PrintedTag,
    html_page,
    markdown_page,
)
from workbench.operations.targets import assert_no_project
from workbench.readers.markdown import read_markdown
from workbench.text.canonical import canonical

#: by the end of the file's name
_PAGES = {".html": html_page, ".htm": html_page, ".md": markdown_page, ".markdown": markdown_page}


def codebook_html(project: Project) -> str:
    """Return the codebook as one HTML page that needs no network."""
    return html_page(project.title, _facets(project))


def codebook_markdown(project: Project) -> str:
    """Return the codebook as Markdown."""
    return markdown_page(project.title, _facets(project))


def print_codebook(project: Project, path: Path) -> int:
    """Write the codebook for reading, as the end of the file's name says; returns its tags.

    Raises Invalid for a name that ends neither in .html nor in .md.
    """
    assert_no_project(project, path)
    page = _PAGES.get(path.suffix.lower())
    if page is None:
        raise Invalid(f"“{path.name}” does not say what to write: let it end in .html or .md.")
    facets = _facets(project)
    replace_file(path, page(project.title, facets).encode())
    return sum(len(facet.tags) for facet in facets)


def _facets(project: Project) -> list[PrintedFacet]:
    all_tags = tags.all_tags(project)
    counts = tags.subtree_counts(project)
    groups = {tag.parent for tag in all_tags}
    depths: dict[Id | None, int] = {None: -1}
    for tag in all_tags:
        depths[tag.id] = depths[tag.parent] + 1
    return [
        PrintedFacet(
            facet.name,
            facet.key,
            facet.exclusive,
            [
                _printed(tag, facet, depths[tag.id], tag.id in groups, counts.get(tag.id, 0))
                for tag in all_tags
                if tag.facet == facet.id
            ],
        )
        for facet in tags.all_facets(project)
    ]


def _printed(tag: Tag, facet: Facet, depth: int, group: bool, claims: int) -> PrintedTag:
    told = read_markdown(canonical(tag.description)) if tag.description.strip() else None
    return PrintedTag(
        tag.name,
        depth,
        tag.colour,
        group,
        tag.aliases,
        told.text if told else "",
        told.styles if told else (),
        claims,
        tag.sign if facet.key == "stance" else None,
        tag.archived,
    )
