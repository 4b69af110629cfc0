"""States replaced whole: each kind of object delivered with all that it can hold, read back to the letter, and again
with less of it."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.velden import delen
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.endpoint import Reactie
from rio_soap.workbench.keur.loop import is_weg
from rio_soap.workbench.keur.run import Mist, Run, Velden, paar
from rio_soap.workbench.keur.teruggelezen import verschillen

EENHEID, LEES_EENHEID = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"
AANBOD, LEES_AANBOD = "aanleveren_aangebodenOpleiding", "opvragen_aangebodenOpleiding"
AANBIEDER, LEES_AANBIEDER = "aanleveren_onderwijsaanbieder", "opvragen_onderwijsaanbieder"
RELATIE, LEES_RELATIES = "aanleveren_opleidingsrelatie", "opvragen_opleidingsrelatiesBijOpleidingseenheid"
ZOEK = "opvragen_rioIdentificatiecode"
MIDDEN = date(2027, 1, 1)
_CODE = re.compile(r"\d{4}O\d{4}")
_LANG = f"Één regel — met ‘tekens’ & accenten: è ü ø.\nEn een tweede.{' Keuring van rio_soap.' * 60}  "
"""Free text as a client sends it: accents, a line break, and blanks at its end, which RIO keeps (recorded)."""
_AFGELEID = {"eqf": "6", "nlqf": "6", "graad": "BACHELOR"}
"""What RIO derives of niveau HBO-BA (recorded)."""


class Standen:
    """Delivers, reads and compares; what it makes is removed with the rest of the run."""

    def __init__(self, werk: Run) -> None:
        self.werk = werk
        self._waarin: list[str] = []

    def speel(self) -> None:
        """Each kind of object; what misses something is passed over."""
        for stap in (self._eenheid, self._aanbod, self._aanbieder, self._relatie, self._van_een_ander):
            try:
                stap()
            except Mist:
                continue  # that object was refused: said already, where it was made

    def onveranderd(self, voor: list[str], na: list[str]) -> None:
        """What was refused changed nothing.

        :param voor: codes of the units of the bestuur before the refusals; `na`: after them.
        """
        w = self.werk
        erbij = sorted(code for code in set(na) - set(voor) if not w.gemaakt(code))
        w.boek.toets([EENHEID], "wat afgekeurd is, is er niet", not erbij, "geen nieuwe", erbij)
        if "eenheid" in w.eigen and "eenheidsleutel" in w.eigen:
            code = w.eigen["eenheid"]
            eenheid = bouw.eenheid(code=code, sleutel=w.eigen["eenheidsleutel"])
            self._gelijk("wat afgekeurd is, verandert niets", LEES_EENHEID, {"opleidingseenheidcode": code}, eenheid)

    def _gelijk(self, naam: str, operatie: str, velden: Velden, geleverd: Gegeven) -> Gegeven | None:
        """Read, and hold it against what was delivered; the object as it was read."""
        veld = {LEES_EENHEID: "opleidingseenheid", LEES_AANBOD: "aangebodenOpleiding"}.get(
            operatie, "onderwijsaanbieder"
        )
        gezien: list[Gegeven] = []

        def goed(reactie: Reactie) -> bool:
            gelezen = reactie.gegeven.velden.get(veld) if reactie.gegeven is not None else None
            gezien[:] = [gelezen] if isinstance(gelezen, Gegeven) else []
            self._waarin = (
                list(verschillen(geleverd, gelezen))[:5] if isinstance(gelezen, Gegeven) else ["niet te lezen"]
            )
            return not self._waarin

        self.werk.ziet(("exchange-2",), naam, operatie, velden, goed, lambda _: "; ".join(self._waarin))
        return gezien[0] if gezien else None

    def _eenheid(self) -> None:
        w, sleutel = self.werk, str(uuid.uuid4()).upper()
        perioden = [
            bouw.eenheidperiode(begin=BEGIN, naamKort="KRS", internationaleNaam="Inspection", omschrijving=_LANG),
            bouw.eenheidperiode(begin=MIDDEN, studielast=240, studielasteenheid="ECTS_PUNT"),
        ]
        vol = bouw.eenheid(sleutel=sleutel, perioden=perioden, ISCED=61)
        reactie = w.neemt(("exchange-1",), "hoOpleiding met alles", EENHEID, {"opleidingseenheid": vol})
        if reactie.soort != "goed":
            raise Mist(EENHEID)
        code = w.eigen["vol"] = reactie.tekst("opleidingseenheidcode")
        eigen = _CODE.fullmatch(code) is not None and code not in {w.eigen.get("eenheid"), w.eigen.get("variant")}
        w.boek.toets([EENHEID], "een eigen opleidingseenheidcode", eigen, "dddd O dddd, nieuw", code)
        lezen: Velden = {"opleidingseenheidcode": code}
        gelezen = self._gelijk("hoOpleiding met alles gelezen", LEES_EENHEID, lezen, vol)
        if gelezen is not None:
            self._toegevoegd(gelezen)
        minder = bouw.eenheid(code=code, einde=None)
        reactie = w.neemt((), "hoOpleiding met minder", EENHEID, {"opleidingseenheid": minder})
        zelfde = reactie.tekst("opleidingseenheidcode")
        w.boek.toets([EENHEID], "de code ook na een wijziging", zelfde == code, code, zelfde)
        self._gelijk("hoOpleiding met minder gelezen", LEES_EENHEID, lezen, minder)
        w.ziet((), "eigen sleutel van eerder", ZOEK, {"eigenOpleidingseenheidSleutel": sleutel}, is_weg)

    def _toegevoegd(self, gelezen: Gegeven) -> None:
        """What RIO adds on reading."""
        boek = self.werk.boek
        for naam, verwacht in (*_AFGELEID.items(), ("herkomstOpleiding", "INSTELLING")):
            gevonden = str(gelezen.velden.get(naam))
            boek.toets([LEES_EENHEID], f"{naam} van een hoOpleiding", gevonden == verwacht, verwacht, gevonden)
        eigenaren = [_eigenaar(periode) for periode in delen(gelezen, "opleidingseenheidPeriode")]
        goed = set(eigenaren) == {self.werk.naam("bestuur")}
        boek.toets([LEES_EENHEID], "eigenaar in elke periode", goed, self.werk.naam("bestuur"), eigenaren)

    def _aanbod(self) -> None:
        w, code, sleutel = self.werk, str(uuid.uuid4()), str(uuid.uuid4())
        talen = [bouw.keuze("voertaal", taal) for taal in ("NLD", "ENG", "DEU")]
        perioden = [bouw.aanbodperiode("HOOpleiding", dag) for dag in (BEGIN, MIDDEN)]
        perioden[0].velden |= {"eigenNaamAangebodenOpleiding": "Keuring rio_soap", "eigenOmschrijving": _LANG}
        plaatsen = bouw.kenmerk("deelnemersplaatsen", Decimal(205), "kenmerkwaardeGetal")
        cohorten = [bouw.cohort(code=naam) for naam in ("2025", "2026", "2027")]
        cohorten[0].velden["kenmerken"] = [*delen(cohorten[0], "kenmerken"), plaatsen]
        cohorten[0].velden["prijs"] = [_prijs("6785.35")]
        vol = self.werk_aanbod(code, talen, sleutel=sleutel, perioden=perioden, cohorten=cohorten)
        if w.neemt((), "aangeboden opleiding met alles", AANBOD, {"aangebodenOpleiding": vol}).soort != "goed":
            raise Mist(AANBOD)
        lezen: Velden = {"aangebodenOpleidingCode": code}
        self._gelijk("aangeboden opleiding met alles gelezen", LEES_AANBOD, lezen, vol)
        minder = self.werk_aanbod(code, talen[:1], cohorten=[bouw.cohort(code="2026")])
        w.neemt((), "aangeboden opleiding met minder", AANBOD, {"aangebodenOpleiding": minder})
        self._gelijk("aangeboden opleiding met minder gelezen", LEES_AANBOD, lezen, minder)
        # The key of an offer is not that of a unit, whatever the offer is of.
        w.ziet((), "sleutel van een aanbod", ZOEK, {"eigenOpleidingseenheidSleutel": w.van("aanbodsleutel")}, is_weg)

    def werk_aanbod(self, code: str, talen: list[Gegeven], **anders: object) -> Gegeven:
        """An offer of the run's own unit."""
        eigen = {"aanbieder": self.werk.van("aanbieder"), "eenheid": self.werk.van("eenheid"), **anders}
        return bouw.aanbod("HOOpleiding", *talen, code=code, **eigen)  # type: ignore[arg-type]

    def _aanbieder(self) -> None:
        w, bestuur, code = self.werk, self.werk.naam("bestuur"), self.werk.van("aanbieder")
        vol = bouw.aanbieder(w.naam("brin4"), code=code, sleutel=w.van("aanbiedersleutel"), perioden=[BEGIN, MIDDEN])
        velden: Velden = {"onderwijsbestuurcode": bestuur, vol.naam: vol}
        reactie = w.neemt((), "onderwijsaanbieder met twee perioden", AANBIEDER, velden)
        zelfde = reactie.tekst("onderwijsaanbiedercode")
        w.boek.toets([AANBIEDER], "een code die gegeven wordt, is de zijne", zelfde in ("", code), code, zelfde)
        lezen: Velden = {"onderwijsaanbiedercode": code}
        gelezen = self._gelijk("onderwijsaanbieder gelezen", LEES_AANBIEDER, lezen, vol)
        if gelezen is not None:
            besturen = [
                str(b.velden.get("onderwijsbestuurcode")) for b in delen(gelezen, "bijbehorendOnderwijsbestuur")
            ]
            w.boek.toets([LEES_AANBIEDER], "zijn onderwijsbestuur", besturen == [bestuur], bestuur, besturen)
            erkenners = [str(r.velden.get("erkenner", "")) for r in delen(gelezen, "juridischeRelatie")]
            w.boek.toets(
                [LEES_AANBIEDER], "erkenner bij de juridischeRelatie", all(erkenners), "een erkenner", erkenners
            )
        terug = bouw.aanbieder(w.naam("brin4"), code=code, sleutel=w.van("aanbiedersleutel"))
        w.neemt(
            (), "onderwijsaanbieder met een periode", AANBIEDER, {"onderwijsbestuurcode": bestuur, terug.naam: terug}
        )
        self._gelijk("onderwijsaanbieder opnieuw gelezen", LEES_AANBIEDER, lezen, terug)

    def _relatie(self) -> None:
        """The relation of the run ends earlier, delivered in the other order; another follows on the same day."""
        w, een, ander = self.werk, self.werk.van("eenheid"), self.werk.van("variant")

        def lever(naam: str, relatie: Gegeven) -> None:
            w.neemt((), naam, RELATIE, {"opleidingsrelatie": relatie})

        lever("relatie met een ander einde, codes andersom", bouw.relatie(een, ander, BEGIN, MIDDEN))
        self._ziet_relaties(een, [(ander, BEGIN, MIDDEN)])
        lever("relatie die aansluit", bouw.relatie(ander, een, MIDDEN, EINDE))
        self._ziet_relaties(ander, [(een, BEGIN, MIDDEN), (een, MIDDEN, EINDE)])
        w.neemt((), "de tweede weer weg", "verwijderen_opleidingsrelatie", paar(ander, een, MIDDEN))
        lever("relatie met haar eerste einde", bouw.relatie(ander, een))
        self._ziet_relaties(een, [(ander, BEGIN, EINDE)])
        alleen: Velden = {"opleidingseenheidcode": w.van("vol")}
        w.ziet((), "eenheid zonder relaties", LEES_RELATIES, alleen, _relaties_zijn([]))

    def _ziet_relaties(self, code: str, verwacht: list[tuple[str, date, date]]) -> None:
        velden: Velden = {"opleidingseenheidcode": code}
        self.werk.ziet(
            (), f"{len(verwacht)} relatie(s), met hun dagen", LEES_RELATIES, velden, _relaties_zijn(verwacht)
        )

    def _van_een_ander(self) -> None:
        """A unit of another bestuur may be read, and says whose it is."""
        code = self.werk.naam("vreemdeEenheid")
        velden: Velden = {"opleidingseenheidcode": code}
        self.werk.ziet((), "eenheid van een ander", LEES_EENHEID, velden, lambda reactie: reactie.soort == "goed")


def _eigenaar(periode: Gegeven) -> str:
    paren = {str(k.velden["kenmerknaam"]): k.velden.get("kenmerkwaardeTekst") for k in delen(periode, "kenmerken")}
    return str(paren.get("eigenaar", ""))


def _prijs(bedrag: str) -> Gegeven:
    return Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal(bedrag)})


def _relaties_zijn(verwacht: list[tuple[str, date, date]]) -> Callable[[Reactie], bool]:
    """Exactly these relations: the other unit, begin and end; each of type HOOPLEIDING, and a variant of the other."""

    def goed(reactie: Reactie) -> bool:
        samenhang = reactie.gegeven.velden.get("samenhangOpleidingseenheid") if reactie.gegeven is not None else None
        if not isinstance(samenhang, Gegeven):
            return False
        anderen = delen(samenhang, "gerelateerdeOpleidingseenheid")
        namen = ("opleidingseenheidcode", "opleidingsrelatieBegindatum", "opleidingsrelatieEinddatum")
        gevonden = [tuple(a.velden.get(naam) for naam in namen) for a in anderen]
        soorten = {(a.velden["opleidingsrelatiesoort"], a.velden["opleidingseenheidtype"]) for a in anderen}
        return sorted(map(str, gevonden)) == sorted(map(str, verwacht)) and soorten <= {("VARIANT_VAN", "HOOPLEIDING")}

    return goed
