import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from itertools import pairwise, product

import pytest

from db.records import CONFIDENCES, CREDIBILITIES, RELIABILITIES
from resources import resource

JOIN = " […] "
ICONS = [
    "sidebar", "panel", "undo", "redo", "search", "plus", "minus", "close", "filter", "check",
    "cross", "question", "open-circle", "half-circle", "done", "document", "folder", "book",
    "lock", "export", "import", "chevron-down", "chevron-right", "chevron-up", "text",
    "arrow-right", "save", "note", "trash", "edit", "more", "warning", "info", "eye", "eye-off",
    "link", "split", "handle", "light", "dark", "merge", "columns", "matrix", "keyboard", "tag",
    "person", "comment", "fit-width", "fit-page", "rotate", "pages",
    "copy", "pin", "outline",
]  # fmt: skip
PAGES = ["start", "sources", "reading", "codebook", "matrix", "review", "project-file",
         "command-line"]  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def sample_text(name: str) -> str:
    raw = resource("sample", name).read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    return raw.decode("utf-8")


def rows(name: str) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(sample_text(name), newline=""), strict=True)
    found = list(reader)
    assert all(None not in row and None not in row.values() for row in found)
    return found


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def passages(claim: dict[str, str]) -> list[tuple[int, int]]:
    starts, ends = listed(claim["start"]), listed(claim["end"])
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


@pytest.fixture(scope="module")
def claims() -> list[dict[str, str]]:
    return rows("claims.csv")


@pytest.fixture(scope="module")
def codebook() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows("codebook.csv"):
        assert row["tag"] not in found[row["kind"]]
        found[row["kind"]][row["tag"]] = row
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {row["document"]: sample_text(row["document"]) for row in rows("documents.csv")}


def test_documents_are_described() -> None:
    documents = rows("documents.csv")
    assert ",".join(documents[0]) == (
        "document,title,author,publisher,published_on,url,reliability,language"
    )
    assert len(documents) == 4
    for row in documents:
        assert row["title"]
        assert row["publisher"]
        assert row["reliability"] in RELIABILITIES
        assert row["language"] in {"en", "ar"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["published_on"])
        host = re.match(r"https://([^/]+)/", row["url"])
        assert not row["url"] or (host and host[1].endswith(".example")), "no real address"


def test_titles_stand_in_their_texts(texts: dict[str, str]) -> None:
    for row in rows("documents.csv"):
        assert row["title"].casefold() in texts[row["document"]].casefold()


def test_codebook_shape(codebook: dict[str, dict[str, dict[str, str]]]) -> None:
    assert ",".join(rows("codebook.csv")[0]) == "kind,tag,group,aliases,description,sign"
    assert set(codebook) == {"actor", "concern", "stance"}
    assert len(codebook["actor"]) == 12
    assert len(codebook["concern"]) == 11
    assert {tag: row["sign"] for tag, row in codebook["stance"].items()} == {
        "For": "1",
        "Against": "-1",
        "Mixed": "0",
    }
    for kind in ("actor", "concern"):
        owner: dict[str, str] = {}
        for tag, row in codebook[kind].items():
            assert row["group"]
            assert row["description"]
            assert row["sign"] == "0"
            for alias in listed(row["aliases"]):
                assert alias == alias.strip() != ""
                assert owner.setdefault(alias, tag) == tag, f"{alias} stands for two tags"
    aliases = "|".join(row["aliases"] for row in codebook["actor"].values())
    assert "كلماريا" in aliases
    assert {"LF–E", "LF-E"} <= set(listed(aliases))


def test_claims_shape(claims: list[dict[str, str]], texts: dict[str, str]) -> None:
    assert ",".join(claims[0]) == (
        "claim_id,document,start,end,quote,statement,actors,concerns,stance,speaker,confidence,"
        "coder,note,about,credibility"
    )
    assert len({claim["claim_id"] for claim in claims}) == len(claims)
    by_coder: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        by_coder[claim["coder"]].add(claim["document"])
        assert claim["confidence"] in CONFIDENCES
        assert claim["credibility"] in {"", *map(str, CREDIBILITIES)}
        assert claim["statement"].endswith(".")
    assert set(by_coder) == {"Mira Tolan", "Joren Vask"}
    assert by_coder["Mira Tolan"] == set(texts)
    assert sum(claim["coder"] == "Mira Tolan" for claim in claims) >= 38
    assert sum(claim["coder"] == "Joren Vask" for claim in claims) >= 24


def test_claims_use_the_codebook(
    claims: list[dict[str, str]], codebook: dict[str, dict[str, dict[str, str]]]
) -> None:
    for claim in claims:
        holders, about = listed(claim["actors"]), listed(claim["about"])
        concerns = listed(claim["concerns"])
        assert holders
        assert concerns
        assert set(holders + about) <= set(codebook["actor"])
        assert set(concerns) <= set(codebook["concern"])
        assert not claim["stance"] or claim["stance"] in codebook["stance"]
        for tags in (holders + about, concerns):
            assert len(set(tags)) == len(tags)
    used = {tag for claim in claims for tag in listed(claim["actors"]) + listed(claim["concerns"])}
    assert used == set(codebook["actor"]) | set(codebook["concern"])


def test_offsets_give_the_quote(claims: list[dict[str, str]], texts: dict[str, str]) -> None:
    placed = [claim for claim in claims if claim["document"].endswith(".txt")]
    assert len(placed) > 50
    for claim in placed:
        text, spans = texts[claim["document"]], passages(claim)
        assert spans
        assert JOIN.join(text[start:end] for start, end in spans) == claim["quote"]
        assert all(first[1] < second[0] for first, second in pairwise(spans))
        for start, end in spans:
            assert text[start:end] == text[start:end].strip() != ""
            assert text[end - 1] not in ".,;:"
            assert not (text[start - 1].isalnum() and text[start].isalnum()), "begins in a word"
            assert not (text[end - 1].isalnum() and text[end].isalpha()), "ends in a word"


def test_markdown_claims_are_found_by_their_quote(
    claims: list[dict[str, str]], texts: dict[str, str]
) -> None:
    marked = [claim for claim in claims if claim["document"].endswith(".md")]
    assert len(marked) >= 8
    for claim in marked:
        assert claim["start"] == claim["end"] == ""
        assert texts[claim["document"]].count(claim["quote"]) == 1
        assert not re.search(r"[\n*_`\[\]|>#]", claim["quote"]), "crosses formatting"


def test_sample_shows_what_is_hard(claims: list[dict[str, str]], texts: dict[str, str]) -> None:
    assert sum("|" in claim["start"] for claim in claims) == 2
    assert sum(bool(re.search(r"\w-\n\w", claim["quote"])) for claim in claims) >= 3
    assert any("💧" in claim["quote"] for claim in claims)
    pull_quote = "We left Halmar because we had shown what we came to show"
    assert texts["lantern-front-after-halmar.txt"].count(pull_quote) == 2
    assert len({c["start"] for c in claims if c["quote"] == pull_quote}) == 2
    report = texts["dry-season-wet-politics.txt"]
    assert "gov-\nernment" in report
    assert "Kelmarian-\nadministered" in report
    assert max(map(len, report.splitlines())) <= 90
    assert re.search(r"\. \d[A-Z]", report), "a footnote number glued to the next word"
    assert re.search(r"consent\.\d ", report)
    assert re.search("[٠-٩]", texts["teshk-basin-water-report-ar.txt"])
    for mark in ("# ", "**", "- ", "> ", "| --- ", "](http"):
        assert mark in texts["morrin-third-filling.md"]


def test_coders_agree_and_differ(claims: list[dict[str, str]]) -> None:
    mine, theirs = (
        [claim for claim in claims if claim["coder"] == coder and claim["start"]]
        for coder in ("Mira Tolan", "Joren Vask")
    )
    tags = ("actors", "concerns", "stance", "about")
    same = other_bounds = other_tags = other_stance = 0
    for a, b in product(mine, theirs):
        meets = a["document"] == b["document"] and any(
            one[0] < two[1] and two[0] < one[1] for one in passages(a) for two in passages(b)
        )
        if meets:
            same_place = passages(a) == passages(b)
            same_tags = all(a[tag] == b[tag] for tag in tags)
            same += same_place and same_tags
            other_bounds += not same_place
            other_tags += not same_tags
            other_stance += a["stance"] != b["stance"]
    assert same >= 3
    assert other_bounds >= 8
    assert other_tags >= 6
    assert other_stance >= 3


def test_some_cells_are_contested(claims: list[dict[str, str]]) -> None:
    stances: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        for cell in product(listed(claim["actors"]), listed(claim["concerns"])):
            stances[cell].add(claim["stance"])
    contested = {cell for cell, found in stances.items() if {"For", "Against"} <= found}
    assert ("Lantern Front", "Cross-border raids") in contested
    assert ("Upper Teshk Army", "Displacement") in contested


def test_icons_are_all_there() -> None:
    found = {file.name for file in resource("icons").iterdir() if file.name.endswith(".svg")}
    assert found == {f"{name}.svg" for name in [*ICONS, "app"]}


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_strokes(name: str) -> None:
    root = ET.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    assert root.tag == f"{SVG}svg"
    wanted = {
        "viewBox": "0 0 16 16",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.5",
        "stroke-linecap": "round",
    }
    assert {key: root.get(key) for key in wanted} == wanted
    assert len(root) > 0
    for element in root:
        assert element.tag in {f"{SVG}{tag}" for tag in ("path", "circle", "rect", "line")}
        assert element.get("fill", "none") in {"none", "currentColor"}
        assert element.get("stroke", "none") == "none"
        assert "style" not in element.attrib


def test_app_icon() -> None:
    root = ET.fromstring(resource("icons", "app.svg").read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 64 64"
    assert {element.tag for element in root} <= {f"{SVG}rect", f"{SVG}line", f"{SVG}path"}


@pytest.mark.parametrize("name", PAGES)
def test_help_pages(name: str) -> None:
    text = resource("help", f"{name}.md").read_text(encoding="utf-8")
    assert re.match(r"# \S", text)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert not re.search(r"^\|", text, re.MULTILINE), "keys are listed by the command table"
    for target in re.findall(r"\]\(([^)]+)\)", text):
        picture = target.startswith("pictures/") and resource("help", *target.split("/")).is_file()
        assert picture or target.removesuffix(".md") in PAGES


def test_help_describes_the_csv_columns() -> None:
    text = resource("help", "command-line.md").read_text(encoding="utf-8")
    for name in ("codebook.csv", "claims.csv"):
        for column in rows(name)[0]:
            assert re.search(rf"\b{column}\b", text)
