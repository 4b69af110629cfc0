"""Searching aangeboden opleidingen.

Source: our own design (docs/aanvulling/aanbodzoeken.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.opleidingserkenning.rijen import aangewezen
from rio_soap.register.opleidingserkenning.sleutel import bestaanscode, lees_sleutel, sleutelgegevens
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.folding import woorden, zoektekst
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.sleutelgegevens import MAX_SLEUTELS, Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.zoeken.aanbodzoeker import Aanbodvraag, zoek
from rio_soap.register.zoeken.opleidingstreffer import treffers
from rio_soap.register.zoeken.sleutellijst import Aanbodplek, aanbod_op_code

_LIJSTEN: Final = {"sector": "Sector", "opleidingsniveau": "Niveaucode-v06"}
"""Fields that are of a waardenlijst."""
_WAT: Final = ("zoekterm", "sector", "opleidingsniveau", "onderwijsaanbiedercode", "plaatsnaam", "postcode")
"""Fields that say what is looked for, with opleidingserkenning; those of days say when, and straal how far."""
_MIN_WOORD: Final = 2
"""Characters that at least one word of a zoekterm has."""


def zoeken_aangeboden_opleidingen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the offers that hold on the peildatum and of which all holds that is asked for.

    Nearest first where a straal is given, then by the name of the day, aanbieder and code. A key that several
    opleidingserkenningen have means all of them.
    """
    gevraagd = _bestaand(session, verzoek)
    if isinstance(gevraagd, Foutmelding):
        return afgekeurd([gevraagd])
    if fouten := [*_onbekende_waarden(context, verzoek), *_te_weinig(verzoek)]:
        return afgekeurd(fouten)
    vraag = _vraag(context, verzoek, gevraagd)
    gevonden = zoek(session, vraag)
    if gevonden.codes is None:
        return afgekeurd([melding("RS1012", _gegevens(verzoek)[:MAX_SLEUTELS])])
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    deel = gevonden.codes[pagina * grootte : (pagina + 1) * grootte]
    lijst = treffers(session, context, deel, vraag.dag, aanmelden_op=vraag.aanmelden_op, afstanden=gevonden.afstanden)
    return Uitslag({"opleidingstreffer": lijst, "paginering": paginering(pagina, len(gevonden.codes), grootte)})


def aanbod_bladeren(
    session: Session, context: Context, dag: date, na: Aanbodplek | None, hoeveel: int
) -> tuple[list[Gegeven], Aanbodplek | None]:
    """A page of all offers that hold on a day, by code: of who looks for nothing; and the last of it when there may be
    more.

    :param na: after which the page begins.
    """
    plekken = aanbod_op_code(session, dag, na, hoeveel)
    lijst = treffers(session, context, [plek.code for plek in plekken], dag)
    return lijst, plekken[-1] if len(plekken) == hoeveel else None


@dataclass(frozen=True, slots=True)
class _Bestaand:
    """What the request names and the register has: numbers of erkenningen, None when it names none."""

    erkenningen: Sequence[int] | None


def _bestaand(session: Session, verzoek: Gegeven) -> _Bestaand | Foutmelding:
    """The erkenningen that are named; the first thing that is not there."""
    erkenningen: Sequence[int] | None = None
    if (deel := velden.deel(verzoek, "opleidingserkenning")) is not None:
        sleutel = lees_sleutel(deel)
        erkenningen = [rij.id for rij in aangewezen(session, sleutel)]
        if not erkenningen:
            return melding(bestaanscode(sleutel), sleutelgegevens(sleutel))
    aanbieder = velden.tekst_of_niet(verzoek, "onderwijsaanbiedercode")
    if aanbieder is not None and not organisaties.is_aanbieder(session, aanbieder):
        return melding("N09440", ((SLEUTEL, aanbieder), ("onderwijsaanbiedercode", aanbieder)))
    return _Bestaand(erkenningen)


def _onbekende_waarden(context: Context, verzoek: Gegeven) -> Iterator[Foutmelding]:
    """RS1001: values that are not on their list."""
    for veld, lijst in _LIJSTEN.items():
        waarde = velden.tekst_of_niet(verzoek, veld)
        if waarde is not None and not context.lijsten.bestaat(lijst, waarde):
            yield melding("RS1001", ((veld, waarde),))


def _te_weinig(verzoek: Gegeven) -> Iterator[Foutmelding]:
    """RS1013: nothing that says what is looked for, a zoekterm or plaats of nothing, or a straal around nothing.

    Of a request with a straal alone the straal is told: with a place around which it is, it says enough.
    """
    if not any(veld in verzoek.velden for veld in (*_WAT, "opleidingserkenning", "straal")):
        yield melding("RS1013", (("zoekterm", "-"),))
    term = velden.tekst_of_niet(verzoek, "zoekterm")
    if term is not None and all(len(woord) < _MIN_WOORD for woord in woorden(term)):
        yield melding("RS1013", (("zoekterm", term),))
    plaats = velden.tekst_of_niet(verzoek, "plaatsnaam")
    if plaats is not None and not woorden(plaats):
        yield melding("RS1013", (("plaatsnaam", plaats),))
    if "straal" in verzoek.velden and not {"plaatsnaam", "postcode"} & verzoek.velden.keys():
        yield melding("RS1013", (("straal", _straal(verzoek) or 0),))


def _gegevens(verzoek: Gegeven) -> Sleutels:
    """What the request looks for, in words of a foutmelding."""
    uit: Sleutels = tuple((veld, velden.tekst(verzoek, veld)) for veld in _WAT if veld in verzoek.velden)
    if (deel := velden.deel(verzoek, "opleidingserkenning")) is not None:
        uit = (*sleutelgegevens(lees_sleutel(deel))[:1], *uit)
    return uit


def _vraag(context: Context, verzoek: Gegeven, gevraagd: _Bestaand) -> Aanbodvraag:
    plaats = velden.tekst_of_niet(verzoek, "plaatsnaam")
    return Aanbodvraag(
        peildatum_van(context, verzoek),
        woorden=woorden(velden.tekst_of_niet(verzoek, "zoekterm") or ""),
        sector=velden.tekst_of_niet(verzoek, "sector"),
        niveau=velden.tekst_of_niet(verzoek, "opleidingsniveau"),
        erkenningen=gevraagd.erkenningen,
        aanbieder=velden.tekst_of_niet(verzoek, "onderwijsaanbiedercode"),
        plaats=zoektekst(plaats) if plaats is not None else None,
        postcode=velden.tekst_of_niet(verzoek, "postcode"),
        straal=_straal(verzoek),
        aanmelden_op=velden.datum_of_niet(verzoek, "aanmeldenOp"),
    )


def _straal(verzoek: Gegeven) -> int | None:
    straal = verzoek.velden.get("straal")
    return straal if isinstance(straal, int) else None
