"""Rows of contactadressen: of what everybody may see those in the contexten that the files have."""

from collections.abc import Iterator, Sequence
from functools import partial

from rio_soap.register.bevoegdheid.contexten import contexten, op_dag
from rio_soap.register.opendata import contactadressen as lader
from rio_soap.register.publicatie.adresschrijver import adrescellen
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, per_object
from rio_soap.register.regels import velden
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Contactpunt
from rio_soap.register.versie.lezing import Lezing

CONTACTADRESSEN = Tabel(
    lader.BESTAND,
    "CONTACTADRES",
    ((0, lader.EENHEDEN), (1, "CONTEXT"), (2, "SUBCONTEXT_NUMMER")),
    (*lader.EENHEDEN, "CONTEXT", "SUBCONTEXT_NUMMER", "BEGINDATUM"),
)
TABELLEN = (CONTACTADRESSEN,)
_PER_LETTER = dict(zip("BAGT", lader.EENHEDEN, strict=True))
"""Column of an eenheid by the fourth character of its code."""
_VELDEN = {
    "BEGINDATUM": "begindatum",
    "EINDDATUM": "einddatum",
    "SUBCONTEXT": "communicatiesubcontext",
    **{kolom: veld for veld, kolom in lader.TEKSTEN.items()},
}


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these contactadressen, which everybody may see."""
    soorten = op_dag(contexten(lezing.session), lezing.context.vandaag)
    gelezen = lezing.beeld.een(bronnen.CONTACTADRES, plekken)
    vormen = {
        plek: partial(_rijen, rij)
        for plek, rij in gelezen.items()
        if (soort := soorten.get(rij.context)) is not None and soort.familie_a and soort.openbaar
    }
    return per_object(lezing, bronnen.CONTACTADRES.tabel, vormen)


def _rijen(rij: Contactpunt) -> Rijen:
    sleutel: dict[str, Cel] = {
        _PER_LETTER[rij.eenheid[3]]: rij.eenheid,
        "CONTEXT": rij.context,
        "SUBCONTEXT_NUMMER": rij.subcontextnummer,
    }
    for periode in op_begin(heel(rij.stand), "contactadresPeriode"):
        gevuld = periode.velden
        cellen: dict[str, Cel] = {k: gevuld[veld] for k, veld in _VELDEN.items() if veld in gevuld}  # type: ignore[misc]
        for veld, kolommen in lader.ADRESSEN.items():
            if veld in gevuld:
                cellen |= adrescellen(kolommen, velden.deel(periode, veld))
        yield CONTACTADRESSEN, sleutel | cellen
