"""The use of a location through its life: by its code and by its address, ended, removed, and begun again."""

from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN
from rio_soap.workbench.keur.run import Geval, Mist, Run, Velden

GEBRUIK, WEG = "aanleveren_onderwijslocatiegebruik", "verwijderen_onderwijslocatiegebruik"
LOCATIE, LEES = "opvragen_onderwijslocatie", "opvragen_onderwijslocatiegebruik"
_VOORBIJ = date(2025, 1, 1)


class Locatiekeuring:
    """Takes the location that the bestuur does not use, and that the run began to use; leaves it as it was."""

    def __init__(self, werk: Run) -> None:
        self.werk = werk

    def speel(self) -> None:
        """One address is one location, in use once, whatever the days of that use."""
        try:
            self._speel(self.werk.naam("bestuur"), self.werk.van("gebruik"), self.werk.van("gebruiksleutel"))
        except Mist:
            return  # what was not begun is said already

    def _speel(self, bestuur: str, code: str, sleutel: str) -> None:
        w = self.werk
        adres = self._adres(code)
        if adres is None:
            return
        voorbij = bouw.gebruik(bestuur, code, sleutel=sleutel, einde=_VOORBIJ)
        w.neemt((), "gebruik beëindigd", GEBRUIK, {"onderwijslocatiegebruik": voorbij})
        op_adres: Velden = {"onderwijslocatiegebruik": bouw.gebruik(bestuur, adres)}
        w.weigert(Geval("N01020", GEBRUIK, lambda _: op_adres, naam="N01020, ook als het gebruik voorbij is"))
        weg: Velden = {"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": code}
        w.neemt((), "gebruik verwijderd", WEG, weg)
        w.ziet((WEG,), "de locatie blijft", LOCATIE, {"onderwijslocatieCode": code}, lambda r: r.soort == "goed")
        reactie = w.neemt((), "gebruik op adres", GEBRUIK, op_adres)
        gekregen = reactie.tekst("onderwijslocatiecode")
        w.boek.toets([GEBRUIK], "een bekend adres houdt zijn code", gekregen == code, code, gekregen)
        terug = bouw.gebruik(bestuur, code, sleutel=sleutel)
        w.neemt((), "gebruik met eigen sleutel", GEBRUIK, {"onderwijslocatiegebruik": terug})
        lezen: Velden = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": code}

        def heel(gelezen: Gegeven | None) -> bool:
            gebruik = gelezen.velden.get("onderwijslocatiegebruik") if gelezen is not None else None
            if not isinstance(gebruik, Gegeven):
                return False
            return gebruik.velden.get("inBedrijfdatum") == BEGIN and "uitBedrijfdatum" not in gebruik.velden

        w.ziet(("exchange-2",), "gebruik zonder einde gelezen", LEES, lezen, lambda reactie: heel(reactie.gegeven))

    def _adres(self, code: str) -> Gegeven | None:
        """The address of a location in the Netherlands, as it is delivered; None for one without."""
        reactie = self.werk.doel.roep(LOCATIE, onderwijslocatieCode=code)
        locatie = reactie.gegeven.velden.get("onderwijslocatie") if reactie.gegeven is not None else None
        if not isinstance(locatie, Gegeven) or "postcode" not in locatie.velden:
            return None
        namen = ("postcode", "huisnummer", "huisnummertoevoeging")
        return Gegeven("aanduidingAdres", {naam: locatie.velden[naam] for naam in namen if naam in locatie.velden})
