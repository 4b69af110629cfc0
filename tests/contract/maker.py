"""Random valid messages, made from the tables of `rio_soap.contract.vorm`."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from rio_soap.contract.gegevens import Enkel, Gegeven, Ingesloten, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from tests.contract.patroon import tekst_van

INSLUITEND = ("aanleveren_bundel_request", "controleren_levering_request")
"""Requests that enclose others."""
LETTERS = "abcXYZ 09-é<&>\"'ë😀"


_DIEP = 12
"""Depth at which an object gets no more than it must have: a type may refer to itself."""


class Maker:
    """Makes messages of one contract; `gezien` collects the names of all elements that it made.

    Half of the values are at a limit of their type: a text of the least or the greatest length, the least or
    the greatest number.

    :param insluiten: whether an Objectinhoud that may be left out is made.
    """

    def __init__(self, dienst: Dienst, zaad: int, *, insluiten: bool = True) -> None:
        self.insluiten = insluiten
        self.diepte = 0
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
        self.diepte += 1
        velden: dict[str, Waarde] = {}
        per_lid = {lid: veld for veld, _ in soort.per_tag.values() for lid in veld.leden}
        for lid in [lid for deel in soort.inhoud for lid in self._rij(deel, soort)]:
            veld, waarde = per_lid[lid], self._waarde(lid, soort)
            if veld.meervoudig:
                velden.setdefault(veld.naam, []).append(waarde)  # type: ignore[union-attr,arg-type]
            else:
                velden[veld.naam] = waarde
        self.diepte -= 1
        return Gegeven(naam, velden)

    def _rij(self, deel: Deeltje, soort: Vorm) -> list[str]:
        """Names of children that the content model allows."""
        keren = self.toeval.randint(deel.minimum, min(deel.maximum, deel.minimum + 2))
        insluiter = any(self._sluit_in(lid, soort) for lid in deel.leden)
        if self.diepte > _DIEP or (insluiter and not self.insluiten):
            keren = deel.minimum
        rij: list[str] = []
        for _ in range(keren):
            if deel.leden:
                rij += self._kies(deel.leden)
            else:
                for onder in [self.toeval.choice(deel.delen)] if deel.keuze else deel.delen:
                    rij += self._rij(onder, soort)
        return rij

    def _sluit_in(self, lid: str, ouder: Vorm) -> bool:
        soort = ouder.per_tag[f"{{{self.ns}}}{lid}"][1]
        return isinstance(soort, Vorm) and soort.sluit_in

    def _kies(self, leden: tuple[str, ...]) -> list[str]:
        """The element to write where one of these may stand."""
        return [self.toeval.choice(leden)]

    def _waarde(self, lid: str, ouder: Vorm) -> Enkel | Gegeven | Ingesloten:
        soort = ouder.per_tag[f"{{{self.ns}}}{lid}"][1]
        self.gezien.add(lid)
        if isinstance(soort, Vorm):
            return self._ingesloten() if soort.sluit_in else self._gegeven(lid, soort)
        return self._enkel(soort)

    def _ingesloten(self) -> Ingesloten:
        """An object or a request of any contract, that encloses none itself."""
        dienst = self.toeval.choice(DIENSTEN)
        los = [naam for naam in vormen(dienst).los if not naam.endswith(("_response", *INSLUITEND))]
        maker = Maker(dienst, self.toeval.randrange(10**6))
        return Ingesloten(dienst, maker.object_(self.toeval.choice(los)))

    def _enkel(self, soort: Simpel) -> Enkel:
        toeval = self.toeval
        moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=toeval.randrange(10**12))
        if soort.naam == "DatumTijdBedrijfsdocument":
            return moment.isoformat()
        if soort.primitief == "date":
            eerste = date.fromisoformat(soort.facetten.get("minInclusive", "1900-01-01"))
            return eerste + timedelta(toeval.choice((0, toeval.randrange(100_000))))
        if soort.primitief == "dateTime":
            return moment
        if soort.primitief == "boolean":
            return toeval.random() < 0.5
        if soort.primitief in ("decimal", "integer", "long", "short", "int"):
            return self._getal(soort)
        return self._tekst(soort)

    def _getal(self, soort: Simpel) -> Enkel:
        """A number of a type: the least, the greatest, or one between."""
        facetten, toeval = soort.facetten, self.toeval
        laag, hoog = (Decimal(facetten.get(f, g)) for f, g in (("minInclusive", "-99999"), ("maxInclusive", "99999")))
        if patroon := facetten.get("pattern"):
            return int(tekst_van(patroon, 1, 18, toeval))
        if soort.primitief != "decimal":
            return toeval.choice((int(laag), int(hoog), toeval.randint(int(laag), int(hoog))))
        decimalen = int(facetten.get("fractionDigits", 3))
        breuk = Decimal(toeval.randrange(10**decimalen)).scaleb(-decimalen)
        return toeval.choice((laag, hoog, Decimal(toeval.randint(int(laag), int(hoog) - 1)) + breuk))

    def _tekst(self, soort: Simpel) -> str:
        """A text of a type: of the least length, the greatest, or one between."""
        laag = int(soort.facetten.get("minLength", 0))
        hoog = int(soort.facetten.get("maxLength", laag + 20))
        if (patroon := soort.facetten.get("pattern")) is not None:
            return tekst_van(patroon, laag, hoog if "maxLength" in soort.facetten else 400, self.toeval)
        lengte = self.toeval.choice((laag, hoog, self.toeval.randint(laag, hoog), self.toeval.randint(laag, hoog)))
        ruw = "".join(self.toeval.choice(LETTERS) for _ in range(lengte))
        if soort.primitief == "string" and len(ruw) > 3:
            return ruw[:-2] + "\n "
        # blanks that collapse would not come back
        return ruw.replace(" ", "_") if soort.primitief == "token" else ruw
