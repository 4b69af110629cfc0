"""A bestuur with more under it than any that is published, of the same size in a register of every size.

200 aanbieders, of which 150 in ten groepen, on 30 instellingen with 90 vestigingen of one bevoegd gezag; 1,200 offers
at 120 locaties, three contactadressen per aanbieder, and a samenwerking that serves them.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from benchmarks.aanbodsjabloon import sjabloon
from benchmarks.formele_rijen import instellingstand
from benchmarks.formele_soorten import BEGIN as FORMEEL_BEGIN
from benchmarks.formele_soorten import BG, OI, SW, VE, Formeel
from benchmarks.register_maker import BEGIN, Voortgang, eenheidcode, geteld, schrijf
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.standtekst import naar_json

BESTUUR, GEZAG, KVK = "990B000", "99999", "99123456"
POSTCODE = "1052ZZ"
"""Where its erkenningen sit: of one other samenwerking in a generated register of any size."""
AANBIEDERS, GROEPEN, INSTELLINGEN, VESTIGINGEN, LOCATIES, PER_AANBIEDER = 200, 10, 30, 90, 120, 6
AANBOD = AANBIEDERS * PER_AANBIEDER
CONTEXTEN = ("ALGEMEEN", "AANMELDEN", "LEERPLICHT")
_SOORT = "aangebodenMboOpleiding"
_ERKENNINGEN = 1 + INSTELLINGEN + VESTIGINGEN + 1
_IN_GROEP = 150
_Rij = dict[str, Any]


def aanbieder(nummer: int) -> str:
    """Code of an aanbieder of this bestuur."""
    return f"990A{nummer:03d}"


def groep(nummer: int) -> str:
    """Code of a groep of this bestuur."""
    return f"990G{nummer:03d}"


def instelling(nummer: int) -> str:
    """Code of an instelling below its bevoegd gezag."""
    return f"G{nummer:03d}"


def vestiging(nummer: int) -> str:
    """Code of a vestiging, three per instelling."""
    return f"{instelling(nummer % INSTELLINGEN)}{nummer // INSTELLINGEN:02d}"


def maak(register: Register, _aanbod: int = 0, voortgang: Voortgang | None = None) -> None:
    """Add it to a register of `register_maker.maak` and `formele_rijen.maak`."""
    hoogste = sa.select(sa.func.max(model.instellingserkenning.c.id))
    with register.lees() as session:
        vanaf = 1 + (session.execute(hoogste).scalar_one() or 0)
    for tabel, rijen in (
        (model.organisatorische_eenheid, _eenheden()),
        (model.organisatierelatie, _relaties()),
        (model.instellingserkenning, _erkenningen(vanaf)),
        (model.instellingsrelatie, _banden(vanaf)),
        (
            model.regio,
            iter([{"erkenning": vanaf + _ERKENNINGEN - 1, "begindatum": BEGIN, "postcodecijfers": POSTCODE[:4]}]),
        ),
        (model.juridische_relatie, _rust()),
        (model.onderwijslocatie, _locaties()),
        (model.onderwijslocatiegebruik, _gebruik()),
        (model.aangeboden_opleiding, _offers()),
        (model.contactadres, _contact()),
    ):
        schrijf(register, tabel, geteld(rijen, tabel.name, voortgang) if voortgang else rijen)
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        if register.engine.dialect.name == "postgresql":
            vraag = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT max(id) FROM {0}))"
            verbinding.exec_driver_sql(vraag.format(model.instellingserkenning.name))
        verbinding.exec_driver_sql("ANALYZE")


def rijen_van(_aanbod: int) -> int:
    """About how many rows `maak` writes."""
    return 2 * (AANBIEDERS + GROEPEN) + 2 * _ERKENNINGEN + AANBIEDERS * (1 + len(CONTEXTEN)) + 2 * LOCATIES + AANBOD


def _stand(element: str, code: str) -> str:
    periode: dict[str, Waarde] = {"begindatum": BEGIN, "naam": f"Proefinstelling {code}"}
    velden: dict[str, Waarde] = {"inBedrijfdatum": BEGIN, f"{element}Periode": [Gegeven(f"{element}Periode", periode)]}
    return naar_json(Gegeven(element, velden))


def _eenheden() -> Iterator[_Rij]:
    nummers: _Rij = {"bevoegd_gezag_nummer": GEZAG, "kvk_nummer": KVK}
    geen: _Rij = dict.fromkeys(nummers)
    besturen = [(BESTUUR, "BESTUUR", "onderwijsbestuur", nummers)]
    groepen = [(groep(n), "GROEP", "onderwijsaanbiedergroep", geen) for n in range(GROEPEN)]
    aanbieders = [(aanbieder(n), "AANBIEDER", "onderwijsaanbieder", geen) for n in range(AANBIEDERS)]
    for code, soort, element, extra in (*besturen, *groepen, *aanbieders):
        yield {"code": code, "soort": soort, "begindatum": BEGIN, **extra, "stand": _stand(element, code)}


def _relaties() -> Iterator[_Rij]:
    paren = [(BESTUUR, groep(n)) for n in range(GROEPEN)]
    paren += [(groep(n % GROEPEN) if n < _IN_GROEP else BESTUUR, aanbieder(n)) for n in range(AANBIEDERS)]
    for van, naar in paren:
        yield {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": BEGIN}


def _erkenningen(vanaf: int) -> Iterator[_Rij]:
    dag = (FORMEEL_BEGIN,)
    feiten = [
        Formeel(BG, 0, "OCW", GEZAG, dag, (), ()),
        *(Formeel(OI, n, "OCW", instelling(n), dag, dag, ()) for n in range(INSTELLINGEN)),
        *(Formeel(VE, n, "OCW", vestiging(n), dag, dag, ()) for n in range(VESTIGINGEN)),
        Formeel(SW, 0, "OCW", "G9999", dag, dag, (POSTCODE[:4],)),
    ]
    for id_, feit in enumerate(feiten, vanaf):
        sleutel = {"id": id_, "erkenner": feit.erkenner, "soort": feit.soort, "code": feit.code}
        yield {**sleutel, "begindatum": FORMEEL_BEGIN, "einddatum": None, "stand": _erkend(feit)}


def _erkend(feit: Formeel) -> str:
    """The stand of an erkenning of the generated register, elsewhere."""
    return naar_json(instellingstand(feit)).replace("9747AS", POSTCODE)


def _banden(vanaf: int) -> Iterator[_Rij]:
    paren = [(0, 1 + n) for n in range(INSTELLINGEN)]
    paren += [(1 + n % INSTELLINGEN, 1 + INSTELLINGEN + n) for n in range(VESTIGINGEN)]
    for van, naar in paren:
        yield {"van": vanaf + van, "naar": vanaf + naar, "soort": "HIERARCHISCH", "begindatum": FORMEEL_BEGIN}


def _regio(vanaf: int) -> Iterator[_Rij]:
    yield {"erkenning": vanaf + _ERKENNINGEN - 1, "begindatum": BEGIN, "postcodecijfers": POSTCODE[:4]}


def _rust() -> Iterator[_Rij]:
    for nummer in range(AANBIEDERS):
        op = {"erkenning": instelling(nummer % INSTELLINGEN), "erkenner": "OCW"}
        yield {"eenheid": aanbieder(nummer), **op, "begindatum": BEGIN}


def _locaties() -> Iterator[_Rij]:
    stand = naar_json(Gegeven("onderwijslocatie", {"postcode": "9747AS", "huisnummer": 1, "plaatsnaam": "GRONINGEN"}))
    for nummer in range(LOCATIES):
        yield {"code": f"990X{nummer:03d}", "postcode": "9747AS", "huisnummer": 1, "stand": stand}


def _gebruik() -> Iterator[_Rij]:
    for nummer in range(LOCATIES):
        relatie: dict[str, Waarde] = {"instellingserkenningscode": vestiging(nummer % VESTIGINGEN), "begindatum": BEGIN}
        deel = Gegeven("juridischeOnderwijslocatiegebruikRelatie", relatie)
        velden: dict[str, Waarde] = {"inBedrijfdatum": BEGIN, "juridischeOnderwijslocatiegebruikRelatie": [deel]}
        stand = naar_json(Gegeven("onderwijslocatiegebruik", velden))
        yield {"bestuur": BESTUUR, "locatie": f"990X{nummer:03d}", "begindatum": BEGIN, "stand": stand}


def _offers() -> Iterator[_Rij]:
    tekst = sjabloon(_SOORT, 6)
    vast = {"eerste_instroomdatum": None, "einddatum": None, "begindatum": BEGIN, "specialisatie": _SOORT}
    for nummer in range(AANBOD):
        code = f"990{nummer:05x}-0000-4000-8000-{nummer:012x}"
        bij = {"aanbieder": aanbieder(nummer % AANBIEDERS), "locatie": f"990X{nummer % LOCATIES:03d}"}
        sleutels = {"code": code, **bij, "eenheid": eenheidcode(nummer % 100), "eigen_sleutel": code}
        stand = tekst
        for plek in ("code", "aanbieder", "locatie", "eenheid"):
            stand = stand.replace(f"@{plek.upper()}", sleutels[plek])
        yield {**vast, **sleutels, "stand": stand}


def _contact() -> Iterator[_Rij]:
    for nummer in range(-1, AANBIEDERS):
        for context in CONTEXTEN:
            velden: dict[str, Waarde] = {"begindatum": BEGIN, "email": "balie@voorbeeld.nl", "contactnaam": "Balie"}
            periode = Gegeven("contactadresPeriode", velden)
            stand = naar_json(Gegeven("contactadres", {"contactadresPeriode": [periode]}))
            eenheid = BESTUUR if nummer < 0 else aanbieder(nummer)
            yield {"eenheid": eenheid, "context": context, "subcontextnummer": "0", "stand": stand}
