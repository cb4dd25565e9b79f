"""Where things lie: the checkout, and the files that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests/data"
IMPORTS = DATA / "imports"
ASKED_BACK = DATA / "asked_back"
