import pytest

from db import claims, documents, tags
from db.errors import Invalid
from db.records import Span
from workbench import operations


@pytest.fixture
def project(tmp_path):
    with operations.new_project(tmp_path / "a.workbench", "Upper <Teshk>", "Ana") as project:
        with project.action("Fill") as action:
            actor, concern, _stance = (facet.id for facet in tags.all_facets(project))
            group = tags.add(action, actor, "States")
            kelmaria = tags.add(
                action, actor, "Kelmaria & co", parent=group, aliases=["كلماريا", "K*"],
                description="The **state**, not the [river](https://example.org).\n\n<img src=x>",
            )  # fmt: skip
            tags.add(action, concern, "Old", archived=True, colour="hollow-sky")
            document = documents.add(action, "a.txt", "Words enough.")
            claims.add(action, document, [Span(0, 5)], tags=[(kelmaria, "holder")])
        yield project


def test_the_page_has_groups_aliases_descriptions_colours_and_counts(project):
    page = operations.codebook_html(project)
    assert page.startswith("<!DOCTYPE html>")
    assert "Upper &lt;Teshk&gt;: codebook" in page
    assert 'style="--depth: 1"' in page
    assert "Kelmaria &amp; co" in page
    assert "Also: <bdi>كلماريا</bdi>, <bdi>K*</bdi>" in page
    assert '<a href="https://example.org" rel="noreferrer">river</a>' in page
    assert "&lt;img src=x&gt;" in page
    assert "0 claims, archived" in page
    assert "+ <span" in page
    assert page.count("1 claim<") == 2  # the group counts it too


def test_the_page_fetches_nothing(project):
    page = operations.codebook_html(project)
    assert "default-src 'none'" in page
    for sign in ("<script", "<img", "<link", "url(", "@import", " src="):
        assert sign not in page.replace("&lt;img src=x&gt;", "")


def test_markdown_nests_as_the_codebook_does(project):
    page = operations.codebook_markdown(project)
    assert page.startswith("# Upper &lt;Teshk\\>: codebook\n\n## Actors\n\n")
    assert "- **States** (1 claim)\n\n    - **Kelmaria &amp; co** (1 claim)\n" in page
    assert "\n        Also: كلماريا, K\\*\n" in page
    assert "The **state**, not the [river](<https://example.org>)." in page
    assert "<img" not in page


@pytest.mark.parametrize(("name", "start"), [("c.html", b"<!DOCTYPE"), ("c.MD", b"# Upper")])
def test_the_end_of_the_name_says_what_is_written(project, tmp_path, name, start):
    assert operations.print_codebook(project, tmp_path / name) == 6
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["c.pdf", "c", "c.workbench"])
def test_another_name_is_refused_and_nothing_is_written(project, tmp_path, name):
    with pytest.raises(Invalid):
        operations.print_codebook(project, tmp_path / name)
    assert not (tmp_path / name).exists()
