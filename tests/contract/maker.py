"""Random valid messages, made from the tables of `rio_soap.contract.vorm`."""

import random
import re._parser as regex  # type: ignore[import-not-found]
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from rio_soap.contract.gegevens import Enkel, Gegeven, Ingesloten, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen

INSLUITEND = ("aanleveren_bundel_request", "controleren_levering_request")
"""Requests that enclose others."""
LETTERS = "abcXYZ 09-é<&>\"'ë😀"


class Maker:
    """Makes messages of one contract; `gezien` collects the names of all elements that it made."""

    def __init__(self, dienst: Dienst, zaad: int) -> None:
        self.contract = vormen(dienst)
        self.ns = dienst.schema_ns
        self.toeval = random.Random(zaad)
        self.gezien: set[str] = set()

    def bericht(self, element: str) -> Gegeven:
        """A message with this root element."""
        return self._gegeven(element, self.contract.elementen[element])

    def object_(self, naam: str) -> Gegeven:
        """An object as it stands alone, such as ``licentie`` or ``onderwijsaanbieder``."""
        return self._gegeven(naam, self.contract.los[naam])

    def _gegeven(self, naam: str, soort: Vorm | Simpel) -> Gegeven:
        assert isinstance(soort, Vorm)
        self.gezien.add(naam)
        velden: dict[str, Waarde] = {}
        per_lid = {lid: veld for veld, _ in soort.per_tag.values() for lid in veld.leden}
        for lid in (lid for deel in soort.inhoud for lid in self._rij(deel)):
            veld, waarde = per_lid[lid], self._waarde(lid, soort)
            if veld.meervoudig:
                velden.setdefault(veld.naam, []).append(waarde)  # type: ignore[union-attr,arg-type]
            else:
                velden[veld.naam] = waarde
        return Gegeven(naam, velden)

    def _rij(self, deel: Deeltje) -> list[str]:
        """Names of children that the content model allows."""
        keren = self.toeval.randint(deel.minimum, min(deel.maximum, deel.minimum + 2))
        rij: list[str] = []
        for _ in range(keren):
            if deel.leden:
                rij += self._kies(deel.leden)
            else:
                for onder in [self.toeval.choice(deel.delen)] if deel.keuze else deel.delen:
                    rij += self._rij(onder)
        return rij

    def _kies(self, leden: tuple[str, ...]) -> list[str]:
        """The element to write where one of these may stand."""
        return [self.toeval.choice(leden)]

    def _waarde(self, lid: str, ouder: Vorm) -> Enkel | Gegeven | Ingesloten:
        soort = ouder.per_tag[f"{{{self.ns}}}{lid}"][1]
        if isinstance(soort, Vorm):
            return self._ingesloten() if soort.sluit_in else self._gegeven(lid, soort)
        self.gezien.add(lid)
        return self._enkel(soort)

    def _ingesloten(self) -> Ingesloten:
        """An object or a request of any contract, that encloses none itself."""
        dienst = self.toeval.choice(DIENSTEN)
        los = [naam for naam in vormen(dienst).los if not naam.endswith(("_response", *INSLUITEND))]
        maker = Maker(dienst, self.toeval.randrange(10**6))
        return Ingesloten(dienst, maker.object_(self.toeval.choice(los)))

    def _enkel(self, soort: Simpel) -> Enkel:
        toeval, facetten = self.toeval, soort.facetten
        moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=toeval.randrange(10**12))
        if soort.naam == "DatumTijdBedrijfsdocument":
            return moment.isoformat()
        laag, hoog = (Decimal(facetten.get(f, g)) for f, g in (("minInclusive", "-99999"), ("maxInclusive", "99999")))
        decimalen = int(facetten.get("fractionDigits", 3))
        gemaakt: dict[str, Enkel] = {
            "date": date(1900, 1, 1) + timedelta(toeval.randrange(100_000)),
            "dateTime": moment,
            "boolean": toeval.random() < 0.5,
            "decimal": Decimal(toeval.randint(int(laag), int(hoog) - 1))
            + Decimal(toeval.randrange(10**decimalen)).scaleb(-decimalen),
        }
        if soort.primitief in gemaakt:
            return gemaakt[soort.primitief]
        if soort.primitief in ("integer", "long", "short", "int"):
            return toeval.randint(0 if "pattern" in facetten else int(laag), int(hoog))
        return self._tekst(soort)

    def _tekst(self, soort: Simpel) -> str:
        laag = int(soort.facetten.get("minLength", 0))
        hoog = int(soort.facetten.get("maxLength", laag + 20))
        if (patroon := soort.facetten.get("pattern")) is not None:
            ruw = self._patroon(regex.parse(patroon), laag, hoog)
        else:
            ruw = "".join(self.toeval.choice(LETTERS) for _ in range(self.toeval.randint(laag, hoog)))
        if soort.primitief == "string" and patroon is None and len(ruw) > 3:
            return ruw[:-2] + "\n "
        if soort.primitief == "token":  # blanks that collapse would not come back
            return (
                "".join("_" if teken == " " else teken for teken in ruw)
                if patroon is None
                else " ".join(ruw.split()).ljust(laag, "0")
            )
        return ruw

    def _patroon(self, delen: object, laag: int, hoog: int) -> str:
        """A text that fits the few kinds of pattern of this contract."""
        uit = ""
        for soort, inhoud in delen:  # type: ignore[attr-defined]
            naam = str(soort)
            if naam == "LITERAL":
                uit += chr(inhoud)
            elif naam == "IN":
                uit += self._uit_klasse(inhoud)
            elif naam == "SUBPATTERN":
                uit += self._patroon(inhoud[3], laag, hoog)
            elif naam == "MAX_REPEAT":
                minimum, maximum, wat = inhoud
                keren = self.toeval.randint(
                    max(minimum, min(laag, int(maximum))), min(int(maximum), max(hoog, minimum))
                )
                uit += "".join(self._patroon(wat, laag, hoog) for _ in range(keren))
            else:
                raise NotImplementedError(naam)
        return uit

    def _uit_klasse(self, klasse: list[tuple[object, object]]) -> str:
        soort, inhoud = self.toeval.choice(klasse)
        if str(soort) == "RANGE":
            return chr(self.toeval.randint(*inhoud))  # type: ignore[misc]
        return chr(inhoud) if str(soort) == "LITERAL" else self.toeval.choice("0123456789")  # type: ignore[arg-type]
