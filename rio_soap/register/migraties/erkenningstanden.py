"""What the migration to revision 0014 makes of the stands of instellingserkenningen: fields, where V4 has kenmerken."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Enkel, Gegeven, Waarde
from rio_soap.register.erkenning.opzoekrijen import soortrijen
from rio_soap.register.regels import velden
from rio_soap.register.regels.standtekst import naar_json, van_json


def zet_instellingserkenningen_om(verbinding: sa.Connection) -> None:
    """Give every instellingserkenning the fields of our own contract, where V4 has kenmerken.

    A stand that cannot be read stays as it is: reading tells of it, as before.
    """
    vraag = "SELECT id, erkenner, code, stand FROM instellingserkenning"
    for rij in verbinding.execute(sa.text(vraag)).mappings().all():
        try:
            stand = _eigen_vorm(van_json(rij["stand"]), rij["code"], rij["erkenner"])
        except STANDFOUTEN:
            continue
        verbinding.execute(_INSTELLINGSERKENNING, {"id": rij["id"], "stand": naar_json(stand)})
        if rijen := [{"erkenning": rij["id"], **een} for een in soortrijen(stand)]:
            verbinding.execute(sa.insert(_SAMENWERKINGSSOORT), rijen)


_INSTELLINGSERKENNING = sa.text("UPDATE instellingserkenning SET stand = :stand WHERE id = :id")
_SAMENWERKINGSSOORT = sa.table(
    "samenwerkingssoort",
    sa.column("erkenning", sa.Integer),
    sa.column("begindatum", sa.Date),
    sa.column("einddatum", sa.Date),
    sa.column("soort", sa.String),
)
_MEERVOUDIG = frozenset({"grondslag", "onderwijsinstellingskenmerk", "vestigingskenmerk"})
"""Kenmerken that may occur more than once."""


def _eigen_vorm(stand: Gegeven, code: str, erkenner: str) -> Gegeven:
    """The stand with its code, its erkenner if that is known, and fields instead of kenmerken."""
    naam = f"{stand.naam}Periode"
    eigen: dict[str, Waarde] = {"code": code}
    if erkenner:
        eigen["erkenner"] = erkenner
    eigen |= stand.velden
    if naam in stand.velden:
        eigen[naam] = [_eigen_periode(periode) for periode in velden.delen(stand, naam)]
    return Gegeven(stand.naam, eigen)


def _eigen_periode(periode: Gegeven) -> Gegeven:
    eigen: dict[str, Waarde] = {naam: waarde for naam, waarde in periode.velden.items() if naam != "kenmerken"}
    meer: dict[str, list[Enkel]] = {}
    for kenmerk in velden.delen(periode, "kenmerken"):
        naam, waarde = velden.tekst(kenmerk, "kenmerknaam"), velden.tekst(kenmerk, "kenmerkwaardeEnumeratiewaarde")
        if naam in _MEERVOUDIG:
            meer.setdefault(naam, []).append(waarde)
        else:
            eigen[naam] = waarde
    return Gegeven(periode.naam, {**eigen, **meer})
