"""The floor of HTTP: waitress, which reads a request whole and answers bytes of the size that the path asks for."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from waitress import serve


def toepassing(omgeving: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """``POST /N`` answers N bytes."""
    omgeving["wsgi.input"].read()
    lengte = int(omgeving["PATH_INFO"].lstrip("/") or 0)
    start("200 OK", [("Content-Type", "text/xml; charset=UTF-8"), ("Content-Length", str(lengte))])
    return [b"x" * lengte]


if __name__ == "__main__":
    serve(toepassing, host="127.0.0.1", port=int(sys.argv[1]), threads=8, ident=None)
