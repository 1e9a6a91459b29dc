"""The page in a browser, where one is installed: from a file, without a network."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html as lxml_html

from workbench.exporters.matrix_html import html_page

from . import products

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def opened(page: Path, cell: str) -> "lxml_html.HtmlElement":
    """Open a page at a cell; return what stands in it then."""
    if BROWSER is None:
        pytest.skip("no browser is installed")
    done = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            f"--user-data-dir={page.parent / 'browser'}", "--virtual-time-budget=2000",
            f"file://{page}#{cell}",
        ],
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    return lxml_html.document_fromstring(done.stdout)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.html"
    path.write_text(html_page(products.small()), encoding="utf-8")
    return path


def test_a_cell_opens_its_passages_as_text(page):
    found = opened(page, "0,0")
    panel = found.get_element_by_id("behind")
    assert panel.get("hidden") is None
    assert panel.xpath("h2/text()") == ["Kelmaria × Dam filling"]
    assert "3 claims · 3 documents · 1 for, 1 against" in panel.text_content()
    quotes = panel.xpath(".//p[@class='quote']/text()")
    assert quotes[0] == "The dam fills."
    assert quotes[1] == "It does not </script><script>alert(1)</script>."
    assert len(quotes) == 3
    (cell,) = found.xpath("//td[contains(@class, 'now')]")
    assert cell.get("aria-label") == "Kelmaria, Dam filling: contested, 3"
    assert cell.get("tabindex") == "0"


def test_a_row_opens_all_of_its_claims_and_an_unknown_place_nothing(page):
    found = opened(page, "1,-1")
    assert len(found.get_element_by_id("behind").xpath("article")) == 1
    assert found.xpath("//aside/h2/text()") == ["Duvania <b>"]
    assert opened(page, "77,3").get_element_by_id("behind").get("hidden") is not None


def test_nothing_is_asked_of_a_network(page):
    text = page.read_text(encoding="utf-8")
    tree = lxml_html.document_fromstring(text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert tree.xpath("//@src | //@href | //@style") == []
