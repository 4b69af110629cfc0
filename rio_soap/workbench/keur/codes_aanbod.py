"""For each foutcode of aangeboden opleidingen a delivery or removal that must be refused with it."""

from datetime import date
from typing import Any, TypeAlias

from rio_soap.contract.gegevens import Gegeven
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.codes import DAG, GEEN_AANBIEDER, GEEN_EENHEID, GEEN_LOCATIE, VROEG, Maak, nieuwe_code
from rio_soap.workbench.keur.loop import Levensloop
from rio_soap.workbench.keur.run import Geval, Mist, Run, Velden

LEVER, WEG = "aanleveren_aangebodenOpleiding", "verwijderen_aangebodenOpleiding"
_Veld: TypeAlias = Any  # `bouw` types each of them
"""A keyword argument that is only handed on to `bouw`, which types each of them."""


def _aanbod(*extra: Gegeven, soort: str = "HOOpleiding", code: str = "", **anders: _Veld) -> Maak:
    """A new offer under the run's own aanbieder and unit."""

    def maak(werk: Run) -> Velden:
        gegevens = {"aanbieder": werk.van("aanbieder"), "eenheid": werk.van("eenheid"), **anders}
        deel = bouw.aanbod(soort, *extra, code=code or nieuwe_code(), **gegevens)
        return {"aangebodenOpleiding": deel}

    return maak


def _wijzig(**rollen: str) -> Maak:
    """The run's own offer with the object of another role."""
    return lambda w: Levensloop.aanbod(w, w.van("aanbod"), **{veld: w.van(rol) for veld, rol in rollen.items()})


def _cohort(**velden: _Veld) -> Maak:
    return _aanbod(cohorten=[bouw.cohort(**velden)])


def _flexibel(begin: date, einde: date | None = None, **velden: _Veld) -> Maak:
    return _aanbod(cohorten=[bouw.flexibel(begin, einde, **velden)])


def _mbo(**velden: _Veld) -> Maak:
    return _aanbod(soort="MboOpleiding", **velden)


def _perioden(*begin: date) -> Maak:
    return _aanbod(perioden=[bouw.aanbodperiode(begin=dag) for dag in begin])


def _partners(*codes: str) -> Maak:
    naam = "samenwerkendeOnderwijsaanbiedercode"
    extra = [bouw.kenmerk(naam, code) for code in codes]
    return _aanbod(perioden=[bouw.aanbodperiode("HOOpleiding", BEGIN, *extra)])


def _erkenning(naam: str, **velden: str) -> Gegeven:
    return Gegeven(naam, dict(velden))


def _vreemde_erkenning(werk: Run) -> Velden:
    stelsel, _, code = werk.naam("vreemdeErkenning").partition(" ")
    return _aanbod(eenheid=_erkenning("opleidingserkenningSleutel", opleidingsstelsel=stelsel, opleidingscode=code))(
        werk
    )


def _zelfde_sleutel(werk: Run) -> Velden:
    return _aanbod(sleutel=werk.van("aanbodsleutel"))(werk)


def _vreemde_aanbieder(werk: Run) -> Velden:
    return _aanbod(aanbieder=werk.naam("vreemdeAanbieder"))(werk)


def _vorm(*extra: Gegeven) -> Maak:
    """An HO offer with its kenmerk vorm as given."""
    return _aanbod(*extra, kenmerken=[])


def _verlopen(werk: Run) -> Velden:
    """A kenmerk of an offer, a period or a cohort with a value that is no longer valid.

    :raises Mist: when no list holds one.
    """
    for soort in _SOORTEN:
        element = f"aangeboden{soort}"
        for conf in bouw.configuratie(element):
            waarde = bouw.verlopen(conf)
            if waarde is None:
                continue
            rest = [k for k in bouw.verplicht(element) if k.velden["kenmerknaam"] != conf.naam]
            velden: dict[str, _Veld] = {"toelatingseisen": "JA", "toegankelijkheid": "ALL"} if "Mbo" in soort else {}
            return _aanbod(soort=soort, kenmerken=[bouw.keuze(conf.naam, waarde), *rest], **velden)(werk)
    raise Mist("een verlopen waarde")


_SOORTEN = (
    "HOOpleiding",
    "MboOpleiding",
    "VOOpleiding",
    "SOOpleiding",
    "VSOOpleiding",
    "BOOpleiding",
    "ParticuliereOpleiding",
)
_DUUR = Gegeven("afwijkendeOpleidingsduur", {"opleidingsduurEenheid": "EEUW", "opleidingsduurOmvang": 4})
_ERKENNING = _erkenning("opleidingserkenningSleutel", opleidingsstelsel="ISAT", opleidingscode="00000")
_VAK = _erkenning("voVakerkenningSleutel", opleidingsstelsel="VOVAK", opleidingscode="0000", opleidingsniveau="VO-VWO")
_TAAL = bouw.keuze("voertaal", "NLD")
_NA = EINDE + DAG

_LEVERINGEN = tuple(
    Geval(code, LEVER, maak, maskers)
    for code, maak, *maskers_ in (
        ("A01060", _aanbod(onderwijslocatiecode=GEEN_LOCATIE)),
        ("A01070", _aanbod(eenheid=GEEN_EENHEID)),
        ("A01080", _aanbod(eenheid=_ERKENNING)),
        ("A01081", _vreemde_erkenning),
        ("A01090", _aanbod(eenheid=_VAK)),
        ("A01160", _zelfde_sleutel),
        ("AUT401", _vreemde_aanbieder),
        ("K01010", _vorm()),
        ("K01020", _aanbod(bouw.keuze("vorm", "DEELTIJD"))),
        ("K01030", _aanbod(bouw.keuze("onderwijsconcept", "DALTON"))),
        ("K01040", _aanbod(_TAAL, _TAAL)),
        ("K01050", _vorm(bouw.keuze("vorm", "VOLTIJDS"))),
        ("K01051", _verlopen),
        ("K01060", _vorm(bouw.kenmerk("vorm", "VOLTIJD"))),
        ("N09010", _aanbod(einde=BEGIN, cohorten=[])),
        ("N09030", _mbo(leertrajectMBO="BLO")),
        ("N09050", _aanbod(afwijkendeOpleidingsduur=_DUUR)),
        ("N09060", _mbo(mboNiveau="MBO-9")),
        ("N09070", _mbo(toelatingseisen="J")),
        ("N09080", _mbo(toegankelijkheid="XXX")),
        ("N09090", _aanbod(eersteInstroomDatum=EINDE)),
        ("N09410", _aanbod(begin=VROEG, eersteInstroomDatum=BEGIN - DAG)),
        ("N09430", _aanbod(begin=VROEG, eersteInstroomDatum=BEGIN - DAG), "N09410"),
        ("N09440", _aanbod(aanbieder=GEEN_AANBIEDER), "AUT401"),
        ("N09450", _wijzig(eenheid="variant")),
        ("N10010", _perioden(BEGIN, EINDE)),
        ("N10020", _perioden(BEGIN - DAG, BEGIN)),
        ("N10030", _aanbod(perioden=[bouw.aanbodperiode("HOOpleidingsonderdeel")])),
        ("N10040", _perioden(BEGIN, BEGIN)),
        ("N10050", _perioden(BEGIN + DAG), "N10040"),
        ("N10060", _partners("110A133", "110A133"), "K01040"),
        ("N10410", _partners(GEEN_AANBIEDER)),
        ("N11020", _cohort(eindeAanmeldperiode=date(2025, 1, 1))),
        ("N11030", _flexibel(date(2025, 9, 1), date(2025, 9, 1))),
        ("N11040", _cohort(einddatum=date(2025, 9, 1))),
        ("N11410", _cohort(eindeAanmeldperiode=_NA)),
        ("N11420", _aanbod(cohorten=[bouw.cohort(), bouw.cohort()])),
        ("N11430", _flexibel(date(2025, 9, 1), _NA)),
        ("N11440", _cohort(cohortstatus="X")),
        ("N11450", _cohort(toestemmingVereistVoorAanmelding="MISSCHIEN")),
        ("N11460", _cohort(vastInstroommoment=Gegeven("vastInstroommoment", {"instroommoment": _NA}))),
        ("RS0020", _aanbod(cohorten=[bouw.cohort("HOOpleidingsonderdeel")])),
    )
    for maskers in (tuple(str(masker) for masker in maskers_),)
)  # fmt: skip
AANBOD: tuple[Geval, ...] = (
    *_LEVERINGEN,
    Geval("A01020", WEG, lambda _w: {"aangebodenOpleidingCode": nieuwe_code()}),
    Geval("AUT401", WEG, lambda w: {"aangebodenOpleidingCode": w.naam("vreemdAanbod")}),
)
