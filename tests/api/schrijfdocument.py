"""Writes the OpenAPI document of the API to a file: ``python -m tests.api.schrijfdocument FILE``."""

import sys
import tempfile
from pathlib import Path

from werkzeug.test import Client

from tests.service.conftest import Dienst

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as map_:
        dienst = Dienst(Path(map_))
        try:
            antwoord = Client(dienst.toepassing).get("/api/v1/openapi.json")
            Path(sys.argv[1]).write_bytes(antwoord.data)
        finally:
            dienst.stop()
