"""Schemathesis against the API of a served trial environment: ``python -m tests.api.schemathesisrun SECONDS``.

Left out is one check only, that whatever the document allows is answered: a value list, a register's begin and a key
that is not there are told by 400 and 404, which no document can know.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.service.conftest import Dienst

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as map_:
        dienst = Dienst(Path(map_), api_per_minuut=0)
        try:
            dienst.lever()
            adres = f"http://127.0.0.1:{dienst.port}/api/v1/openapi.json"
            programma = str(Path(sys.executable).parent / "schemathesis")
            opties = [
                "--max-time",
                sys.argv[1],
                "--exclude-checks",
                "positive_data_acceptance",
                "--continue-on-failure",
            ]
            uit = subprocess.run([programma, "run", adres, *opties], check=False)
        finally:
            dienst.stop()
    sys.exit(uit.returncode)
