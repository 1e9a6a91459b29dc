import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / ".." / "shared"

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The folder of published examples of agreement."""
    folder = SHARED / "vectors"
    if not folder.is_dir():
        pytest.skip("the published examples are absent")
    return folder.resolve()
