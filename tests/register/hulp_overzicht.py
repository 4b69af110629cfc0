"""Organisations for the tests of structure and overview: rows put in the register, and answers in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, SAMENWERKING, SOORTEN, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.overzicht import raadplegingen
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.hulp import vraag

BEGIN, VROEG = date(2010, 8, 1), date(2000, 1, 1)
ELEMENT = {
    "A": ("AANBIEDER", "onderwijsaanbieder"),
    "B": ("BESTUUR", "onderwijsbestuur"),
    "G": ("GROEP", "onderwijsaanbiedergroep"),
    "T": ("BEGELEIDING", "onderwijsbegeleidingsaanbieder"),
}
"""Fourth character of a code to soort and element of an eenheid."""
_ELEMENT_VAN = {soort: element for element, soort in SOORTEN.items()}
KORT = {"BG": GEZAG, "OI": INSTELLING, "VE": VESTIGING, "SW": SAMENWERKING}
VERBOND, SCHOOL, ZUSTER, STEUN, LOS = "300B001", "300A001", "300A002", "300T001", "300A009"
GROEP = "300G001"
"""Of `bouw_wereld`: a bestuur with a groep in which SCHOOL is, with ZUSTER right below it, and with a
begeleidingsaanbieder; LOS is of nobody."""


def erkenningssleutel(kort: str) -> Instellingsleutel:
    """``OI 10AA`` or ``OI 10AA NRTO``: type, code and the erkenner when it is not OCW."""
    soort, code, *erkenner = kort.split()
    return Instellingsleutel("".join(erkenner) or "OCW", KORT[soort], code)


class Bouw:
    """Puts rows in a register, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def voeg(self, tabel: sa.Table, **rij: Any) -> Any:
        """A row; gives its key."""
        sleutel = self.session.execute(sa.insert(tabel), rij).inserted_primary_key
        return sleutel[0] if sleutel else None

    def eenheid(
        self,
        code: str,
        *namen: tuple[date, str],
        begin: date = BEGIN,
        einde: date | None = None,
        expertise: Waarde | None = None,
        **kolommen: Any,
    ) -> None:
        """An eenheid; its kind is that of its code."""
        soort, element = ELEMENT[code[3]]
        perioden = [
            Gegeven(f"{element}Periode", {"begindatum": dag, "naam": naam})
            for dag, naam in namen or ((begin, f"Eenheid {code}"),)
        ]
        velden: dict[str, Waarde] = {"inBedrijfdatum": begin, f"{element}Periode": perioden}
        if expertise is not None:
            velden["expertise"] = expertise
        stand = Gegeven(element, velden)
        rij = {"code": code, "soort": soort, "begindatum": begin, "einddatum": einde, "stand": stand}
        self.voeg(model.organisatorische_eenheid, **rij, **kolommen)

    def onder(
        self, van: str, naar: str, soort: str = "HIERARCHISCH", begin: date = BEGIN, einde: date | None = None
    ) -> None:
        """An organisatierelatie."""
        self.voeg(model.organisatierelatie, van=van, naar=naar, soort=soort, begindatum=begin, einddatum=einde)

    def erkenning(
        self,
        kort: str,
        naam: str = "",
        postcode: str = "",
        begin: date = BEGIN,
        regio: Iterable[str] = (),
        einde: date | None = None,
    ) -> None:
        """An erkenning, maybe with a formal address, maybe serving postcodes."""
        sleutel = erkenningssleutel(kort)
        element = _ELEMENT_VAN[sleutel.soort]
        periode = Gegeven(f"{element}Periode", {"begindatum": begin, "naamLang": naam or f"Erkenning {sleutel.code}"})
        velden: dict[str, Waarde] = {"begindatum": begin, f"{element}Periode": [periode]}
        if postcode:
            binnen = Gegeven("binnenlandsAdres", {"straatnaam": "Proefplein", "postcode": postcode})
            adres: dict[str, Waarde] = {"begindatum": begin, "binnenlandsAdres": binnen}
            velden["formeelInstellingsadres"] = [Gegeven("formeelInstellingsadres", adres)]
        rij = {**sleutel._asdict(), "begindatum": begin, "einddatum": einde, "stand": Gegeven(element, velden)}
        id_ = self.voeg(model.instellingserkenning, **rij)
        for cijfers in regio:
            self.voeg(model.regio, erkenning=id_, begindatum=begin, postcodecijfers=cijfers)

    def boven(
        self, van: str, naar: str, soort: str = "HIERARCHISCH", begin: date = BEGIN, einde: date | None = None
    ) -> None:
        """An instellingsrelatie."""
        einden = {"van": self._id(van), "naar": self._id(naar)}
        self.voeg(model.instellingsrelatie, **einden, soort=soort, begindatum=begin, einddatum=einde)

    def _id(self, kort: str) -> int:
        """Of an erkenning that is there."""
        tabel, sleutel = model.instellingserkenning.c, erkenningssleutel(kort)
        waar = (tabel.erkenner == sleutel.erkenner, tabel.soort == sleutel.soort, tabel.code == sleutel.code)
        return int(self.session.execute(sa.select(tabel.id).where(*waar)).scalar_one())

    def rust(self, eenheid: str, kort: str, begin: date = BEGIN, einde: date | None = None) -> None:
        """A juridische relatie."""
        sleutel = erkenningssleutel(kort)
        op = {"erkenning": sleutel.code, "erkenner": sleutel.erkenner}
        self.voeg(model.juridische_relatie, eenheid=eenheid, **op, begindatum=begin, einddatum=einde)

    def locatie(self, code: str, *besturen: str, postcode: str = "9747AS", vestigingen: Iterable[str] = ()) -> None:
        """A locatie that besturen use, maybe for vestigingen."""
        stand = {"postcode": postcode, "huisnummer": 7, "plaatsnaam": "GRONINGEN", "gpsLatitude": Decimal("53.24")}
        self.voeg(
            model.onderwijslocatie,
            code=code,
            postcode=postcode,
            huisnummer=7,
            stand=Gegeven("onderwijslocatie", stand),  # type: ignore[arg-type]
        )
        relaties = [
            Gegeven("juridischeOnderwijslocatiegebruikRelatie", {"instellingserkenningscode": v, "begindatum": BEGIN})
            for v in vestigingen
        ]
        velden: dict[str, Waarde] = {"inBedrijfdatum": BEGIN, "juridischeOnderwijslocatiegebruikRelatie": relaties}
        for bestuur in besturen:
            paar = {"bestuur": bestuur, "locatie": code}
            gebruik = Gegeven("onderwijslocatiegebruik", velden)
            self.voeg(model.onderwijslocatiegebruik, **paar, begindatum=BEGIN, stand=gebruik)
            for vestiging in vestigingen:
                self.voeg(model.juridische_locatierelatie, **paar, vestiging=vestiging, begindatum=BEGIN)

    def aanbod(
        self, nummer: int, aanbieder: str, locatie: str | None = None, begin: date = BEGIN, cohort: str = ""
    ) -> str:
        """An offer; gives its code.

        :param cohort: code of a cohort to which one can always apply.
        """
        code = f"{nummer:08x}-2222-4333-8444-555555555555"
        if not self.session.execute(
            sa.select(model.opleidingseenheid.c.code).where(model.opleidingseenheid.c.code == "5000O0001")
        ).first():
            self._opleiding()
        velden: dict[str, Waarde] = {
            "aangebodenOpleidingCode": code,
            "begindatum": begin,
            "aangebodenOpleidingPeriode": [
                Gegeven("aangebodenHOOpleidingPeriode", {"begindatum": begin, "eigenNaamAangebodenOpleiding": code[:8]})
            ],
        }
        if cohort:
            open_: dict[str, Waarde] = {"cohortcode": cohort, "cohortstatus": "O", "beginAanmeldperiode": VROEG}
            velden["aangebodenOpleidingCohort"] = [Gegeven("aangebodenHOOpleidingCohort", open_)]
        self.voeg(
            model.aangeboden_opleiding,
            code=code,
            specialisatie="aangebodenHOOpleiding",
            aanbieder=aanbieder,
            eenheid="5000O0001",
            locatie=locatie,
            begindatum=begin,
            stand=Gegeven("aangebodenHOOpleiding", velden),
        )
        return code

    def _opleiding(self) -> None:
        periode = Gegeven("hoOpleidingPeriode", {"begindatum": VROEG, "naamLang": "Waterkunde"})
        stand = Gegeven("hoOpleiding", {"begindatum": VROEG, "opleidingseenheidPeriode": [periode]})
        kolommen = {"code": "5000O0001", "specialisatie": "hoOpleiding", "herkomst": "OCW", "begindatum": VROEG}
        self.voeg(model.opleidingseenheid, **kolommen, stand=stand)

    def contact(self, eenheid: str, context: str, naam: str) -> None:
        """A contactadres."""
        periode = Gegeven("contactadresPeriode", {"begindatum": BEGIN, "contactnaam": naam})
        stand = Gegeven("contactadres", {"contactadresPeriode": [periode]})
        self.voeg(model.contactadres, eenheid=eenheid, context=context, subcontextnummer="0", stand=stand)


def bouw_wereld(session: Session) -> None:
    """The bestuur VERBOND with all that an overview shows (see the constants), and a samenwerking by postcode."""
    bouw = Bouw(session)
    bouw.eenheid(VERBOND, (BEGIN, "Verbond"), bevoegd_gezag_nummer="30001", kvk_nummer="30000001", rsin="123456782")
    bouw.eenheid(GROEP, (BEGIN, "Groep Noord"))
    bouw.eenheid(SCHOOL, (BEGIN, "De Oude School"), (date(2020, 8, 1), "De Nieuwe School"), eigen_sleutel="school-1")
    bouw.eenheid(ZUSTER)
    bouw.eenheid(STEUN, (BEGIN, "Steunpunt"), expertise=["LZ"])
    bouw.eenheid(LOS)
    for van, naar in ((VERBOND, GROEP), (GROEP, SCHOOL), (VERBOND, ZUSTER), (VERBOND, STEUN)):
        bouw.onder(van, naar)
    bouw.onder(SCHOOL, LOS, "OVERGANG", date(2015, 8, 1))
    for kort, postcode in (("BG 30001", ""), ("OI 30AA", "1111AA"), ("VE 30AA00", "9747AB"), ("VE 30AA01", "9747AC")):
        bouw.erkenning(kort, postcode=postcode)
    bouw.erkenning("OI 30BB")
    for van, naar in (("BG 30001", "OI 30AA"), ("OI 30AA", "VE 30AA00"), ("OI 30AA", "VE 30AA01")):
        bouw.boven(van, naar)
    bouw.boven("BG 30001", "OI 30BB")
    bouw.erkenning("SW PO3001", regio=["9747", "9748"])
    bouw.erkenning("SW PO1111", regio=["1111"])
    bouw.erkenning("SW VO3002")
    bouw.boven("SW VO3002", "OI 30AA", "SAMENWERKING")
    bouw.rust(SCHOOL, "OI 30AA")
    bouw.rust(STEUN, "OI 30BB")
    bouw.locatie("300X001", VERBOND)
    bouw.locatie("300X002", VERBOND, vestigingen=["30AA01"])
    bouw.locatie("300X003", VERBOND)
    bouw.aanbod(1, SCHOOL, "300X001", cohort="2026")
    bouw.aanbod(2, ZUSTER, "300X003")
    bouw.aanbod(3, ZUSTER)
    for context in ("ALGEMEEN", "LEERPLICHT"):
        bouw.contact(SCHOOL, context, f"Balie {context}")


def eenheid(register: Register, code: str, **velden: Any) -> Uitslag:
    return vraag(register, raadplegingen.opvragen_organisatorische_eenheid, organisatorischeEenheidcode=code, **velden)


def structuur(register: Register, wat: str, **velden: Any) -> Uitslag:
    """By a code, or by what `erkenningssleutel` takes."""
    vragen: dict[str, Any] = {"organisatorischeEenheidcode": wat}
    if " " in wat:
        vragen = {"instellingserkenning": erkenningssleutel(wat).als_gegeven("instellingserkenning")}
    return vraag(register, raadplegingen.opvragen_organisatiestructuur, **vragen, **velden)


def overzicht(register: Register, ctx: Context | None = None, **velden: Any) -> Uitslag:
    return vraag(register, raadplegingen.opvragen_organisatieoverzicht, ctx, **velden)


def overzichten(register: Register, ctx: Context | None = None, **velden: Any) -> Mapping[str, dict[str, Any]]:
    """The fields of approved overviews by code of the eenheid."""
    uitslag = overzicht(register, ctx, **velden)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gevonden: Any = uitslag.gegevens["organisatieoverzicht"]
    return {een.velden["eenheid"].velden["organisatorischeEenheidcode"]: een.velden for een in gevonden}


def sleutels(velden: Mapping[str, Any], naam: str) -> list[str]:
    """What a list of an overview names: sleutels, or codes of erkenningen."""
    genoemd = []
    for een in velden.get(naam, ()):
        sleutel = een.velden.get("instellingserkenning")
        genoemd.append(een.velden["sleutel"] if sleutel is None else sleutel.velden["code"])
    return genoemd


def boom(knoop: Gegeven) -> str:
    """A tree in short: ``300B001(300A001 SAMENWERKING:300A002)``; of an erkenning its code."""
    velden: Mapping[str, Any] = knoop.velden
    soort = velden.get("relatiesoort", "HIERARCHISCH")
    naam = velden["eenheid"].velden["sleutel"].rpartition("/")[2]
    onder = " ".join(map(boom, velden.get("onder", ())))
    return ("" if soort == "HIERARCHISCH" else f"{soort}:") + naam + (f"({onder})" if onder else "")


def bomen(uitslag: Uitslag, naam: str) -> list[str]:
    """The trees of a kind in an answer."""
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gevonden: Any = uitslag.gegevens.get(naam, ())
    return [boom(een) for een in gevonden]
