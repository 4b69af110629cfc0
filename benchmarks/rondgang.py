"""Every operation of the contract once, as one round that leaves the register's stand as it was."""

from datetime import date, timedelta
from typing import Protocol

from lxml import etree

from benchmarks import register_maker
from benchmarks.berichten import LOCATIE, Velden, aanbod
from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial

BESTUUR, GEZAG = "100B490", "40169"
BEGIN = date(2020, 8, 1)
EENHEIDBEGIN = date(2026, 9, 1)

NAAST = "opvragen_gewijzigdeOnderwijsaanbieders, all there are"
"""A feed from before everything: what it has to count grows with the register, unlike its page."""


class Stuur(Protocol):
    """Sends an operation with its fields after the first four; gives the element in the Body of an approved answer."""

    def __call__(self, operatie: str, velden: Velden, naam: str = "", /) -> etree._Element:
        """Send one message.

        :param naam: under which it is counted; empty: that of the operation.
        """


def _eenheid(soort: str) -> Gegeven:
    gemaakt = trial.voorbeeldlevering()
    kenmerken = gemaakt.velden["kenmerken"]
    assert isinstance(kenmerken, list)
    assert isinstance(kenmerken[1], Gegeven)
    kenmerken[1].velden["kenmerkwaardeEnumeratiewaarde"] = soort
    if soort == "VARIANT":  # it has the studielast of what it is a variant of
        perioden = gemaakt.velden["opleidingseenheidPeriode"]
        assert isinstance(perioden, list)
        assert isinstance(perioden[0], Gegeven)
        for veld in ("studielast", "studielasteenheid"):
            perioden[0].velden.pop(veld, None)
    return gemaakt


def _aanbieder() -> Gegeven:
    periode = Gegeven("onderwijsaanbiederPeriode", {"begindatum": BEGIN, "naam": "Proefschool"})
    relatie = Gegeven("juridischeRelatie", {"instellingserkenningscode": "25BE", "begindatum": BEGIN})
    velden: Velden = {
        "inBedrijfdatum": BEGIN,
        "onderwijsaanbiederPeriode": [periode],
        "juridischeRelatie": [relatie],
    }
    return Gegeven("nieuweOnderwijsaanbieder", velden)


def _code(antwoord: etree._Element, naam: str) -> str:
    code = antwoord.findtext(f"{{*}}{naam}")
    assert code is not None, etree.tostring(antwoord)
    return str(code)


def ga_rond(stuur: Stuur, nummer: int) -> None:
    """Deliver, read back and remove one of each, and read what `register_maker` made.

    :param nummer: of the round; chooses among the objects that a register of every size has.
    """
    een, ander = (
        _code(stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": _eenheid(s)}), "opleidingseenheidcode")
        for s in ("OPLEIDING", "VARIANT")
    )
    relatie: Velden = {"opleidingseenheidcode": [een, ander], "begindatum": EENHEIDBEGIN}
    stuur("aanleveren_opleidingsrelatie", {"opleidingsrelatie": Gegeven("opleidingsrelatie", dict(relatie))})
    stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": een})
    stuur("opvragen_opleidingsrelatiesBijOpleidingseenheid", {"opleidingseenheidcode": een})
    stuur("verwijderen_opleidingsrelatie", relatie)
    for code in (een, ander):
        stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code})
    geleverd = aanbod()
    stuur("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": geleverd})
    weg = geleverd.velden["aangebodenOpleidingCode"]
    stuur("verwijderen_aangebodenOpleiding", {"aangebodenOpleidingCode": weg})
    inhoud: Velden = {"onderwijsbestuurcode": BESTUUR, "nieuweOnderwijsaanbieder": _aanbieder()}
    nieuw = _code(stuur("aanleveren_onderwijsaanbieder", inhoud), "onderwijsaanbiedercode")
    stuur("opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": nieuw})
    stuur("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": nieuw})
    plek = register_maker.locatiecode(nummer % 30)
    gebruik: Velden = {"onderwijsbestuurcode": BESTUUR, "inBedrijfdatum": BEGIN, "onderwijslocatieCode": plek}
    stuur(
        "aanleveren_onderwijslocatiegebruik",
        {"onderwijslocatiegebruik": Gegeven("onderwijslocatiegebruik", gebruik)},
    )
    stuur("opvragen_onderwijslocatiegebruik", {"onderwijsbestuurCode": BESTUUR, "onderwijslocatieCode": plek})
    stuur("opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijsbestuurCode": BESTUUR})
    stuur("verwijderen_onderwijslocatiegebruik", {"onderwijsbestuurcode": BESTUUR, "onderwijslocatiecode": plek})
    _lees(stuur, nummer)


def _lees(stuur: Stuur, nummer: int) -> None:
    houder = register_maker.aanbiedercode(0)
    code = register_maker.aanbodcode(nummer % register_maker.GROOT)
    sinds = register_maker.MOMENT
    stuur("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": code})
    stuur("opvragen_rioIdentificatiecode", {"eigenAangebodenOpleidingSleutel": code})
    stuur("opvragen_onderwijslocatie", {"onderwijslocatieCode": LOCATIE})
    stuur("opvragen_aangebodenOpleidingenVanOrganisatie", {"onderwijsaanbiedercode": houder, "pagina": 2})
    stuur("opvragen_opleidingseenhedenVanOrganisatie", {"onderwijsbestuurcode": BESTUUR, "pagina": 0})
    stuur("opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuurCode": register_maker.bestuurcode(0)})
    stuur("opvragen_instellingsstructuur", {"bevoegdGezagNummer": GEZAG})
    stuur(
        "opvragen_gewijzigdeAangebodenOpleidingen",
        {"onderwijsaanbiederCode": houder, "peildatumtijdMutaties": sinds, "pagina": 2},
    )
    stuur("opvragen_gewijzigdeOnderwijsaanbieders", {"peildatumtijdMutaties": sinds, "pagina": 1}, NAAST)
    later = sinds + timedelta(days=1)
    stuur("opvragen_gewijzigdeOnderwijsaanbieders", {"peildatumtijdMutaties": later, "pagina": 0})
    stuur("opvragen_gewijzigdOnderwijslocatiegebruik", {"peildatumtijdMutaties": later, "pagina": 0})
