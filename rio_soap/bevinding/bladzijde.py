"""Which page of ``docs/fouten`` explains a cause (``bladzijden.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def bladzijden() -> Mapping[str, str]:
    """Every cause with the name of its page, without ``.md``."""
    bestand = resources.files("rio_soap.bevinding").joinpath("bladzijden.toml")
    paren: dict[str, str] = tomllib.loads(bestand.read_text("utf-8"))
    return paren


def bladzijde(oorzaak: str) -> str:
    """The name of the page that explains a cause, in ``docs/fouten`` and without ``.md``.

    :raises KeyError: for a cause that no page explains.
    """
    return bladzijden()[oorzaak]


def uitleg_op(oorzaak: str) -> str:
    """Where a cause is explained, from the root of the project: ``docs/fouten/<page>.md#<cause>``.

    :raises KeyError: for a cause that no page explains.
    """
    return f"docs/fouten/{bladzijde(oorzaak)}.md#{oorzaak}"
