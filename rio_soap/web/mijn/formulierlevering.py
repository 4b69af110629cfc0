"""A form on its way: read, judged by all controles with nothing written, delivered once; and what is wrong with it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.logboek.schermontvangst import schermontvangst
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.service.ingreep import Veranderd
from rio_soap.service.schermbericht import Schermmelding, bekijk_scherm, lever_van_scherm
from rio_soap.web.frame.opmaak import label
from rio_soap.web.frame.scherm import Omleiding, Schermverzoek
from rio_soap.web.mijn.formulierlezer import Gelezenformulier, lees_formulier, plaats_meldingen
from rio_soap.web.mijn.formulierstand import op_pad
from rio_soap.web.mijn.formulierstap import Formulierstap
from rio_soap.web.mijn.verschilweergave import in_het_nederlands


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What keeps a delivery from being done, in words, with its field (empty: the whole)."""

    veld: str
    tekst: str
    code: str = ""


def lees_stap(stap: Formulierstap) -> tuple[Gelezenformulier, list[Bezwaar]]:
    """The request that the form makes, and what of it cannot be read."""
    gelezen = lees_formulier(stap.soort.levering, stap.ruw, stap.verzoek.taal)
    bezwaren = [
        Bezwaar(pad, f"{_naam(stap, pad)}: {tekst}" if pad else tekst)
        for pad, teksten in gelezen.fouten.items()
        for tekst in teksten
    ]
    return gelezen, bezwaren


def _naam(stap: Formulierstap, pad: str) -> str:
    """What a field is called, by its path; the value of a kenmerk as that kenmerk."""
    gevonden = op_pad(stap.ruw, pad)
    if gevonden is not None and (kenmerk := gevonden[0].tekst("kenmerknaam")):
        return label(stap.verzoek.taal, kenmerk)
    delen = [deel for deel in pad.split(".") if not deel.isdecimal()]
    return label(stap.verzoek.taal, delen[-1] if len(delen) > 1 else stap.soort.naam)


def bekijk_stap(v: Schermverzoek, operatie: str, gelezen: Gelezenformulier) -> Voorbeeld | list[Bezwaar]:
    """What a delivery would do, or what keeps it from being done; nothing is written."""
    assert v.wie is not None
    try:
        beeld = bekijk_scherm(v.bron.pijplijn, operatie, gelezen.velden, v.wie.nummer, v.context.moment)
    except Edufout as fout:
        return _van_fout(v, gelezen, fout)
    if beeld.uitslag.goedgekeurd:
        return beeld
    return _bezwaren(gelezen, operatie, beeld.uitslag.foutmeldingen)


def _bezwaren(gelezen: Gelezenformulier, operatie: str, meldingen: Sequence[Foutmelding]) -> list[Bezwaar]:
    uit = []
    for een, veld in plaats_meldingen(gelezen, operatie, meldingen):
        sleutels = ", ".join(f"{naam} {waarde}" for naam, waarde in een.sleutels)
        uit.append(Bezwaar(veld, in_het_nederlands(f"{een.foutcode} {een.fouttekst} ({sleutels})"), een.foutcode))
    return uit


def _van_fout(v: Schermverzoek, gelezen: Gelezenformulier, fout: Edufout) -> list[Bezwaar]:
    """What a technical fault says, at its fields."""
    gevonden = [
        Bezwaar(gelezen.veld_op(b.waar.partition("/Body")[2] or b.waar), b.zin(v.taal)) for b in fout.bevindingen
    ]
    return gevonden or [Bezwaar("", in_het_nederlands(fout.faultstring))]


def lever(stap: Formulierstap, operatie: str, gelezen: Gelezenformulier) -> Omleiding | list[Bezwaar] | None:
    """To the receipt; or what is wrong; None when the object changed meanwhile.

    What was delivered already under the code of this form goes to its receipt too: a button pressed twice.
    """
    v = stap.verzoek
    assert v.wie is not None
    if (code := code_van(v)) is None:
        return []
    ontvangst = Omleiding(v.url(f"/mijn/ontvangst/{code}"))
    if al_geleverd(v, code):
        return ontvangst
    try:
        uit = lever_van_scherm(v.bron.pijplijn, operatie, gelezen.velden, v.wie.nummer, stap.onveranderd, code)
    except Veranderd:
        return ontvangst if al_geleverd(v, code) else None
    except Edufout as fout:
        return ontvangst if al_geleverd(v, code) else _van_fout(v, gelezen, fout)
    return ontvangst if uit.goedgekeurd else _bezwaren(gelezen, operatie, [_als_foutmelding(m) for m in uit.meldingen])


def _als_foutmelding(melding: Schermmelding) -> Foutmelding:
    return Foutmelding(melding.code, melding.tekst, melding.sleutels)


def code_van(v: Schermverzoek) -> str | None:
    """The code under which this form delivers, once; None for what is none."""
    try:
        return str(uuid.UUID(v.formulier.get("code", "")))
    except ValueError:
        return None


def al_geleverd(v: Schermverzoek, code: str) -> bool:
    """Whether this person delivered under a code before."""
    assert v.wie is not None
    nummer, oin = v.wie.nummer, v.bron.pijplijn.profiel.ontvanger_oin
    with v.bron.afhandeling.register.lees() as session:
        return schermontvangst(session, oin, code, nummer) is not None
