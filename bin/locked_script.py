"""locked_script.py LOCK…: prints a script that needs what the locks name, for a tool that reads scripts."""

import re
import sys
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+==[^ ;\\\n]+)", re.MULTILINE)

pins = sorted({pin for lock in sys.argv[1:] for pin in PIN.findall(Path(lock).read_text(encoding="utf-8"))})
print("# /// script", '# requires-python = ">=3.12"', "# dependencies = [", sep="\n")
for pin in pins:
    print(f'#   "{pin}",')
print("# ]", "# ///", sep="\n")
