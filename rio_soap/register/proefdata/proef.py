"""Trial data: a small register of our own making, in which recorded life cycles can run and each sector has something.

It stands in `data` in the form of DUO's open data and is read by the same loader; here are the units that the
published form cannot say (it has no ISCED). Names, addresses and periods are made up as far as no recording gives them.
Loading again changes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from types import MappingProxyType

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.zoeken.bijhouden import werk_bij_rijen

PROEFSET = files("rio_soap.register.proefdata").joinpath("data")
"""The trial set as files in published form."""


def laad_proef(session: Session, naam: str = "basis") -> None:
    """Load one of `SETS`.

    :raises KeyError: for another name.
    """
    SETS[naam](session)


def _basis(session: Session) -> None:
    """Hanzehogeschool and an institution of every sector, from `PROEFSET`; two opleidingseenheden of recordings.

    Without mutaties: the trial data are what followers find, not what changes before their eyes.
    """
    laad(PROEFSET, lambda taak: taak(session), moment=None)
    voeg_eenheid_toe(session, "1010O6466", "100B490", orthopedie("11111111-dfc3-4a30-874e-000000000001"))
    voeg_eenheid_toe(session, "1010O3664", "107B213", particulier())
    laad_aangeboden(session)
    for eenheid, context, naam in CONTACTEN:
        voeg_contact_toe(session, eenheid, context, naam)


def _zoek_en_lees(session: Session) -> None:
    """The unit of the recording zoek-en-lees.

    Apart from the basis, because the recorded life cycle of May 2023 begins with its key unknown.
    """
    _basis(session)
    voeg_eenheid_toe(session, "1010O8815", "100B490", orthopedie("afb435cc-5352-f55f-a548-41c9dfd60002"))


SETS: Mapping[str, Callable[[Session], None]] = MappingProxyType({"basis": _basis, "zoek-en-lees": _zoek_en_lees})
"""Name of a set to what loads it."""


def voeg_eenheid_toe(session: Session, code: str, eigenaar: str, eenheid: Gegeven) -> None:
    """Add a unit unless it is there: a recorded life cycle that changed it goes on with what it made."""
    tabel = model.opleidingseenheid
    if session.execute(sa.select(tabel.c.code).where(tabel.c.code == code)).first() is None:
        session.execute(sa.insert(tabel).values(**eenheidrij(code, eenheid, eigenaar)))
        session.execute(sa.insert(model.zoekeenheid), zoekeenheidrij(code, eenheid))
        werk_bij_rijen(session, tabel, [{"code": code, "stand": naar_json(eenheid)}])


CONTACTEN = (
    ("100B490", "ALGEMEEN", "Bestuursbureau (proef)"),
    ("110A133", "LEERPLICHT", "Verzuimloket (proef)"),
    ("110A133", "TOEZICHT", "Kwaliteitszorg (proef)"),
    ("110A133", "BPV", "Stagebureau (proef)"),
)
"""How the Hanzehogeschool can be reached: eenheid, context and who answers; the published files hold no others'."""


def voeg_contact_toe(session: Session, eenheid: str, context: str, naam: str) -> None:
    """Add a contactadres unless it is there, as a life cycle that changed it left it."""
    tabel = model.contactadres
    sleutel = {"eenheid": eenheid, "context": context, "subcontextnummer": "0"}
    if session.execute(sa.select(tabel.c.eenheid).filter_by(**sleutel)).first() is None:
        adres = f"{context.lower()}@hanze.example"
        periode: dict[str, Waarde] = {"begindatum": date(2021, 1, 1), "contactnaam": naam, "email": adres}
        stand = Gegeven("contactadres", {"contactadresPeriode": [Gegeven("contactadresPeriode", periode)]})
        session.execute(sa.insert(tabel).values(**sleutel, stand=stand))


def _tekst(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeTekst": waarde})


def _keuze(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeEnumeratiewaarde": waarde})


def orthopedie(sleutel: str) -> Gegeven:
    """A unit of RIO's test environment as the recordings show it; its texts are test values of a client."""
    begin = date(2016, 12, 15)
    periode: dict[str, Waarde] = {
        "begindatum": begin,
        "naamLang": "NL VERTALING: Orthopedische Technologie",
        "naamKort": "OT",
        "internationaleNaam": "EN TRANSLATION: Orthopedische Technologie",
        "omschrijving": (
            "NL VERTALING: terrestrial systems. Examples include vegetation patterning, and dispersal by organisms, "
            "both at the global hydrological cycle contained in different watersheds in Valencia. The 4th semester "
            "revolves around two commonly asked questions: i) how can science inform the design tools."
        ),
        "studielasteenheid": "ECTS_PUNT",
    }
    velden: dict[str, Waarde] = {
        "begindatum": begin,
        "einddatum": date(2025, 4, 25),
        "kenmerken": [_tekst("eigenOpleidingseenheidSleutel", sleutel), _keuze("soort", "VARIANT")],
        "opleidingseenheidPeriode": [Gegeven("hoOpleidingPeriode", periode)],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
        "ISCED": 61,
    }
    return Gegeven("hoOpleiding", velden)


def particulier() -> Gegeven:
    """A unit of another bestuur, with a key in capitals as recorded."""
    begin = date(2020, 1, 1)
    periode: dict[str, Waarde] = {"begindatum": begin, "naamLang": "Module Integraal Ontwerpen (proef)"}
    velden: dict[str, Waarde] = {
        "begindatum": begin,
        "kenmerken": [
            _keuze("categorie", "TECHNIEK_EN_ICT"),
            _tekst("eigenOpleidingseenheidSleutel", "ED0B175B-AFD4-1BD5-EFCC-D504200E4A1F"),
        ],
        "opleidingseenheidPeriode": [Gegeven("particuliereOpleidingPeriode", periode)],
        "waardedocumentsoort": "CERTIFICAAT",
        "niveau": "ONBEPAALD",
    }
    return Gegeven("particuliereOpleiding", velden)
