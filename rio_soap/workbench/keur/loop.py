"""The life of each kind of object: delivered, read, replaced and removed, through all twenty-five operations."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from rio_soap.contract.gegevens import Gegeven
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.endpoint import Reactie
from rio_soap.workbench.keur.run import Mist, Run, Velden, paar

_BLADEN = 100
_VERWIJDERD = ("A01070", "A01020", "N09440", "A01130", "A01161")


def bevat(*teksten: str) -> Callable[[Reactie], bool]:
    """An approved answer that holds these values somewhere."""
    return lambda reactie: reactie.soort == "goed" and all(t in repr(reactie.gegeven) for t in teksten)


def mist(tekst: str) -> Callable[[Reactie], bool]:
    """An approved answer without this value."""
    return lambda reactie: reactie.soort == "goed" and tekst not in repr(reactie.gegeven)


def is_weg(reactie: Reactie) -> bool:
    """Refused because it is not there."""
    return reactie.soort == "afgekeurd" and (not reactie.codes or reactie.codes[0][0] in _VERWIJDERD)


class Levensloop:
    """Makes the objects that the cases need, and removes them at the end; both by what RIO must take."""

    def __init__(self, werk: Run) -> None:
        self.werk = werk
        self.begin: datetime = werk.doel.wissel.klok.nu() - timedelta(minutes=2)
        self.sleutel = {rol: str(uuid.uuid4()) for rol in ("eenheid", "aanbieder", "aanbod", "gebruik")}

    def maak(self) -> None:
        """All objects, each read back."""
        for stap in (self._eenheden, self._relatie, self._aanbieder, self._gebruik, self._aanbod, self._overzichten):
            self._doe(stap)

    def eigen(self) -> tuple[str, ...]:
        """Codes of the objects that it removes itself."""
        rollen = ("eenheid", "variant", "aanbieder", "aanbod", "gebruik")
        return tuple(self.werk.eigen[rol] for rol in rollen if rol in self.werk.eigen)

    def breek_af(self) -> None:
        """Remove all objects, in an order that leaves no references, and see that they are gone."""
        for stap in (self._weg_aanbod, self._weg_relatie, self._weg_eenheid, self._weg_aanbieder, self._weg_gebruik):
            self._doe(stap)

    def _doe(self, stap: Callable[[], None]) -> None:
        try:
            stap()
        except Mist as gemist:
            reden = f"vraagt {gemist}, dat er niet is", f"needs {gemist}, which is not there"
            self.werk.boek.niet(_OPERATIES[stap.__name__], *reden)

    def _eenheden(self) -> None:
        w, sleutel = self.werk, self.sleutel["eenheid"]
        leveren, zoeken = "aanleveren_opleidingseenheid", "opvragen_rioIdentificatiecode"
        for rol, variant in (("eenheid", "OPLEIDING"), ("variant", "VARIANT")):
            deel = bouw.eenheid(sleutel=sleutel if rol == "eenheid" else "", variant=variant)
            reactie = w.neemt(("exchange-1",), f"nieuwe hoOpleiding ({variant})", leveren, {"opleidingseenheid": deel})
            if reactie.soort == "goed":
                w.eigen[rol] = reactie.tekst("opleidingseenheidcode")
        code = w.van("eenheid")
        w.ziet((), "op eigen sleutel", zoeken, {"eigenOpleidingseenheidSleutel": sleutel}, bevat(code))
        lezen: Velden = {"opleidingseenheidcode": code}
        w.ziet((), "teruggelezen", "opvragen_opleidingseenheid", lezen, bevat(code, sleutel, "Keuring rio_soap"))
        zonder: Velden = {"opleidingseenheid": bouw.eenheid(code=code)}
        w.neemt(("exchange-2",), "opnieuw geleverd zonder eigen sleutel", leveren, zonder)
        gezien = "wat niet meer geleverd is, is weg"
        w.ziet(("exchange-2",), gezien, "opvragen_opleidingseenheid", lezen, mist(sleutel))
        w.neemt((), "weer met eigen sleutel", leveren, {"opleidingseenheid": bouw.eenheid(code=code, sleutel=sleutel)})
        w.eigen["eenheidsleutel"] = sleutel

    def _relatie(self) -> None:
        w, een, ander = self.werk, self.werk.van("eenheid"), self.werk.van("variant")
        deel = bouw.relatie(ander, een)
        w.neemt((), "relatie variant en opleiding", "aanleveren_opleidingsrelatie", {"opleidingsrelatie": deel})
        lezen = "opvragen_opleidingsrelatiesBijOpleidingseenheid"
        for code, verwant in ((een, ander), (ander, een)):
            w.ziet(
                (), "van beide kanten te lezen", lezen, {"opleidingseenheidcode": code}, bevat(verwant, "VARIANT_VAN")
            )

    def _aanbieder(self) -> None:
        w, bestuur = self.werk, self.werk.naam("bestuur")
        deel = bouw.aanbieder(w.naam("brin4"), sleutel=self.sleutel["aanbieder"])
        velden: Velden = {"onderwijsbestuurcode": bestuur, "nieuweOnderwijsaanbieder": deel}
        reactie = w.neemt(("exchange-1",), "nieuwe onderwijsaanbieder", "aanleveren_onderwijsaanbieder", velden)
        if reactie.soort == "goed":
            w.eigen["aanbieder"] = code = reactie.tekst("onderwijsaanbiedercode")
            w.eigen["aanbiedersleutel"] = self.sleutel["aanbieder"]
            w.ziet((), "teruggelezen", "opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": code}, bevat(code))
            van = "opvragen_onderwijsaanbiedersVanOrganisatie"
            w.ziet((), "in de lijst van het bestuur", van, {"onderwijsbestuurCode": bestuur}, bevat(code))
            gewijzigd: Velden = {"peildatumtijdMutaties": self.begin, "onderwijsbestuurcode": bestuur}
            self._blader("opvragen_gewijzigdeOnderwijsaanbieders", gewijzigd, code)

    def _gebruik(self) -> None:
        w, bestuur, locatie = self.werk, self.werk.naam("bestuur"), self.werk.naam("vrijeLocatie")
        deel = bouw.gebruik(bestuur, locatie, sleutel=self.sleutel["gebruik"])
        naam = "aanleveren_onderwijslocatiegebruik"
        if w.neemt((), "gebruik van een locatie", naam, {"onderwijslocatiegebruik": deel}).soort != "goed":
            return
        w.eigen |= {"gebruik": locatie, "gebruiksleutel": self.sleutel["gebruik"]}
        lezen: Velden = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": locatie}
        w.ziet((), "teruggelezen", "opvragen_onderwijslocatiegebruik", lezen, bevat(self.sleutel["gebruik"]))
        van = "opvragen_onderwijslocatiegebruikVanOrganisatie"
        w.ziet((), "in de lijst van het bestuur", van, {"onderwijsbestuurCode": bestuur}, bevat(locatie))
        w.ziet((), "de locatie", "opvragen_onderwijslocatie", {"onderwijslocatieCode": locatie}, bevat(locatie))
        self._blader("opvragen_gewijzigdOnderwijslocatiegebruik", {"peildatumtijdMutaties": self.begin}, locatie)

    def _aanbod(self) -> None:
        w, aanbieder, code = self.werk, self.werk.van("aanbieder"), str(uuid.uuid4())
        velden = self.aanbod(w, code, aanbieder=aanbieder, sleutel=self.sleutel["aanbod"])
        naam = "aanleveren_aangebodenOpleiding"
        if w.neemt((), "aangeboden opleiding met cohort", naam, velden).soort != "goed":
            return
        w.eigen |= {"aanbod": code, "aanbodsleutel": self.sleutel["aanbod"]}
        lezen: Velden = {"aangebodenOpleidingCode": code}
        w.ziet((), "teruggelezen", "opvragen_aangebodenOpleiding", lezen, bevat(code, "2025"))
        zoeken: Velden = {"eigenAangebodenOpleidingSleutel": self.sleutel["aanbod"]}
        w.ziet((), "op eigen sleutel", "opvragen_rioIdentificatiecode", zoeken, bevat(code))
        self._blader("opvragen_aangebodenOpleidingenVanOrganisatie", {"onderwijsaanbiedercode": aanbieder}, code)
        gewijzigd: Velden = {"peildatumtijdMutaties": self.begin, "onderwijsaanbiederCode": aanbieder}
        self._blader("opvragen_gewijzigdeAangebodenOpleidingen", gewijzigd, code)

    @staticmethod
    def aanbod(werk: Run, code: str, **anders: object) -> Velden:
        """The fields of a delivery of an offer of the run's own unit."""
        gegevens = {"aanbieder": werk.van("aanbieder"), "eenheid": werk.van("eenheid"), **anders}
        return {"aangebodenOpleiding": bouw.aanbod(code=code, **gegevens)}  # type: ignore[arg-type]

    def _overzichten(self) -> None:
        w = self.werk
        lijst: Velden = {"onderwijsbestuurcode": w.naam("bestuur")}
        self._blader("opvragen_opleidingseenhedenVanOrganisatie", lijst, w.van("eenheid"))
        structuur: Velden = {"bevoegdGezagNummer": w.naam("bevoegdGezag")}
        w.ziet((), "structuur", "opvragen_instellingsstructuur", structuur, bevat(w.naam("brin4"), w.naam("brin6")))

    def _blader(self, operatie: str, velden: Velden, code: str) -> None:
        """Some page holds the code; every page says of itself which it is."""

        def gezien(eerste: Reactie) -> bool:
            reactie = eerste
            for pagina in range(_BLADEN):
                if reactie.soort != "goed" or reactie.gegeven is None:
                    return False
                if code in repr(reactie.gegeven):
                    return True
                blad = reactie.gegeven.velden.get("paginering")
                if not isinstance(blad, Gegeven) or pagina + 1 >= int(str(blad.velden.get("aantalPaginas", 0))):
                    return False
                reactie = self.werk.doel.roep(operatie, **velden, pagina=pagina + 1)
            return False

        self.werk.ziet((), "op een van de bladen", operatie, {**velden, "pagina": 0}, gezien)

    def _weg(self, operatie: str, velden: Velden, lezen: str, zoek: Velden) -> None:
        self.werk.neemt((), "verwijderd", operatie, velden)
        self.werk.ziet((operatie,), "is weg na verwijderen", lezen, zoek, is_weg)

    def _weg_aanbod(self) -> None:
        velden: Velden = {"aangebodenOpleidingCode": self.werk.van("aanbod")}
        self._weg("verwijderen_aangebodenOpleiding", velden, "opvragen_aangebodenOpleiding", velden)

    def _weg_relatie(self) -> None:
        w, een, ander = self.werk, self.werk.van("eenheid"), self.werk.van("variant")
        velden = paar(een, ander)
        w.neemt((), "verwijderd, codes andersom", "verwijderen_opleidingsrelatie", velden)
        lezen = "opvragen_opleidingsrelatiesBijOpleidingseenheid"
        weg = ("verwijderen_opleidingsrelatie",)
        w.ziet(weg, "is weg na verwijderen", lezen, {"opleidingseenheidcode": een}, mist(ander))

    def _weg_eenheid(self) -> None:
        for rol in ("eenheid", "variant"):
            velden: Velden = {"opleidingseenheidcode": self.werk.van(rol)}
            self._weg("verwijderen_opleidingseenheid", velden, "opvragen_opleidingseenheid", velden)

    def _weg_aanbieder(self) -> None:
        velden: Velden = {"onderwijsaanbiedercode": self.werk.van("aanbieder")}
        self._weg("verwijderen_onderwijsaanbieder", velden, "opvragen_onderwijsaanbieder", velden)

    def _weg_gebruik(self) -> None:
        bestuur, locatie = self.werk.naam("bestuur"), self.werk.van("gebruik")
        velden: Velden = {"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": locatie}
        zoek: Velden = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": locatie}
        self._weg("verwijderen_onderwijslocatiegebruik", velden, "opvragen_onderwijslocatiegebruik", zoek)


_OPERATIES = {
    "_eenheden": ("aanleveren_opleidingseenheid", "opvragen_opleidingseenheid", "opvragen_rioIdentificatiecode"),
    "_relatie": ("aanleveren_opleidingsrelatie", "opvragen_opleidingsrelatiesBijOpleidingseenheid"),
    "_aanbieder": (
        "aanleveren_onderwijsaanbieder",
        "opvragen_onderwijsaanbieder",
        "opvragen_onderwijsaanbiedersVanOrganisatie",
        "opvragen_gewijzigdeOnderwijsaanbieders",
    ),
    "_gebruik": (
        "aanleveren_onderwijslocatiegebruik",
        "opvragen_onderwijslocatiegebruik",
        "opvragen_onderwijslocatiegebruikVanOrganisatie",
        "opvragen_onderwijslocatie",
        "opvragen_gewijzigdOnderwijslocatiegebruik",
    ),
    "_aanbod": (
        "aanleveren_aangebodenOpleiding",
        "opvragen_aangebodenOpleiding",
        "opvragen_aangebodenOpleidingenVanOrganisatie",
        "opvragen_gewijzigdeAangebodenOpleidingen",
    ),
    "_overzichten": ("opvragen_opleidingseenhedenVanOrganisatie", "opvragen_instellingsstructuur"),
    "_weg_aanbod": ("verwijderen_aangebodenOpleiding",),
    "_weg_relatie": ("verwijderen_opleidingsrelatie",),
    "_weg_eenheid": ("verwijderen_opleidingseenheid",),
    "_weg_aanbieder": ("verwijderen_onderwijsaanbieder",),
    "_weg_gebruik": ("verwijderen_onderwijslocatiegebruik",),
}
"""Step to the operations that it exercises."""
