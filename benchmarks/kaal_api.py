"""The floor of the JSON API: a bare WSGI application under our HTTP server, one statement of SQL, and writing JSON.

    python -m benchmarks.kaal_api PORT DATABASE QUESTIONS

QUESTIONS is a file of JSON: by path the statement, its parameters, and the answer. The statement is run on each
request, and the stands in its first column are read; then the answer, which was at hand, is written anew. Under
``/flask`` the same is done by a view of Flask.
"""

import json
import sqlite3
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response

from rio_soap.server.application import Application
from rio_soap.server.http_server import Address, HttpServer

_plaatselijk = threading.local()


Vragen: TypeAlias = dict[str, tuple[str, list[str], object]]


def antwoord_op(database: str, vragen: Vragen, pad: str) -> bytes:
    """The statement, its stands, and the answer."""
    if not hasattr(_plaatselijk, "sessie"):
        _plaatselijk.sessie = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    vraag, waarden, object_ = vragen[pad]
    for (stand,) in _plaatselijk.sessie.execute(vraag, waarden).fetchall():
        json.loads(stand)
    return json.dumps(object_, ensure_ascii=False, separators=(",", ":")).encode()


def toepassing(database: str, vragen: Vragen) -> WSGIApplication:
    """Answers each path of the questions, bare or by Flask."""
    met_flask = Flask("kaal")

    @met_flask.get("/flask/<naam>")
    def weergave(naam: str) -> Response:
        return Response(antwoord_op(database, vragen, f"/{naam}"), content_type="application/json")

    def antwoord(omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if omgeving["PATH_INFO"].startswith("/flask/"):
            return met_flask(omgeving, start)
        data = antwoord_op(database, vragen, omgeving["PATH_INFO"])
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(data)))])
        return [data]

    return antwoord


if __name__ == "__main__":
    poort, database_, vragen_ = sys.argv[1:]
    dienst = Application(toepassing(database_, json.loads(Path(vragen_).read_text("utf-8"))))
    HttpServer(dienst, Address("127.0.0.1", int(poort)), threads=8, max_body=1 << 20).run()
