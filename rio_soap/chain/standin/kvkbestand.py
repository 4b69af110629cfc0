"""The data of the KvK stand-in: registrations in a TOML file, as `ports` has them. Format: docs/keten.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rio_soap.chain.ports import Inschrijving, KvkAdres, KvkVestiging, Rechtsvorm
from rio_soap.chain.standin.tomltables import Table, only_known, read_tables

PROEFBESTAND = Path(__file__).with_name("data") / "kvk.toml"
"""KvK's published test numbers, with contents of our own."""

RECHTSVORMEN = {
    "ST": "Stichting",
    "VER": "Vereniging",
    "COP": "Coöperatie",
    "KG": "Kerkgenootschap",
    "BV": "Besloten Vennootschap",
    "NV": "Naamloze Vennootschap",
    "OWM": "Onderlinge Waarborgmaatschappij",
    "VvE": "Vereniging van Eigenaars",
    "EESV": "Europees Economisch Samenwerkingsverband",
    "SE": "Europese Naamloze Vennootschap",
    "SCE": "Europese Coöperatieve Vennootschap",
    "OPR": "Overige privaatrechtelijke rechtspersoon",
    "PR": "Publiekrechtelijke Rechtspersoon",
    "VOF": "Vennootschap Onder Firma",
    "CV": "Commanditaire Vennootschap",
    "MA": "Maatschap",
    "RED": "Rederij",
}
_EIGENAREN = ("rechtspersoon", "samenwerkingsverband", "natuurlijkPersoon")
_VORMEN = {"kvkNummer": r"\d{8}", "rsin": r"\d{9}", "vestigingsnummer": r"\d{12}", "datum": r"\d{8}"}
_ADRES = {
    "afgeschermd": bool,
    "straatnaam": str,
    "huisnummer": int,
    "huisletter": str,
    "huisnummertoevoeging": str,
    "aanduiding": str,
    "postbusnummer": int,
    "postcode": str,
    "plaats": str,
    "bag_nummeraanduiding": str,
    "bag_object": str,
}
_BUITEN = ("straatHuisnummer", "postcodeWoonplaats", "regio", "land")


class Kvkbestandfout(ValueError):
    """The file cannot be used: where, and why."""


@dataclass(frozen=True, slots=True)
class Kvkgegevens:
    """What the stand-in knows.

    :param meldingen: code and words by number, for numbers that always give a melding.
    """

    op_kvk: dict[str, Inschrijving]
    op_rsin: dict[str, Inschrijving]
    vestigingen: dict[str, tuple[KvkVestiging, Inschrijving]]
    meldingen: dict[str, tuple[str, str]]


def lees_bestand(bron: Path = PROEFBESTAND) -> Kvkgegevens:
    """Read a file of registrations.

    :raises Kvkbestandfout: for another shape, unknown fields, or a number that stands there twice.
    :raises OSError: when it cannot be read.
    """
    gegevens = Kvkgegevens({}, {}, {}, {})
    laders: dict[str, Callable[[Table], None]] = {
        "inschrijving": lambda tabel: _voeg_toe(gegevens, _inschrijving(tabel)),
        "melding": partial(_voeg_melding_toe, gegevens),
    }
    read_tables(bron, laders, Kvkbestandfout)
    return gegevens


def _voeg_melding_toe(gegevens: Kvkgegevens, melding: Table) -> None:
    gegevens.meldingen[str(melding["nummer"])] = (str(melding["code"]), str(melding.get("omschrijving", "")))


def _voeg_toe(gegevens: Kvkgegevens, een: Inschrijving) -> None:
    if een.kvk_nummer in gegevens.op_kvk or (een.rsin and een.rsin in gegevens.op_rsin):
        raise ValueError(f"{een.kvk_nummer} or its RSIN stands there twice")
    gegevens.op_kvk[een.kvk_nummer] = een
    if een.rsin:
        gegevens.op_rsin[een.rsin] = een
    for vestiging in een.vestigingen:
        if vestiging.vestigingsnummer in gegevens.vestigingen:
            raise ValueError(f"vestiging {vestiging.vestigingsnummer} stands there twice")
        gegevens.vestigingen[vestiging.vestigingsnummer] = (vestiging, een)


def _vorm(tabel: Table, naam: str, vorm: str | None = None) -> str | None:
    waarde = tabel.get(naam)
    if waarde is not None and not re.fullmatch(_VORMEN[vorm or naam], str(waarde)):
        raise ValueError(f"{naam} {waarde!r}, allowed {_VORMEN[vorm or naam]}")
    return waarde


_VELDEN = (
    *(
        "kvkNummer",
        "rsin",
        "naam",
        "eigenaar",
        "rechtsvorm",
        "publiekrechtelijkeRechtsvorm",
        "datumAanvang",
        "datumEinde",
    ),
    *("ontbonden", "rechtstoestand", "statutaireZetel", "bezoekadres", "postadres", "hoofdvestiging", "vestiging"),
)
_VESTIGING = ("vestigingsnummer", "naam", "commercieel", "datumAanvang", "datumEinde", "bezoekadres", "postadres")


def _inschrijving(tabel: Table) -> Inschrijving:
    only_known(tabel, _VELDEN)
    eigenaar = tabel.get("eigenaar", "rechtspersoon")
    if eigenaar not in _EIGENAREN:
        raise ValueError(f"eigenaar {eigenaar!r}, allowed {', '.join(_EIGENAREN)}")
    kvk_nummer = _vorm({"kvkNummer": tabel["kvkNummer"]}, "kvkNummer") or ""
    code = tabel.get("rechtsvorm")
    publiek = tabel.get("publiekrechtelijkeRechtsvorm")
    vestigingen = tuple(_vestiging(v, kvk_nummer) for v in tabel.get("vestiging", []))
    eerste = vestigingen[0].vestigingsnummer if vestigingen else None
    return Inschrijving(
        kvk_nummer=kvk_nummer,
        rsin=_vorm(tabel, "rsin"),
        naam=str(tabel["naam"]),
        eigenaar=eigenaar,
        rechtsvorm=Rechtsvorm(code, RECHTSVORMEN[code], publiek) if code else None,
        datum_aanvang=_vorm(tabel, "datumAanvang", "datum"),
        datum_einde=_vorm(tabel, "datumEinde", "datum"),
        ontbonden=_vorm(tabel, "ontbonden", "datum"),
        rechtstoestand=tabel.get("rechtstoestand"),
        bezoekadres=_adres(tabel.get("bezoekadres")),
        postadres=_adres(tabel.get("postadres")),
        statutaire_zetel=tabel.get("statutaireZetel"),
        vestigingen=vestigingen,
        hoofdvestiging=_vorm(tabel, "hoofdvestiging", "vestigingsnummer") or eerste,
        peilmoment="",
    )


def _vestiging(tabel: Table, kvk_nummer: str) -> KvkVestiging:
    only_known(tabel, _VESTIGING)
    return KvkVestiging(
        vestigingsnummer=_vorm({"vestigingsnummer": tabel["vestigingsnummer"]}, "vestigingsnummer") or "",
        naam=str(tabel["naam"]),
        commercieel=bool(tabel.get("commercieel", False)),
        kvk_nummer=kvk_nummer,
        datum_aanvang=_vorm(tabel, "datumAanvang", "datum"),
        datum_einde=_vorm(tabel, "datumEinde", "datum"),
        bezoekadres=_adres(tabel.get("bezoekadres")),
        postadres=_adres(tabel.get("postadres")),
    )


def _adres(tabel: Table | None) -> KvkAdres | None:
    if tabel is None:
        return None
    if "land" in tabel:
        only_known(tabel, _BUITEN)
        return KvkAdres(regels=tuple(str(tabel[n]) for n in _BUITEN[:3] if n in tabel), land=str(tabel["land"]))
    only_known(tabel, _ADRES)
    for naam, waarde in tabel.items():
        if not isinstance(waarde, _ADRES[naam]):
            raise ValueError(f"{naam} {waarde!r}, allowed {_ADRES[naam].__name__}")
    return KvkAdres(**tabel)
