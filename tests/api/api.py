"""Asks the API, and holds its answers to its document."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator
from werkzeug.test import Client, TestResponse

BASIS = "http://localhost/api"


@dataclass
class Api:
    """A client of the API."""

    client: Client

    def get(self, pad: str, **anders: Any) -> TestResponse:
        """:param pad: under ``/v1``, or whole as a link has it."""
        return self.client.get("/v1" + pad.removeprefix("/api/v1"), base_url=BASIS, **anders)

    def json(self, pad: str) -> Any:
        antwoord = self.get(pad)
        assert antwoord.status_code == 200, antwoord.text
        return json.loads(antwoord.data)

    @cached_property
    def keuring(self) -> "Keuring":
        return Keuring(self.json("/openapi.json"))

    def gekeurd(self, pad: str, status: int = 200, **anders: Any) -> Any:
        """The JSON of an answer that is as the document says."""
        antwoord = self.get(pad, **anders)
        assert antwoord.status_code == status, antwoord.text
        self.keuring.keur(pad, antwoord)
        return json.loads(antwoord.data)

    def bladeren(self, pad: str) -> list[Any]:
        """All pages of a list."""
        paginas, volgende = [], pad
        while volgende:
            paginas.append(self.gekeurd(volgende))
            volgende = paginas[-1]["_links"].get("next", {}).get("href", "")
        return paginas


class Keuring:
    """Judges answers by the document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._paden = {
            re.compile(re.sub(r"\\\{\w+\\\}", lambda gat: "[^/]+", re.escape(pad)) + r"\Z"): delen["get"]
            for pad, delen in document["paths"].items()
            if not pad.endswith("{sleutel}")
        } | {
            re.compile(pad.replace("{objecttype}", "[^/]+").replace("{sleutel}", ".+") + r"\Z"): delen["get"]
            for pad, delen in document["paths"].items()
            if pad.endswith("{sleutel}")
        }

    def keur(self, pad: str, antwoord: TestResponse) -> None:
        bewerking = next(
            een for patroon, een in self._paden.items() if patroon.match(urlsplit(pad).path.removeprefix("/api/v1"))
        )
        beschreven = bewerking["responses"][str(antwoord.status_code)]
        soort = antwoord.content_type
        schema = beschreven["content"][soort]["schema"] | {"components": self.document["components"]}
        fouten = sorted(Draft202012Validator(schema).iter_errors(json.loads(antwoord.data)), key=str)
        assert not fouten, f"{pad}: {fouten[0].json_path}: {fouten[0].message[:300]}"
