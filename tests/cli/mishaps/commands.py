"""Every command with a line that would do its work, and what it needs for that: what may go wrong with it."""

from dataclasses import dataclass, field
from typing import Literal

import click

Soort = Literal[
    "certificate", "key", "ca", "crl", "message", "table", "mapping", "folder", "output", "outfolder", "socket"
]
"""What a path on a command line is for; `message` gets a report rather than an error, whatever is in it."""
OIN, PRINT = "00000001234567890000", "0" * 64


@dataclass(frozen=True)
class Row:
    """A command.

    :param words: a command line behind the words of the command; ``{name}`` stands for the path of that parameter.
    :param paths: what each parameter that is a path is for.
    :param register: whether it opens the register.
    :param instead: by parameter, the words without which it is not looked at.
    :param environment: what has to be set besides.
    :param network: the option that says where to, if it asks somebody.
    :param port: the option of a port it serves on.
    """

    words: tuple[str, ...] = ()
    paths: dict[str, Soort] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settings: bool = True
    register: bool = True
    network: str | None = None
    port: str | None = None


CLIENT: dict[str, Soort] = {
    "certificaat": "certificate",
    "sleutel": "key",
    "rio_certificaat": "certificate",
    "tls_ca": "ca",
    "tls_certificaat": "certificate",
    "tls_sleutel": "key",
    "bewaar": "outfolder",
}
_KLANT = ("--certificaat", "{certificaat}", "--sleutel", "{sleutel}", "--rio-certificaat", "{rio_certificaat}")
_TLS = ("--tls-certificaat", "{tls_certificaat}", "--tls-sleutel", "{tls_sleutel}", "--tls-ca", "{tls_ca}")
_UIT: dict[str, Soort] = {"uit": "output"}

ROWS: dict[str, Row] = {
    "batch": Row(
        ("{invoer}", "{uit}", "--doel", "http://127.0.0.1:9", *_KLANT),
        {"invoer": "folder", "uit": "outfolder", "vertaling": "mapping", **CLIENT},
        register=False,
    ),
    "bestuur koppel": Row(
        ("12345678",),
        environment={"RIO_KVK_URL": "http://127.0.0.1:9/kvk", "RIO_KVK_ONDERTEKENAAR": "{certificate}"},
        network="RIO_KVK_URL",
    ),
    "bevoegdheid intrekken": Row(("--oin", OIN, "--rol", "inzage")),
    "bevoegdheid lijst": Row(),
    "bevoegdheid toekennen": Row(("--oin", OIN, "--rol", "inzage")),
    "bewijs": Row(("1", "--uit", "{uit}"), _UIT),
    "context lijst": Row((), _UIT),
    "context vervang": Row(("{bestand}",), {"bestand": "table"}),
    "controleer": Row(("{bestanden}",), {"bestanden": "message", "uit": "output", "dienstcertificaten": "certificate"}),
    "gebruiker beeindigen": Row(("--email", "a@example.nl")),
    "gebruiker lijst": Row(),
    "gebruiker nodig-uit": Row(("a@example.nl",)),
    "gebruiker sessies-beeindigen": Row(("a@example.nl",)),
    "gebruiker toevoegen": Row(("--email", "a@example.nl", "--naam", "A")),
    "gebruiker tweede-stap-af": Row(("a@example.nl",)),
    "gebruiker wijzigen": Row(("--email", "a@example.nl", "--naam", "B")),
    "haal": Row(
        ("opleidingseenheid", "opleidingseenheidcode=1010O6466", *_KLANT),
        CLIENT,
        register=False,
        network="--endpoint",
    ),
    "ingreep beeindig": Row(("opleidingseenheid", "x", "--per", "2026-01-01", "--reden", "y")),
    "ingreep lijst": Row(),
    "ingreep verwijder": Row(("opleidingseenheid", "x", "--reden", "y")),
    "init": Row(),
    "kenmerk controleer": Row(("{bestand}",), {"bestand": "table"}, register=False),
    "kenmerk toon": Row(register=False),
    "keten-proef": Row((), {"kvk": "table", "klant": "certificate"}, register=False, port="--port"),
    "keur": Row(
        ("--doel", "http://127.0.0.1:9", *_KLANT),
        {
            "namen": "mapping",
            "certificaten": "certificate",
            "uit": "output",
            "html_bestand": "output",
            "junit_bestand": "output",
            **CLIENT,
        },
        instead={"certificaten": ("--luister", "--port", "0")},
        register=False,
        network="--doel",
    ),
    "laad bag": Row(("{extract}",), {"extract": "folder", "gemeenten": "table"}, register=False),
    "laad proef": Row(),
    "logboek controleer": Row((), {"eerder": "certificate", "sleutels": "key", "getuigen": "table"}),
    "logboek lijst": Row(),
    "logboek toon": Row(("1",)),
    "logboek volg": Row(("--tot", "1")),
    "mandaat intrekken": Row(("--oin", OIN, "--namens", OIN)),
    "mandaat lijst": Row(),
    "mandaat toevoegen": Row(("--oin", OIN, "--namens", OIN)),
    "partij intrekken": Row((PRINT,)),
    "partij lijst": Row(),
    "partij toevoegen": Row(("--certificaat", "{certificaat}", "--namens", OIN), {"certificaat": "certificate"}),
    "proef": Row(port="--port"),
    "publiceer": Row((), {"map_": "outfolder"}),
    "serve": Row(
        ("--port", "0"),
        {"tls_certificaat": "certificate", "tls_sleutel": "key", "tls_ca": "ca", "tls_crl": "crl", "socket": "socket"},
        instead={
            name: (*_TLS, *(("--tls-crl", "{tls_crl}") if name == "tls_crl" else ()))
            for name in ("tls_certificaat", "tls_sleutel", "tls_ca", "tls_crl")
        },
        port="--port",
    ),
    "signaal lijst": Row(),
    "signaal oplossen": Row(("1",)),
    "signaleer": Row(),
    "stuur": Row(("{bestand}", *_KLANT), {"bestand": "message", **CLIENT}, register=False, network="--endpoint"),
    "tls-proefsleutels": Row(register=False),
    "uittreksel": Row(("1010O6466", "--uit", "{uit}"), _UIT),
    "verschil": Row(("{a}", "{b}"), {"a": "message", "b": "message"}, register=False),
    "vertrouw ca": Row(("{bundel}",), {"bundel": "ca"}),
    "vertrouw crl": Row(("{bestanden}",), {"bestanden": "crl"}),
    "vertrouw intrekken": Row((PRINT,)),
    "vertrouw lijst": Row(),
    "voorbeeld": Row(("{bestanden}",), {"bestanden": "message", "uit": "output"}),
    "waardenlijst controleer": Row(("{bestand}",), {"bestand": "table"}, register=False),
    "waardenlijst lijst": Row(register=False),
    "waardenlijst toon": Row(("Rechtsvorm",), register=False),
    "wsdl": Row(settings=False, register=False),
    "zoekindex": Row(),
}


def leaves(command: click.Command, ctx: click.Context, words: tuple[str, ...] = ()) -> dict[str, click.Command]:
    """Every command of a tree by its words."""
    if not isinstance(command, click.Group):
        return {" ".join(words): command}
    found: dict[str, click.Command] = {}
    for name in command.list_commands(ctx):
        below = command.get_command(ctx, name)
        assert below is not None
        found |= leaves(below, ctx, (*words, name))
    return found
