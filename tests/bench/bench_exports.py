"""Times of writing a matrix of 200 x 100 tags with 100,000 passages in each format.

Run with `python -m pytest tests/bench/bench_exports.py -s`. What is asked for: a workbook within
60 s. The peak of memory beyond what the product takes is printed beside each time.
"""

import resource
import time
from dataclasses import replace

import pytest

from tests.exporters import products
from workbench.exporters.matrix_picture import draw
from workbench.exporters.matrix_product import KINDS, Picture, Product
from workbench.exporters.picture_svg import svg
from workbench.operations.matrix_export import FORMATS

ROWS, COLUMNS, CLAIMS = 200, 100, 61_000


@pytest.fixture(scope="module")
def product() -> Product:
    return products.large(ROWS, COLUMNS, CLAIMS)


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.is_picture])
def test_write(product: Product, name: str) -> None:
    found = FORMATS[name]
    passages = sum(map(sum, product.matrix.claims.cells))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    made = (found.table or found.text or found.data)(product)  # type: ignore[misc]
    took, used = time.perf_counter() - start, time.process_time() - cpu
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    size = len(made) / 1e6 if isinstance(made, str | bytes) else len(made[1]) / 1e6
    print(f"\n{name}: {passages:,} passages in {took:.1f} s, {used:.1f} s of a core")
    print(f"{size:.1f} million bytes, letters or rows; {more} MB of memory more")
    if name == "xlsx":
        assert took < 60


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [5, 45, 500])
def test_draw(kind: str, size: int) -> None:
    drawn = replace(products.large(size, size, size * 40), picture=Picture(kind))  # type: ignore[arg-type]
    start = time.perf_counter()
    text = svg(draw(drawn))
    took = time.perf_counter() - start
    print(f"\n{kind} of {size} x {size}: {took:.2f} s, {len(text) / 1e6:.1f} MB")
