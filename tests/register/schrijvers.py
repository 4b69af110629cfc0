"""Writers for the tests of reading: they put rows into the register and log the change, as the deliveries do.

All tests of reading and of the change feeds write through `Schrijvers`, so that it is the one place to point at the
deliveries themselves.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from tests.register.hulp import context, kenmerk

BEGIN = date(2024, 9, 1)
BESTUUR, AANBIEDER, LOCATIE = "100B490", "110A133", "107X215"


def aanbod(code: str, soort: str = "aangebodenHOOpleiding", eenheid: str = "1010O6466", **anders: Waarde) -> Gegeven:
    """An offer as it is delivered; `anders` replaces or adds fields."""
    periode: dict[str, Waarde] = {"begindatum": BEGIN, "eigenNaamAangebodenOpleiding": "Proef"}
    inhoud: dict[str, Waarde] = {
        "aangebodenOpleidingCode": code,
        "onderwijsaanbiedercode": AANBIEDER,
        "onderwijslocatiecode": LOCATIE,
        "begindatum": BEGIN,
        "opleidingseenheidSleutel": eenheid,
        "aangebodenOpleidingPeriode": [Gegeven(f"{soort}Periode", periode)],
        "aangebodenOpleidingCohort": [cohort("c1", soort)],
        "kenmerken": [kenmerk("vorm", "VOLTIJD", "kenmerkwaardeEnumeratiewaarde")],
        **anders,
    }
    return Gegeven(soort, {naam: waarde for naam, waarde in inhoud.items() if waarde is not None})


def cohort(code: str, soort: str = "aangebodenHOOpleiding") -> Gegeven:
    """A cohort with a price and a number of places."""
    inhoud: dict[str, Waarde] = {
        "cohortcode": code,
        "cohortstatus": "O",
        "kenmerken": [Gegeven("kenmerken", {"kenmerknaam": "deelnemersplaatsen", "kenmerkwaardeGetal": Decimal(200)})],
        "beginAanmeldperiode": BEGIN,
        "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": date(2025, 9, 1)}),
        "toestemmingVereistVoorAanmelding": "NEE",
        "einddatum": date(2029, 9, 1),
        "prijs": [Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal("6785")})],
    }
    return Gegeven(f"{soort}Cohort", inhoud)


def aanbieder(naam: str = "Proefschool", erkenning: str = "25BE", **anders: Waarde) -> Gegeven:
    """An onderwijsaanbieder as it is delivered, without its code."""
    inhoud: dict[str, Waarde] = {
        "inBedrijfdatum": BEGIN,
        "onderwijsaanbiederPeriode": [Gegeven("onderwijsaanbiederPeriode", {"begindatum": BEGIN, "naam": naam})],
        "juridischeRelatie": [
            Gegeven("juridischeRelatie", {"instellingserkenningscode": erkenning, "begindatum": BEGIN})
        ],
    }
    return Gegeven("onderwijsaanbieder", inhoud | anders)


class Schrijvers:
    """What a delivery does to the rows, in one transaction each."""

    def __init__(self, register: Register, ctx: Context | None = None) -> None:
        self.register = register
        self._ctx = ctx

    def context(self) -> Context:
        """The context of the next change."""
        return self._ctx or context()

    def zet_aanbod(self, stand: Gegeven, eenheid: str | None = None) -> str:
        """Add or replace an offer; gives its code as the register keeps it."""
        code = velden.tekst(stand, "aangebodenOpleidingCode").lower()
        aanbieder_ = velden.tekst(stand, "onderwijsaanbiedercode")
        rij = {
            "specialisatie": stand.naam,
            "aanbieder": aanbieder_,
            "eenheid": eenheid or velden.tekst(stand, "opleidingseenheidSleutel"),
            "locatie": velden.tekst_of_niet(stand, "onderwijslocatiecode"),
            "begindatum": velden.datum(stand, "begindatum"),
            "eerste_instroomdatum": velden.datum_of_niet(stand, "eersteInstroomDatum"),
            "einddatum": velden.datum_of_niet(stand, "einddatum"),
            "stand": stand,
        }
        self._zet(model.aangeboden_opleiding, {"code": code}, rij, code, aanbieder_)
        return code

    def verwijder_aanbod(self, code: str, aanbieder_: str = AANBIEDER) -> None:
        """Remove an offer."""
        self._verwijder(model.aangeboden_opleiding, {"code": code.lower()}, code.lower(), aanbieder_)

    def zet_aanbieder(self, code: str, stand: Gegeven, bestuur: str = BESTUUR) -> None:
        """Add or replace an aanbieder under a bestuur."""
        begin, einde = velden.datum(stand, "inBedrijfdatum"), velden.datum_of_niet(stand, "uitBedrijfdatum")
        rij = {"soort": "AANBIEDER", "begindatum": begin, "einddatum": einde, "stand": stand}

        def erbij(session: Session) -> None:
            self._los(session, code)
            for relatie in velden.delen(stand, "juridischeRelatie"):
                rust = {
                    "eenheid": code,
                    "erkenning": velden.tekst(relatie, "instellingserkenningscode"),
                    "erkenner": "OCW",
                    "begindatum": velden.datum(relatie, "begindatum"),
                    "einddatum": velden.datum_of_niet(relatie, "einddatum"),
                }
                session.execute(sa.insert(model.juridische_relatie), rust)
            band = {"van": bestuur, "naar": code, "soort": "HIERARCHISCH", "begindatum": begin, "einddatum": einde}
            session.execute(sa.insert(model.organisatierelatie), band)

        self._zet(model.organisatorische_eenheid, {"code": code}, rij, code, bestuur, erbij)

    def verwijder_aanbieder(self, code: str, bestuur: str = BESTUUR) -> None:
        """Remove an aanbieder."""
        tabel = model.organisatorische_eenheid
        self._verwijder(tabel, {"code": code}, code, bestuur, lambda session: self._los(session, code))

    def zet_gebruik(self, locatie: str, bestuur: str = BESTUUR, **anders: Waarde) -> None:
        """Add or replace the use of a locatie."""
        stand = Gegeven("onderwijslocatiegebruik", {"inBedrijfdatum": BEGIN, **anders})
        rij = {"begindatum": BEGIN, "einddatum": velden.datum_of_niet(stand, "uitBedrijfdatum"), "stand": stand}
        sleutel = {"bestuur": bestuur, "locatie": locatie}

        def erbij(session: Session) -> None:
            self._los_gebruik(session, bestuur, locatie)
            for relatie in velden.delen(stand, "juridischeOnderwijslocatiegebruikRelatie"):
                dient = {
                    **sleutel,
                    "vestiging": velden.tekst(relatie, "instellingserkenningscode"),
                    "begindatum": velden.datum(relatie, "begindatum"),
                    "einddatum": velden.datum_of_niet(relatie, "einddatum"),
                }
                session.execute(sa.insert(model.juridische_locatierelatie), dient)

        self._zet(model.onderwijslocatiegebruik, sleutel, rij, f"{bestuur}/{locatie}", bestuur, erbij)

    def verwijder_gebruik(self, locatie: str, bestuur: str = BESTUUR) -> None:
        """Remove the use of a locatie."""
        sleutel = {"bestuur": bestuur, "locatie": locatie}
        self._verwijder(
            model.onderwijslocatiegebruik,
            sleutel,
            f"{bestuur}/{locatie}",
            bestuur,
            lambda session: self._los_gebruik(session, bestuur, locatie),
        )

    def voeg_toe(self, tabel: sa.Table, **rij: Any) -> Any:
        """Add a row of what no message delivers; gives its primary key."""

        def taak(session: Session) -> Any:
            sleutel = session.execute(sa.insert(tabel), rij).inserted_primary_key
            assert sleutel is not None
            return sleutel[0]

        return self.register.schrijf(taak)

    def _zet(
        self,
        tabel: sa.Table,
        sleutel: dict[str, str],
        rij: dict[str, Any],
        naam: str,
        houder: str,
        erbij: Any = None,
    ) -> None:
        def taak(session: Session) -> None:
            waar = [tabel.c[kolom] == waarde for kolom, waarde in sleutel.items()]
            gevonden = session.execute(sa.update(tabel).where(*waar).values(**rij)).rowcount
            if not gevonden:
                session.execute(sa.insert(tabel).values(**sleutel, **rij))
            if erbij:
                erbij(session)
            log_mutatie(session, self.context(), tabel, naam, houder, "W" if gevonden else "T")

        self.register.schrijf(taak)

    def _verwijder(self, tabel: sa.Table, sleutel: dict[str, str], naam: str, houder: str, vooraf: Any = None) -> None:
        def taak(session: Session) -> None:
            if vooraf:
                vooraf(session)
            waar = [tabel.c[kolom] == waarde for kolom, waarde in sleutel.items()]
            if session.execute(sa.delete(tabel).where(*waar)).rowcount:
                log_mutatie(session, self.context(), tabel, naam, houder, "V")

        self.register.schrijf(taak)

    @staticmethod
    def _los(session: Session, code: str) -> None:
        session.execute(sa.delete(model.juridische_relatie).where(model.juridische_relatie.c.eenheid == code))
        session.execute(sa.delete(model.organisatierelatie).where(model.organisatierelatie.c.naar == code))

    @staticmethod
    def _los_gebruik(session: Session, bestuur: str, locatie: str) -> None:
        dient = model.juridische_locatierelatie
        session.execute(sa.delete(dient).where(dient.c.bestuur == bestuur, dient.c.locatie == locatie))
