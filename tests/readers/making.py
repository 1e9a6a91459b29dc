"""Small files of every format, made where they are needed."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = f"{R}/"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def docx(body: str, links: str = "", **parts: str) -> bytes:
    """Return a Word file: the inside of its body, relationships, and other parts by their names.

    `core` are the inner elements of the properties; all others those of `word/NAME.xml`.
    """
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    made = {
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{_KINDS}officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    if core := parts.pop("core", ""):
        made["docProps/core.xml"] = (
            '<p:coreProperties xmlns:p="p" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</p:coreProperties>'
        )
    for name, inner in parts.items():
        kind = name.rstrip("12") if name.startswith(("header", "footer")) else name
        root = {"header": "hdr", "footer": "ftr"}.get(kind, roots.get(kind, name))
        made[f"word/{name}.xml"] = f"<w:{root} {spaces}>{inner}</w:{root}>"
        links += f'<Relationship Id="{name}" Type="{_KINDS}{kind}" Target="{name}.xml"/>'
    made["word/_rels/document.xml.rels"] = _relations(links)
    return zipped(made)


def _relations(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of Word; a run without markup becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw", "meta", "manifest")
)
_SPACES = (
    f'{_ODF} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(body: str, automatic: str = "", styles: str = "", meta: str = "") -> bytes:
    """Return an OpenDocument text: the inside of its text, styles, properties."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>"
            f"{automatic}</office:automatic-styles><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_SPACES}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {_SPACES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        }
    )


def epub(chapters: Mapping[str, str], package: str = "", spine: str = "", **parts: str) -> bytes:
    """Return an e-book of chapters, each the inside of its body."""
    space = 'xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = spine or "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    made: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/>'
        "</rootfiles></container>",
        "OPS/book.opf": f"<package {space}><metadata>{package}</metadata><manifest>{items}"
        f"{parts.pop('items', '')}</manifest><spine>{spine}</spine></package>",
    }
    for name, body in chapters.items():
        made[f"OPS/{name}"] = (
            '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
        )
    made |= {f"OPS/{name.replace('_', '.')}": inner for name, inner in parts.items()}
    return zipped(made)
