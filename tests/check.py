"""Run every check of the project, or only those that are named: `python tests/check.py [STEP]...`.

All steps run, whatever the first ones find; the exit code is 1 if any of them failed.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
_LAYERS = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"

STEPS: dict[str, tuple[str, ...]] = {
    "ruff": (PYTHON, "-m", "ruff", "check"),
    "format": (PYTHON, "-m", "ruff", "format", "--check"),
    "types": (PYTHON, "-m", "mypy"),
    # It has a console script, but nothing that `-m` could run; its cache can be out of date.
    "layers": (PYTHON, "-c", _LAYERS),
    "tests": (PYTHON, "-m", "pytest", "-n", "auto"),
}


def main() -> int:
    """Run the steps and print what each found and how long it took."""
    parser = argparse.ArgumentParser(description="Run the checks of the project.")
    parser.add_argument("step", nargs="*", metavar="STEP", help=f"one of: {', '.join(STEPS)}")
    wanted = parser.parse_args().step or list(STEPS)
    unknown = [step for step in wanted if step not in STEPS]
    if unknown:
        parser.error(f"there is no step {', '.join(unknown)}; there are {', '.join(STEPS)}")
    verdicts = []
    for step in wanted:
        print(f"== {step}", flush=True)
        began = time.monotonic()
        code = subprocess.run(STEPS[step], cwd=ROOT, check=False).returncode
        verdicts.append((step, code, time.monotonic() - began))
    print("==")
    for step, code, seconds in verdicts:
        print(f"{step:<8} {'failed' if code else 'passed'} after {seconds:.1f} s")
    return int(any(code for _step, code, _seconds in verdicts))


if __name__ == "__main__":
    sys.exit(main())
