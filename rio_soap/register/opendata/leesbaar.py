"""How an object of a load will be read: put into the answer in which it is shown, among others of its kind.

What V4 does not show is put into an answer of our own contract, or where its fields would stand in one of V4, as far as
it has them. The rest of the answer is ours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod.leesvorm import SLEUTELKEUZE
from rio_soap.register.database import model
from rio_soap.register.eenheid.eigen_leesvorm import Eenheidgegevens, Eenheidsdelen, lees_opleidingseenheid
from rio_soap.register.eenheid.raadplegingen import LEESBAAR, GelezenEenheid, lees_eenheid
from rio_soap.register.erkenning.leesvorm import lees_instellingserkenning
from rio_soap.register.locatie import leesvorm as locatievorm
from rio_soap.register.locatie.leesvorm import GelezenGebruik
from rio_soap.register.opendata import eigen_leesbaar as eigen
from rio_soap.register.opendata.organisaties import JURIDISCH
from rio_soap.register.opendata.soort import Kinderen, Kolommen
from rio_soap.register.organisatie import leesvorm as organisatievorm
from rio_soap.register.regels import velden
from rio_soap.register.regels.paginas import STANDAARDAANTAL, paginering
from rio_soap.register.regels.velden import op_begin

Gegevens = dict[str, Waarde]
Antwoord = tuple[str, Gegevens]
"""Name of an operation, and what its answer adds."""

_ALLEEN = frozenset({"onderwijsbestuur", "bevoegdGezag", "organisatorischeEenheid", "instellingserkenning"})
_BEGIN = date(2000, 1, 1)
_BESTUUR = Gegeven(
    "bijbehorendOnderwijsbestuur",
    {
        "onderwijsbestuurcode": "100B001",
        "organisatierelatieBegindatum": _BEGIN,
        "onderwijsbestuurPeriode": [Gegeven("onderwijsbestuurPeriode", {"begindatum": _BEGIN, "naam": "Bestuur"})],
    },
)
_HO, _EENHEID = "HOOPLEIDING", "1000O0001"
_RELATIE = Gegeven("juridischeRelatie", {"instellingserkenningscode": "00AA", "erkenner": "OCW", "begindatum": _BEGIN})


@dataclass(frozen=True, slots=True)
class _Objectrij:
    """An object as `leesvorm` takes one out of the register."""

    code: str
    stand: Gegeven
    bevoegd_gezag_nummer: str | None = None
    erkenner: str = "OCW"


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """How objects of one table are shown.

    :param lid: one of them as it is read; None for one that no answer can ever hold.
    :param antwoord: the answer that holds these.
    :param mild: names of stands that are kept and told when this answer cannot hold them, for another one does.
    """

    lid: Callable[[Kolommen, Mapping[Kinderen, Sequence[Kolommen]]], Gegeven | None]
    antwoord: Callable[[list[Gegeven]], Antwoord]
    mild: frozenset[str] = frozenset()

    def verdeel(self, leden: list[Gegeven]) -> Iterator[list[Gegeven]]:
        """Objects by what an answer can hold together: of some kinds one only, of others those with the same name."""
        per_naam: dict[str, list[Gegeven]] = {}
        for lid in leden:
            per_naam.setdefault(lid.naam, []).append(lid)
        for naam, gelijken in per_naam.items():
            if naam in _ALLEEN:
                yield from ([lid] for lid in gelijken)
            else:
                yield gelijken


def _organisatie(rij: Kolommen, kinderen: Mapping[Kinderen, Sequence[Kolommen]]) -> Gegeven | None:
    if "stand" not in rij:  # its contactadressen only
        return None
    stand: Gegeven = rij["stand"]
    als_rij = _Objectrij(rij["code"], stand, rij.get("bevoegd_gezag_nummer"))
    if stand.naam == "onderwijsaanbieder":
        return _aanbieder(als_rij, kinderen.get(JURIDISCH, ()))
    if stand.naam == "onderwijsaanbiedergroep":
        return organisatievorm.lees_onderwijsaanbiedergroep(als_rij, [])
    if stand.naam == "onderwijsbestuur":
        return organisatievorm.lees_onderwijsbestuur(als_rij, [], [])
    return eigen.begeleidingsaanbieder(rij, kinderen.get(JURIDISCH, ()))


def _aanbieder(rij: _Objectrij, rust_op: Sequence[Kolommen]) -> Gegeven:
    erkenners = {(r["erkenning"], r["begindatum"]): str(r["erkenner"]) for r in rust_op}
    for relatie in velden.delen(rij.stand, "juridischeRelatie"):
        sleutel = velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum")
        erkenners.setdefault(sleutel, "OCW")
    gelezen = organisatievorm.lees_onderwijsaanbieder(rij, erkenners, [_BESTUUR])
    if not gelezen.velden["juridischeRelatie"]:
        gelezen.velden["juridischeRelatie"] = [_RELATIE]
    return gelezen


def _organisaties(leden: list[Gegeven]) -> Antwoord:
    if leden[0].naam == "organisatorischeEenheid":
        return eigen.eenheid(leden)
    besturen = [lid for lid in leden if lid.naam == "onderwijsbestuur"]
    if besturen:  # the one object that no answer holds two of
        return "opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuur": besturen[0]}
    velden_: Gegevens = {"onderwijsbestuurcode": "100B001", "inBedrijfdatum": _BEGIN}
    velden_ |= {"onderwijsbestuurPeriode": _BESTUUR.velden["onderwijsbestuurPeriode"]}
    for naam in ("onderwijsaanbieder", "onderwijsaanbiedergroep"):
        velden_[naam] = [lid for lid in leden if lid.naam == naam]
    return "opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuur": Gegeven("onderwijsbestuur", velden_)}


def _gebruik(rij: Kolommen, _: object) -> Gegeven:
    locatie = Gegeven("onderwijslocatie", {})
    return locatievorm.lees_onderwijslocatiegebruik(
        GelezenGebruik(rij["bestuur"], rij["locatie"], rij["stand"], locatie)
    )


def _locatie(rij: Kolommen, _: object) -> Gegeven:
    locatie = locatievorm.lees_onderwijslocatie(rij["code"], rij["stand"])
    gebruik: Gegevens = {"onderwijsbestuurcode": "100B001", "inBedrijfdatum": _BEGIN, "onderwijslocatie": locatie}
    return Gegeven("onderwijslocatiegebruik", gebruik)


def _gebruiken(leden: list[Gegeven]) -> Antwoord:
    return "opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijslocatiegebruik": leden}


def _eenheid(rij: Kolommen, _: object) -> Gegeven:
    stand: Gegeven = rij["stand"]
    if rij["specialisatie"] not in LEESBAAR:
        kop = Eenheidgegevens(*(rij[naam] for naam in Eenheidgegevens._fields))
        return lees_opleidingseenheid(kop, stand, _GEEN_DELEN, None, eqf_particulier=False)
    als_rij = GelezenEenheid(rij["code"], rij["herkomst"], rij["eigenaar"], rij["specialisatie"], "")
    return lees_eenheid(als_rij, stand, (), eqf_particulier=False)


_GEEN_DELEN = Eenheidsdelen({}, {}, {}, {})


def _eenheden(leden: list[Gegeven]) -> Antwoord:
    if leden[0].naam in LEESBAAR:
        return "opvragen_opleidingseenhedenVanOrganisatie", {"opleidingseenheid": leden}
    blad = paginering(0, len(leden), STANDAARDAANTAL)
    return "opvragen_opleidingseenhedenBijStelsel", {"opleidingseenheid": leden, "paginering": blad}


def _aanbod(rij: Kolommen, _: object) -> Gegeven:
    stand: Gegeven = rij["stand"]
    perioden = op_begin(stand, "aangebodenOpleidingPeriode")
    gelezen = {naam: w for naam, w in stand.velden.items() if naam not in SLEUTELKEUZE}
    extra: Gegevens = {"opleidingseenheidcode": rij.get("eenheid", _EENHEID), "aangebodenOpleidingPeriode": perioden}
    return Gegeven(stand.naam, {**gelezen, **extra})


def _aangeboden(leden: list[Gegeven]) -> Antwoord:
    return "opvragen_aangebodenOpleidingenVanOrganisatie", {"aangebodenOpleiding": leden}


_IN_STRUCTUUR = frozenset({"bevoegdGezag", "erkendeOnderwijsinstelling", "erkendeVestiging"})


def _erkenning(rij: Kolommen, _: object) -> Gegeven | None:
    stand: Gegeven = rij["stand"]
    if stand.naam not in _IN_STRUCTUUR:
        return None
    # An erkenner may be empty as published; such an erkenning is not shown.
    als_rij = _Objectrij(rij["code"], stand, erkenner=rij["erkenner"] or "OCW")
    onder: Gegevens = {} if stand.naam == "bevoegdGezag" else {"instellingsrelatieBegindatum": _BEGIN}
    return lees_instellingserkenning(als_rij, None, onder)


def _structuur(leden: list[Gegeven]) -> Antwoord:
    if leden[0].naam == "bevoegdGezag":
        return "opvragen_instellingsstructuur", {"bevoegdGezag": leden[0]}
    onder: list[Gegeven] = leden
    if leden[0].naam == "erkendeVestiging":
        onder = [
            _erkend("erkendeOnderwijsinstelling", {"erkendeVestiging": leden, "instellingsrelatieBegindatum": _BEGIN})
        ]
    return "opvragen_instellingsstructuur", {
        "bevoegdGezag": _erkend("bevoegdGezag", {"erkendeOnderwijsinstelling": onder})
    }


def _erkend(naam: str, onder: Gegevens) -> Gegeven:
    periode: Gegevens = {"begindatum": _BEGIN, "naamLang": "Naam", "bekostigingscode": "BEKOSTIGD", "soort": "HOGS"}
    eigen: Gegevens = {"code": "00000", "erkenner": "OCW", "begindatum": _BEGIN}
    return Gegeven(naam, {**eigen, f"{naam}Periode": [Gegeven(f"{naam}Periode", dict(periode))], **onder})


def _relatie(rij: Kolommen, _: object) -> Gegeven:
    ander: Gegevens = {
        "opleidingseenheidcode": rij["naar"],
        "opleidingseenheidtype": _HO,
        "opleidingsrelatiesoort": rij["soort"],
        "opleidingsrelatieBegindatum": rij["begindatum"],
    }
    if rij["einddatum"] is not None:
        ander["opleidingsrelatieEinddatum"] = rij["einddatum"]
    return Gegeven("gerelateerdeOpleidingseenheid", ander)


def _samenhang(leden: list[Gegeven]) -> Antwoord:
    een: Gegevens = {"opleidingseenheidcode": _EENHEID, "opleidingseenheidtype": _HO}
    samen = Gegeven("samenhangOpleidingseenheid", {**een, "gerelateerdeOpleidingseenheid": leden})
    return "opvragen_opleidingsrelatiesBijOpleidingseenheid", {"samenhangOpleidingseenheid": samen}


def _opleidingserkenning(rij: Kolommen, _: object) -> Gegeven:
    stand: Gegeven = rij["stand"]
    # An erkenner may be unknown; such an erkenning can only be referred to.
    return Gegeven(stand.naam, {"erkenner": "OCW", **stand.velden})


def _opleidingserkenningen(leden: list[Gegeven]) -> Antwoord:
    return "opvragen_opleidingserkenning", {"opleidingserkenning": leden}


VORMEN: Mapping[str, Sequence[AnswerShape]] = {
    model.organisatorische_eenheid.name: (AnswerShape(_organisatie, _organisaties),),
    model.onderwijslocatie.name: (AnswerShape(_locatie, _gebruiken),),
    model.onderwijslocatiegebruik.name: (AnswerShape(_gebruik, _gebruiken),),
    model.opleidingseenheid.name: (AnswerShape(_eenheid, _eenheden),),
    model.opleidingsrelatie.name: (AnswerShape(_relatie, _samenhang),),
    model.opleidingserkenning.name: (AnswerShape(_opleidingserkenning, _opleidingserkenningen),),
    model.instellingserkenning.name: (
        AnswerShape(_erkenning, _structuur),
        AnswerShape(eigen.erkenning, eigen.erkende_instelling, _IN_STRUCTUUR),
    ),
    model.erkenner.name: (AnswerShape(eigen.erkenner, eigen.erkenners),),
    model.licentie.name: (AnswerShape(eigen.licentie, eigen.licenties),),
    model.contactadres.name: (AnswerShape(eigen.contactadres, eigen.contactadressen),),
    model.aangeboden_opleiding.name: (AnswerShape(_aanbod, _aangeboden),),
}
"""Table to how its objects are shown, in V4 and in our own contract; what has dates and a soort only is in no need."""
