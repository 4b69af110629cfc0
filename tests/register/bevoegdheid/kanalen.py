"""Every way in which something of the register is read, and what is asked of it: which may tell of a contactadres.

A reading that is built must stand in one of the two tables; which one is for who builds it to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.contexten import begincontexten
from rio_soap.register.database.model import communicatiecontext, contactadres, mutatie, objectversie
from rio_soap.register.database.session import Session
from rio_soap.register.versie.bronnen import Contactpunt
from rio_soap.register.wijzigingen.voor import RIJ, pak_voor
from tests.register.hulp_organisatie import BESTUUR

AANBIEDER = "110A133"
EENHEDEN = (AANBIEDER, BESTUUR)
NAMEN = tuple(soort.naam for soort in begincontexten())
OPENBAAR = frozenset({"ALGEMEEN", "AANMELDEN", "CENTRAAL_AANMELDEN_MBO", "FACTURATIE"})
BESLOTEN_OP = date(2026, 11, 25)
"""From this day on FACTURATIE is restricted, and GEMEENTE reads it."""
EERDER = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""When the contactadressen came; they changed an hour later."""

_ZONDER = """
opvragen_aangebodenOpleiding opvragen_autorisaties opvragen_bagAdres opvragen_erkenners opvragen_erkenningsstatus
opvragen_gewijzigdOnderwijslocatiegebruik opvragen_handelsregistergegevens opvragen_instellingserkenning
opvragen_kenmerkconfiguratie opvragen_licenties opvragen_onderwijslocatie opvragen_onderwijslocatiegebruik
opvragen_opleidingseenhedenBijStelsel opvragen_opleidingseenheid opvragen_opleidingserkenning
opvragen_opleidingserkenningenBijStelsel opvragen_opleidingsrelatiesBijOpleidingseenheid opvragen_rioIdentificatiecode
opvragen_samenwerkingen opvragen_versie opvragen_waardenlijst zoeken_aangebodenOpleidingen
opvragen_gebruikersVanOnderwijslocatie opvragen_onderwijslocatiesInGebied controleren_levering
"""
ZONDER = frozenset(_ZONDER.split())
"""Readings of what holds no contactadres and hangs on none: offers, units, erkenningen, locaties, lists, one's own
roles, and what is asked outside."""


Verzoek = tuple[str, dict[str, Waarde]]
"""An operation, and what is asked of it."""


def _van_eenheden(operatie: str, **meer: Waarde) -> Iterator[Verzoek]:
    for eenheid in EENHEDEN:
        yield operatie, {"organisatorischeEenheidcode": eenheid, **meer}


_HALVERWEGE = EERDER + timedelta(minutes=30)
_FEED, _MOMENT, _HISTORIE = "opvragen_gewijzigdeObjecten", "opvragen_objectOpMoment", "opvragen_historie"


ALLES_IN_FEED: Verzoek = (_FEED, {"aantal": 100, "metInhoud": True})
"""Gives every contactadres that may be read."""


def _object(naam: str, nummer: str = "0", **meer: Waarde) -> dict[str, Waarde]:
    return {"objecttype": "CONTACTADRES", "sleutel": f"{AANBIEDER}/{naam}/{nummer}", **meer}


def _kern() -> Iterator[Verzoek]:
    aanbieder: dict[str, Waarde] = {"organisatorischeEenheidcode": AANBIEDER}
    yield "opvragen_contactadressen", aanbieder | {"communicatiecontext": ["TOEZICHT"]}
    yield _MOMENT, _object("LEERPLICHT")
    yield _FEED, {"aantal": 1, "houder": AANBIEDER, "objecttype": ["CONTACTADRES"]}
    yield "opvragen_contactadressen", aanbieder | {"metTerugval": True}
    yield ALLES_IN_FEED
    yield _HISTORIE, _object("FACTURATIE", pagina=0)
    yield "opvragen_organisatieoverzicht", aanbieder
    yield "opvragen_uittreksel", aanbieder | {"geldigOp": date(2026, 11, 24)}


def _contactadressen() -> Iterator[Verzoek]:
    naam = "opvragen_contactadressen"
    yield from _van_eenheden(naam)
    yield from _van_eenheden(naam, peildatum=date(2026, 11, 1))
    for soort in (*NAMEN, "BESTAAT_NIET"):
        yield naam, {"organisatorischeEenheidcode": AANBIEDER, "communicatiecontext": [soort], "metTerugval": True}
        yield naam, {"organisatorischeEenheidcode": BESTUUR, "communicatiecontext": ["ALGEMEEN", soort]}


def _feed() -> Iterator[Verzoek]:
    for aantal, inhoud in ((1, True), (1, False), (3, True)):
        vast: dict[str, Waarde] = {"aantal": aantal, "metInhoud": inhoud}
        yield _FEED, vast
        yield _FEED, vast | {"objecttype": ["CONTACTADRES"], "vanaf": _HALVERWEGE}
        yield _FEED, vast | {"houder": BESTUUR}


def _versies() -> Iterator[Verzoek]:
    for soort in (*NAMEN, "toezicht", ""):
        yield _HISTORIE, _object(soort, pagina=0)
        yield _MOMENT, _object(soort)
        yield _MOMENT, _object(soort, "7", bekendOp=_HALVERWEGE)
    yield _MOMENT, {"objecttype": "CONTACTADRES", "sleutel": AANBIEDER}
    yield _HISTORIE, {"objecttype": "ONDERWIJSAANBIEDER", "sleutel": AANBIEDER, "pagina": 0}


def _overige() -> Iterator[Verzoek]:
    yield from _van_eenheden("opvragen_organisatieoverzicht", peildatum=date(2026, 11, 1))
    yield from _van_eenheden("opvragen_organisatiestructuur")
    yield from _van_eenheden("opvragen_organisatorischeEenheid")
    yield from _van_eenheden("opvragen_uittreksel", geldigOp=date(2026, 11, 24), bekendOp=_HALVERWEGE)
    for term in ("hanze", "geheim", "geheim-toezicht@school.nl", AANBIEDER):
        yield "zoeken_organisaties", {"zoekterm": term, "pagina": 0}
    yield "opvragen_kwaliteitssignalen", {"onderwijsbestuurcode": BESTUUR, "pagina": 0}
    yield "opvragen_kwaliteitssignalen", {"pagina": 0}
    yield from _van_eenheden("opvragen_inzagelog", vanaf=EERDER, pagina=0)
    yield "opvragen_verwerkingsverslag", {"identificatiecode": "bericht-1"}
    yield "opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": AANBIEDER}
    yield "opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuurCode": BESTUUR}
    sinds: dict[str, Waarde] = {"peildatumtijdMutaties": EERDER, "pagina": 0}
    yield "opvragen_gewijzigdeOnderwijsaanbieders", sinds | {"onderwijsbestuurcode": BESTUUR}
    yield "opvragen_gewijzigdeAangebodenOpleidingen", sinds | {"onderwijsaanbiederCode": AANBIEDER}
    yield "opvragen_instellingsstructuur", {"bevoegdGezagNummer": "40169"}
    yield "opvragen_aangebodenOpleidingenVanOrganisatie", {"onderwijsaanbiedercode": AANBIEDER, "pagina": 0}
    yield "opvragen_opleidingseenhedenVanOrganisatie", {"onderwijsbestuurcode": BESTUUR, "pagina": 0}
    yield "opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijsbestuurCode": BESTUUR}


KERN = tuple(_kern())
"""One question of every channel."""
SNEL = 3
"""The first of these, which take little time, are asked of everybody at every moment."""
VERZOEKEN = (*KERN, *_contactadressen(), *_feed(), *_versies(), *_overige())
"""Of every reading that shows a contactadres, or goes by an eenheid that may have one."""
MET = frozenset(operatie for operatie, _ in VERZOEKEN)
"""Readings that are asked here."""


class Plek(NamedTuple):
    """Where a contactadres of these tests stands."""

    eenheid: str
    context: str

    @property
    def sleutel(self) -> str:
        return f"{self.eenheid}/{self.context}/0"

    @property
    def geheim(self) -> str:
        """What is nowhere but in it."""
        return f"geheim-{self.context.lower()}-{self.eenheid.lower()}@school.nl"


PLEKKEN = tuple(Plek(eenheid, naam) for eenheid in EENHEDEN for naam in NAMEN)


def zet_contexten(session: Session) -> None:
    """The contexten of the begin, with FACTURATIE restricted from `BESLOTEN_OP` on."""
    session.execute(sa.delete(communicatiecontext))
    for soort in begincontexten():
        if soort.naam == "FACTURATIE":
            nieuw = soort._replace(openbaar=False, lezersrollen="GEMEENTE", begindatum=BESLOTEN_OP)
            session.execute(sa.insert(communicatiecontext), [soort._replace(einddatum=BESLOTEN_OP)._asdict()])
            session.execute(sa.insert(communicatiecontext), [nieuw._asdict()])
        else:
            session.execute(sa.insert(communicatiecontext), [soort._asdict()])


def zet_contactadressen(session: Session, namen: frozenset[str]) -> None:
    """A contactadres of each of these contexten at every eenheid, in the feed and with a history.

    The numbers of the changes are the same whatever else there is, and a last change is there always: so what somebody
    may hear is the same, number by number, with and without what that one may not.
    """
    for nummer, plek in enumerate(PLEKKEN):
        if plek.context in namen:
            _zet(session, plek, 1_000 + 10 * nummer)
    session.execute(sa.insert(mutatie), [_mutatie(5_000, "onderwijslocatie", "107X215", "W", EERDER)])


def _zet(session: Session, plek: Plek, nummer: int) -> None:
    rij = {"eenheid": plek.eenheid, "context": plek.context, "subcontextnummer": "0"}
    toen, nu = _stand("eerst@school.nl"), _stand(plek.geheim)
    later = EERDER + timedelta(hours=1)
    session.execute(sa.insert(contactadres), [{**rij, "stand": nu}])
    session.execute(
        sa.insert(mutatie),
        [
            _mutatie(nummer, contactadres.name, plek.sleutel, "T", EERDER),
            _mutatie(nummer + 1, contactadres.name, plek.sleutel, "W", later),
        ],
    )
    versie = pak_voor([Contactpunt(**rij, stand=toen)])
    session.execute(sa.insert(objectversie), [{"volgnummer": nummer + 1, "deel": RIJ, "voor": versie}])


def _stand(email: str) -> Gegeven:
    periode = Gegeven("contactadresPeriode", {"begindatum": date(2020, 1, 1), "email": email})
    return Gegeven("contactadres", {"contactadresPeriode": [periode]})


def _mutatie(nummer: int, object_: str, sleutel: str, soort: str, moment: datetime) -> Mapping[str, object]:
    return {
        "volgnummer": nummer,
        "object": object_,
        "sleutel": sleutel,
        "houder": BESTUUR,
        "soort": soort,
        "moment": moment,
        "kanaal": "BERICHT",
    }
