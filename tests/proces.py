"""A service in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path


def start_dienst(map_: Path, **omgeving: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start `rio-soap serve` on a data directory; gives the process and the port that it chose and told."""
    opdracht = [sys.executable, "-c", "from rio_soap.cli import main; main()", "serve", "--port", "0"]
    alles = {**os.environ, "RIO_DATA_DIR": str(map_), **omgeving}
    proces = subprocess.Popen(opdracht, env=alles, stdout=subprocess.PIPE)
    assert proces.stdout is not None
    gezegd = proces.stdout.readline().decode()
    poort = re.search(r"serving on http://127\.0\.0\.1:([0-9]+)$", gezegd.strip())
    assert poort is not None, gezegd
    return proces, int(poort[1])
