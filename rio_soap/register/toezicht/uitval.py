"""What an answer leaves out because the contract cannot hold it: it never takes its neighbours with it.

A load and a delivery let in nothing of the kind; it comes from a register of before, or from a hand in the database.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.model import metadata, signaal
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Kapot
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import Uitslag, Uitvaller, afgekeurd
from rio_soap.register.toezicht.signalen import MAX_TEKST, meld_signaal

ONTOONBAAR = "ONTOONBAAR"
"""Kind of the signal about an object that answers leave out."""
_MAX_SLEUTEL = 60
T = TypeVar("T")


def heel(stand: Gegeven) -> Gegeven:
    """The stand.

    :raises ValueError: when what is stored is none.
    """
    if type(stand) is Kapot:
        raise ValueError(f"no stand: {stand.reden}")
    return stand


def probeer(uitval: list[Uitvaller], tabel: sa.Table, sleutel: str, maak: Callable[[], T]) -> T | None:
    """What is made of a stored object; None, and noted, when nothing can be made of it."""
    try:
        return maak()
    except STANDFOUTEN as fout:
        uitval.append(Uitvaller(tabel.name, sleutel, f"{type(fout).__name__}: {fout}"))
        return None


def meld_uitval(session: Session, uitval: Iterable[Uitvaller], moment: datetime) -> None:
    """Open a signal about each object that has none; an open one stays as it is, so that reading on writes nothing."""
    per_object = {(een.tabel, leesbaar(een.sleutel, _MAX_SLEUTEL)): een for een in uitval}
    for (_, sleutel), een in per_object.items():
        tekst = leesbaar(een.reden, MAX_TEKST)
        waar = (signaal.c.soort == ONTOONBAAR, signaal.c.object == een.tabel, signaal.c.sleutel == sleutel)
        bekend = session.execute(sa.select(signaal.c.id).where(*waar, signaal.c.opgelost.is_(None))).first()
        if bekend is None:
            meld_signaal(session, ONTOONBAAR, metadata.tables[een.tabel], sleutel, tekst, moment)


def leesbaar(tekst: str, lengte: int = MAX_TEKST) -> str:
    """A text that a database can keep, a log can be written with, and a terminal can show."""
    return _VREEMD.sub(lambda teken: ascii(teken[0])[1:-1], tekst)[:lengte]


_VREEMD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NIET_DAAR: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "opvragen_aangebodenOpleiding": (("A01020", ("aangebodenOpleidingCode",)),),
    "opvragen_instellingserkenning": (("RS1304", ("instellingserkenning",)),),
    "opvragen_instellingsstructuur": (("A01030", ("bevoegdGezagNummer",)),),
    "opvragen_onderwijsaanbieder": (("N09440", ("onderwijsaanbiedercode",)),),
    "opvragen_onderwijsaanbiedersVanOrganisatie": (
        ("A01110", ("onderwijsbestuurCode",)),
        ("A01030", ("bevoegdGezagNummer",)),
    ),
    "opvragen_onderwijslocatie": (("A01060", ("onderwijslocatieCode",)),),
    "opvragen_onderwijslocatiegebruik": (("A01130", ("onderwijsbestuurCode", "onderwijslocatieCode")),),
    "opvragen_organisatieoverzicht": (
        ("RS1110", ("organisatorischeEenheidcode",)),
        ("A01040", ("erkendeVestigingCode",)),
        ("RS1112", ("kVKnummer",)),
    ),
    "opvragen_organisatorischeEenheid": (("RS1110", ("organisatorischeEenheidcode",)),),
    "opvragen_opleidingseenheid": (("A01070", ("opleidingseenheidcode",)),),
    "opvragen_opleidingsrelatiesBijOpleidingseenheid": (("A01070", ("opleidingseenheidcode",)),),
    "opvragen_uittreksel": (("RS1110", ("organisatorischeEenheidcode",)), ("RS1304", ("instellingserkenning",))),
}
"""Reading of one object to the code for what is not there, and the fields of the request that name it."""


def niet_daar(operatie: str, verzoek: Gegeven) -> Uitslag | None:
    """The answer to a reading of one object that cannot be shown: it is not there; None for a reading of many."""
    for code, namen in _NIET_DAAR.get(operatie, ()):
        if all(naam in verzoek.velden for naam in namen):
            return afgekeurd([melding(code, [_genoemd(verzoek, naam) for naam in namen])])
    return None


def _genoemd(verzoek: Gegeven, naam: str) -> tuple[str, str]:
    """A code by its field; a key of our own contract, which has parts, as one text."""
    sleutel = verzoek.velden[naam]
    if isinstance(sleutel, Gegeven):
        return SLEUTEL, sleutel_uit(*(velden.tekst(sleutel, deel) for deel in sleutel.velden))
    return naam, velden.tekst(verzoek, naam)
