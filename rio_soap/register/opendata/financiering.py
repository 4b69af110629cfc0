"""Financieringsbesluiten: how long the training of a foreign opleiding is paid, as Nuffic valued it.

They are loaded to be published again; no message carries them. An erkenning that the register does not have is told,
and the besluit kept, for nothing is read by way of it.
"""

from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.delen import een_object, lijstwaarde, op
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, ObjectKind, Opzoeking, niet_bekend
from rio_soap.register.opendata.sorteerder import SCHEIDING, SourceRows

BESTAND = "financieringsbesluiten.csv"
_VERWIJZINGEN = ((zoek.INSTELLING, "OIE_CODE"), (zoek.OPLEIDINGSERKENNING, "ERKENDEOPLEIDINGSCODE"))


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(BESTAND))
    for opzoeking, kolom in _VERWIJZINGEN:
        if werk.een(opzoeking, code := rij.tekst(kolom)) is None:
            werk.meld(rij, f"{opzoeking.naam} unknown", niet_bekend(rij, code), geplaatst=True)
    return Gebouwd(
        {
            "instelling": rij.tekst("OIE_CODE"),
            "stelsel": lijstwaarde(rij, "OPLEIDINGSSTELSEL"),
            "opleidingscode": rij.tekst("ERKENDEOPLEIDINGSCODE"),
            "type_waardering": rij.of_niet("TYPE_WAARDERING") or "",
            "begindatum": rij.datum("BEGINDATUM"),
            "einddatum": rij.datum_of_niet("EINDDATUM"),
            "cursusduur": rij.geheel("CURSUSDUUR"),
            "extra_cursusduur": rij.geheel("EXTRA_CURSUSDUUR"),
        }
    )


def _vraag(groep: SourceRows, _: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    rij = groep.eerste
    return [(opzoeking, code) for opzoeking, kolom in _VERWIJZINGEN if (code := rij.of_niet(kolom)) is not None]


def _sleutel(cellen: dict[str, str | None]) -> str | None:
    """The columns of the key; TYPE_WAARDERING may be empty."""
    vast = op("OIE_CODE", "OPLEIDINGSSTELSEL", "ERKENDEOPLEIDINGSCODE", "BEGINDATUM")(cellen)
    return None if vast is None else SCHEIDING.join((vast, cellen["TYPE_WAARDERING"] or ""))


SOORT = ObjectKind(
    "financieringsbesluiten",
    model.financieringsbesluit,
    ("instelling", "stelsel", "opleidingscode", "type_waardering", "begindatum"),
    {BESTAND: _sleutel},
    _bouw,
    _vraag,
)
