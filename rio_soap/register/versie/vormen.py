"""What is read of an object, of every kind: in V4's form where V4 has one, else as an element of our own contract.

Each kind has a function that makes the objects of many places at once, so that a page of the feed, a moment and a
history are read by a fixed number of statements. V4's forms are made by the very functions of V4's readings, with all
periods. Of what cannot be shown (V4 knows no aanbieder without bestuur or erkenning) there is nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final, TypeVar

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, RAADPLEGEN
from rio_soap.register.aanbod.leesvorm import GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.bevoegdheid.erkenners import Erkenner
from rio_soap.register.database.rows import AnyRow
from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.erkenning.leesvorm import als_keuze, lees_erkenning
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.licentie.leesvorm import lees_hele_licentie, lees_licentiemaatregel
from rio_soap.register.licentie.rijen import Licentiemaatregel
from rio_soap.register.opleidingserkenning.leesvorm import lees_opleidingserkenning
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.toezicht.uitval import heel, probeer
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Contactpunt, Looptijd
from rio_soap.register.versie.deelbron import Bron, getypeerd
from rio_soap.register.versie.lezing import Gelezen, Lezing, Vormer
from rio_soap.register.versie.objecttypen import Objecttype
from rio_soap.register.versie.omvang import Inhoud, gemaakt
from rio_soap.register.versie.vormen_onderwijs import aanbod, aanbodbronnen, eenheden, gebruiken, locaties
from rio_soap.register.versie.vormen_organisatie import aanbieders, begeleidingsaanbieders, besturen, groepen

R = TypeVar("R", bound=AnyRow)


def inhoud(lezing: Lezing, soort: Objecttype, plekken: Iterable[Plek]) -> dict[Plek, Ingesloten]:
    """The objects of a kind at these places, each as the element that an Objectinhoud holds."""
    gelezen = _VORMERS[soort.naam](lezing, list(dict.fromkeys(plekken)))
    return {plek: ingesloten(gegeven) for plek, gegeven in gelezen.items()}


def inhoud_op_beurt(lezing: Lezing, soort: Objecttype, plekken: Iterable[Plek]) -> dict[Plek, Inhoud]:
    """The same for a page of many: an offer, the largest and most frequent of what there is, is made when it is
    written, of its stand as text."""
    if soort.naam != "AANGEBODEN_OPLEIDING":
        return {plek: gemaakt(een) for plek, een in inhoud(lezing, soort, plekken).items()}
    uitval, tabel = lezing.context.uitval, soort.tabel

    def maak(plek: Plek, rij: GelezenAanbod, erkenningen: Sequence[Opleidingserkenning]) -> Ingesloten | None:
        gegeven = probeer(uitval, tabel, plek.sleutel, partial(lees_aangeboden_opleiding, rij, erkenningen))
        return None if gegeven is None else Ingesloten(RAADPLEGEN, gegeven)

    gevonden = aanbodbronnen(lezing, list(dict.fromkeys(plekken)))
    return {plek: Inhoud(partial(maak, plek, *bron), len(bron[0].stand)) for plek, bron in gevonden.items()}


_EIGEN = frozenset(
    {
        "onderwijsbestuur",
        "onderwijsaanbiedergroep",
        "onderwijsbegeleidingsaanbieder",
        "organisatierelatie",
        "contactadres",
        "opleidingseenheid",
        "opleidingsrelatie",
        "instellingserkenning",
        "instellingsrelatie",
        "opleidingserkenning",
        "licentie",
        "licentiemaatregel",
        "licentierelatie",
        "erkenner",
    }
)
"""Elements of our own contract; all others are those of V4."""


def ingesloten(gegeven: Gegeven) -> Ingesloten:
    """An object as the element that an Objectinhoud holds."""
    return Ingesloten(AANVULLING_RAADPLEGEN if gegeven.naam in _EIGEN else RAADPLEGEN, gegeven)


def _per_rij(bron: Bron[R], vorm: Callable[[str, R], Gegeven | None]) -> Vormer:
    """What makes objects of one row each, by their key and that row."""

    def vormer(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
        rijen = lezing.beeld.een(bron, plekken)
        return lezing.maak(bron.tabel, {plek: partial(vorm, plek.sleutel, rij) for plek, rij in rijen.items()})

    return vormer


def _met_einde(velden_: dict[str, Waarde], rij: Looptijd) -> dict[str, Waarde]:
    return velden_ | ({"einddatum": rij.einddatum} if rij.einddatum is not None else {})


def _band(element: str, van: str, naar: str) -> Callable[[str, Looptijd], Gegeven]:
    """What makes a relation of its key (van, naar, soort, begindatum) and its end."""

    def vorm(sleutel: str, rij: Looptijd) -> Gegeven:
        delen = getypeerd(sleutel, ("van", "naar", "soort", "begindatum"))
        if delen is None:
            raise ValueError("no key of a relation")
        return Gegeven(element, _met_einde(dict(zip((van, naar, "soort", "begindatum"), delen, strict=True)), rij))  # type: ignore[arg-type]

    return vorm


def _instellingsrelatie(sleutel: str, rij: Looptijd) -> Gegeven | None:
    delen = getypeerd(sleutel, ("", "", "", "", "", "", "", "begindatum"))
    if delen is None:
        raise ValueError("no key of an instellingsrelatie")
    if "" in delen:
        return None  # of an erkenning whose erkenner no file says, which the contract cannot hold
    namen = ("erkenner", "type", "code")
    velden_: dict[str, Waarde] = {
        naam: Gegeven(naam, {n: str(d) for n, d in zip(namen, deel, strict=True)})
        for naam, deel in (("van", delen[:3]), ("naar", delen[3:6]))
    }
    velden_ |= {"soort": str(delen[6]), "begindatum": delen[7]}  # type: ignore[dict-item]
    return Gegeven("instellingsrelatie", _met_einde(velden_, rij))


def _contactadres(_: str, rij: Contactpunt) -> Gegeven:
    return Gegeven(
        "contactadres",
        {
            "organisatorischeEenheidcode": rij.eenheid,
            "communicatiecontext": rij.context,
            "communicatiesubcontextNummer": rij.subcontextnummer,
            "contactadresPeriode": op_begin(heel(rij.stand), "contactadresPeriode"),
        },
    )


def _erkenning(_: str, rij: Instellingserkenning) -> Gegeven | None:
    if not rij.erkenner:
        return None  # no file says it, and the contract cannot hold an erkenning without
    heel(rij.stand)
    return als_keuze(lees_erkenning(rij))


def _erkenner(_: str, rij: Erkenner) -> Gegeven:
    return Gegeven("erkenner", {**heel(rij.stand).velden, "erkennercode": rij.code})


def _opleidingserkenningen(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    rijen = lezing.beeld.een(bronnen.OPLEIDINGSERKENNING, plekken)
    delen = lezing.beeld.rijen(bronnen.ONDERDELEN, rijen)
    return lezing.maak(
        bronnen.OPLEIDINGSERKENNING.tabel,
        {
            plek: partial(lees_opleidingserkenning, rij, sorted(deel.eenheid for deel in delen.get(plek, ())), None)
            for plek, rij in rijen.items()
        },
    )


def _licenties(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    rijen = lezing.beeld.een(bronnen.LICENTIE, plekken)
    maatregelen = lezing.beeld.rijen(bronnen.MAATREGELEN, rijen)
    return lezing.maak(
        bronnen.LICENTIE.tabel,
        {plek: partial(lees_hele_licentie, heel(rij.stand), maatregelen.get(plek, ())) for plek, rij in rijen.items()},
    )


def _maatregel(_: str, rij: Licentiemaatregel) -> Gegeven:
    return lees_licentiemaatregel(rij)


_VORMERS: Final[Mapping[str, Vormer]] = MappingProxyType(
    {
        "AANGEBODEN_OPLEIDING": aanbod,
        "CONTACTADRES": _per_rij(bronnen.CONTACTADRES, _contactadres),
        "ERKENNER": _per_rij(bronnen.ERKENNER, _erkenner),
        "INSTELLINGSERKENNING": _per_rij(bronnen.INSTELLINGSERKENNING, _erkenning),
        "INSTELLINGSRELATIE": _per_rij(bronnen.INSTELLINGSRELATIE, _instellingsrelatie),
        "LICENTIE": _licenties,
        "LICENTIEMAATREGEL": _per_rij(bronnen.LICENTIEMAATREGEL, _maatregel),
        "LICENTIERELATIE": _per_rij(
            bronnen.LICENTIERELATIE, _band("licentierelatie", "vanLicentiecode", "naarLicentiecode")
        ),
        "ONDERWIJSAANBIEDER": aanbieders,
        "ONDERWIJSAANBIEDERGROEP": groepen,
        "ONDERWIJSBEGELEIDINGSAANBIEDER": begeleidingsaanbieders,
        "ONDERWIJSBESTUUR": besturen,
        "ONDERWIJSLOCATIE": locaties,
        "ONDERWIJSLOCATIEGEBRUIK": gebruiken,
        "OPLEIDINGSEENHEID": eenheden,
        "OPLEIDINGSERKENNING": _opleidingserkenningen,
        "OPLEIDINGSRELATIE": _per_rij(
            bronnen.OPLEIDINGSRELATIE,
            _band("opleidingsrelatie", "vanOpleidingseenheidcode", "naarOpleidingseenheidcode"),
        ),
        "ORGANISATIERELATIE": _per_rij(
            bronnen.ORGANISATIERELATIE,
            _band("organisatierelatie", "vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode"),
        ),
    }
)
