"""A register that lives by a clock of its own, and what it holds, read in other ways than by its versions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.geldig import uitgeschreven
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.vormen import inhoud
from tests.register.hulp import HANZE, context, fouten
from tests.register.rollen import DUO

BEGIN = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
"""When a register of these tests begins to keep what was."""

Sleutel = tuple[str, str]
"""Objecttype and key."""
Stand = dict[Sleutel, Gegeven]
"""What a register holds."""


class Klok:
    """A clock that goes on by a second each time that something is done."""

    def __init__(self) -> None:
        self.nu = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def tik(self) -> datetime:
        self.nu += timedelta(seconds=1)
        return self.nu

    def __call__(self) -> datetime:
        return self.nu

    def context(self, oin: str = HANZE, **anders: Any) -> Context:
        """Who asks now."""
        return context(oin, moment=self.nu, klok=self, **anders)


def zet_begin(register: Register, moment: datetime = BEGIN) -> None:
    """Let the register know from a moment on what it knew."""
    eigenschap = model.eigenschap
    opdracht = sa.update(eigenschap).where(eigenschap.c.naam == "begin")
    register.schrijf(lambda session: session.execute(opdracht.values(waarde=moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))))


def vraag(register: Register, operatie: str, ctx: Context | None = None, **velden: Waarde) -> Uitslag:
    """An answer of a reading of the table of operations."""
    with register.lees() as session:
        return RAADPLEGINGEN[operatie].lees(session, ctx or context(), Gegeven("verzoek", velden))


def objectversie(register: Register, ctx: Context, objecttype: str, sleutel: str, **velden: Waarde) -> Gegeven | None:
    """An object as it was; None when it was not there."""
    uitslag = vraag(register, "opvragen_objectOpMoment", ctx, objecttype=objecttype, sleutel=sleutel, **velden)
    assert uitslag.goedgekeurd, (objecttype, sleutel, fouten(uitslag))
    versie: Any = uitslag.gegevens["objectversie"]
    return None if "inhoud" not in versie.velden else heel(versie.velden["inhoud"])


def heel(ingesloten: Any) -> Gegeven:
    """What is enclosed, with all that is passed on as it is kept written out."""
    assert isinstance(ingesloten, Ingesloten)
    return uitgeschreven(ingesloten.gegeven)


def _een(session: Session, operatie: str, veld: str, **velden: Waarde) -> Gegeven | None:
    uitslag = RAADPLEGINGEN[operatie].lees(session, context(), Gegeven("verzoek", velden))
    gelezen = uitslag.gegevens.get(veld)
    return uitgeschreven(gelezen) if isinstance(gelezen, Gegeven) else None


def _band(element: str, van: str, naar: str, rij: Any) -> tuple[str, Gegeven]:
    velden: dict[str, Waarde] = {van: rij.van, naar: rij.naar, "soort": rij.soort, "begindatum": rij.begindatum}
    sleutel = f"{rij.van}/{rij.naar}/{rij.soort}/{rij.begindatum.isoformat()}"
    return sleutel, Gegeven(element, velden | ({"einddatum": rij.einddatum} if rij.einddatum else {}))


def v4stand(register: Register) -> Stand:
    """What V4's deliveries can change, read by V4's own readings, and its two kinds of relation by their rows."""
    with register.lees() as session:
        return {sleutel: een for sleutel, een in _v4(session) if een is not None}


def _v4(session: Session) -> list[tuple[Sleutel, Gegeven | None]]:
    o, g = model.organisatorische_eenheid.c, model.onderwijslocatiegebruik.c
    gevonden: list[tuple[Sleutel, Gegeven | None]] = []
    for (code,) in session.execute(sa.select(o.code).where(o.soort == "AANBIEDER")).all():
        een = _een(session, "opvragen_onderwijsaanbieder", "onderwijsaanbieder", onderwijsaanbiedercode=code)
        gevonden.append((("ONDERWIJSAANBIEDER", code), een))
    for (code,) in session.execute(sa.select(model.opleidingseenheid.c.code)).all():
        een = _een(session, "opvragen_opleidingseenheid", "opleidingseenheid", opleidingseenheidcode=code)
        gevonden.append((("OPLEIDINGSEENHEID", code), een))
    for (code,) in session.execute(sa.select(model.aangeboden_opleiding.c.code)).all():
        een = _een(session, "opvragen_aangebodenOpleiding", "aangebodenOpleiding", aangebodenOpleidingCode=code)
        gevonden.append((("AANGEBODEN_OPLEIDING", code), een))
    for (code,) in session.execute(sa.select(model.onderwijslocatie.c.code)).all():
        een = _een(session, "opvragen_onderwijslocatie", "onderwijslocatie", onderwijslocatieCode=code)
        gevonden.append((("ONDERWIJSLOCATIE", code), een))
    for bestuur, locatie in session.execute(sa.select(g.bestuur, g.locatie)).all():
        velden = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": locatie}
        een = _een(session, "opvragen_onderwijslocatiegebruik", "onderwijslocatiegebruik", **velden)
        gevonden.append((("ONDERWIJSLOCATIEGEBRUIK", f"{bestuur}/{locatie}"), een))
    for rij in session.execute(sa.select(model.organisatierelatie)).all():
        namen = "vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode"
        sleutel, band = _band("organisatierelatie", *namen, rij)
        gevonden.append((("ORGANISATIERELATIE", sleutel), band))
    for rij in session.execute(sa.select(model.opleidingsrelatie)).all():
        namen = "vanOpleidingseenheidcode", "naarOpleidingseenheidcode"
        sleutel, band = _band("opleidingsrelatie", *namen, rij)
        gevonden.append((("OPLEIDINGSRELATIE", sleutel), band))
    return gevonden


def geldig_in(gegeven: Gegeven | None, dag: date) -> Gegeven | None:
    """An object as it was on a day, said once more: of what has a begin, what had begun and not ended.

    Of periods of V4 the last that had begun. What may not be without a part that it lacked then was not there.
    """
    if gegeven is None or not _loopt(gegeven, dag):
        return None
    over: dict[str, Waarde] = {}
    for naam, waarde in gegeven.velden.items():
        delen: list[Any] = waarde if isinstance(waarde, list) else [waarde]
        if delen and not isinstance(delen[0], Gegeven):
            over[naam] = waarde
            continue
        gelden = [deel for deel in delen if _eerste(deel, _BEGINNEN) is None or _loopt(deel, dag)]
        if naam.endswith(("Periode", "accreditatie")) and naam != "contactadresPeriode" and gelden:
            gelden = [max(gelden, key=lambda deel: _eerste(deel, _BEGINNEN) or date.min)]
        gelezen = [een for deel in gelden if (een := geldig_in(deel, dag)) is not None]
        if gelezen:
            over[naam] = gelezen if isinstance(waarde, list) else gelezen[0]
        elif naam in _ONMISBAAR:
            return None
    return Gegeven(gegeven.naam, over)


_BEGINNEN = ("begindatum", "inBedrijfdatum", "organisatierelatieBegindatum")
_EINDEN = ("einddatum", "uitBedrijfdatum", "organisatierelatieEinddatum")
_ONMISBAAR = (
    *("onderwijsaanbiederPeriode", "juridischeRelatie", "bijbehorendOnderwijsbestuur", "onderwijsbestuurPeriode"),
    *("opleidingseenheidPeriode", "aangebodenOpleidingPeriode", "contactadresPeriode", "onderwijslocatie"),
    *("bevoegdGezag", "erkendeOnderwijsinstelling", "erkendeVestiging", "erkendeSamenwerking"),
    *("erkendeOnderwijsondersteuner", "bevoegdGezagPeriode", "erkendeOnderwijsinstellingPeriode"),
    *("erkendeVestigingPeriode", "erkendeSamenwerkingPeriode", "erkendeOnderwijsondersteunerPeriode"),
    *("onderwijsaanbiedergroepPeriode", "onderwijsbegeleidingsaanbiederPeriode", "instellingserkenning"),
)


def _eerste(gegeven: Gegeven, namen: tuple[str, ...]) -> date | None:
    return next((w for naam in namen if isinstance(w := gegeven.velden.get(naam), date)), None)


def _loopt(gegeven: Gegeven, dag: date) -> bool:
    begin, einde = _eerste(gegeven, _BEGINNEN), _eerste(gegeven, _EINDEN)
    return begin is None or (begin <= dag and (einde is None or dag < einde))


_K = ("erkenner", "soort", "code")


def sleutels_van(session: Session) -> list[Sleutel]:
    """The key of every object that there is, by its row."""
    gevonden: list[Sleutel] = []

    def erbij(objecttype: str, tabel: Any, *delen: str) -> None:
        for rij in session.execute(sa.select(*(tabel.c[naam] for naam in delen))).all():
            gevonden.append((objecttype, sleutel_uit(*[str(d) for d in rij if d != ""])))

    band = ("van", "naar", "soort", "begindatum")
    erbij("AANGEBODEN_OPLEIDING", model.aangeboden_opleiding, "code")
    erbij("CONTACTADRES", model.contactadres, "eenheid", "context", "subcontextnummer")
    erbij("ERKENNER", model.erkenner, "code")
    erbij("INSTELLINGSERKENNING", model.instellingserkenning, *_K)
    erbij("LICENTIE", model.licentie, "code")
    erbij("LICENTIEMAATREGEL", model.licentiemaatregel, "licentie", "soort", "begindatum")
    erbij("LICENTIERELATIE", model.licentierelatie, *band)
    erbij("ONDERWIJSLOCATIE", model.onderwijslocatie, "code")
    erbij("ONDERWIJSLOCATIEGEBRUIK", model.onderwijslocatiegebruik, "bestuur", "locatie")
    erbij("OPLEIDINGSEENHEID", model.opleidingseenheid, "code")
    erbij("OPLEIDINGSERKENNING", model.opleidingserkenning, "stelsel", "code", "niveau", "unieke_code")
    erbij("OPLEIDINGSRELATIE", model.opleidingsrelatie, *band)
    erbij("ORGANISATIERELATIE", model.organisatierelatie, *band)
    soorten = {"A": "ONDERWIJSAANBIEDER", "B": "ONDERWIJSBESTUUR", "G": "ONDERWIJSAANBIEDERGROEP"}
    soorten["T"] = "ONDERWIJSBEGELEIDINGSAANBIEDER"
    for (code,) in session.execute(sa.select(model.organisatorische_eenheid.c.code)).all():
        gevonden.append((soorten[code[3]], code))
    een, ander, r = (*(model.instellingserkenning.alias(naam) for naam in "vn"), model.instellingsrelatie)
    vraag_ = sa.select(*(een.c[n] for n in _K), *(ander.c[n] for n in _K), r.c.soort, r.c.begindatum).select_from(
        r.join(een, een.c.id == r.c.van).join(ander, ander.c.id == r.c.naar)
    )
    for rij in session.execute(vraag_).all():
        gevonden.append(("INSTELLINGSRELATIE", sleutel_uit(*map(str, rij))))
    return gevonden


def alles(register: Register) -> Stand:
    """Everything that a register holds, as it is now, of every kind at once."""
    with register.lees() as session:
        lezing, stand = Lezing(session, context(DUO)), {}
        for naam, sleutels in per(sleutels_van(session), lambda sleutel: sleutel[0]).items():
            gelezen = inhoud(lezing, OBJECTTYPEN[naam], [Plek(None, sleutel) for _, sleutel in sleutels])
            stand |= {(naam, plek.sleutel): heel(een) for plek, een in gelezen.items()}
        assert lezing.context.uitval == []
        return stand
