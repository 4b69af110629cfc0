"""The communicatiecontexten: which there are on a day, who may read them, and which units may have them.

They are rows that an operator can replace, since the lists change from year to year; what a register begins with stands
in data/contexten.csv. Every reading asks for them anew, so that a context that is made restricted is so from that
commit on, in every process.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import resources
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.model import communicatiecontext
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement

SOORTEN: Mapping[str, str] = {
    "A": "ONDERWIJSAANBIEDER",
    "B": "ONDERWIJSBESTUUR",
    "G": "ONDERWIJSAANBIEDERGROEP",
    "T": "ONDERWIJSBEGELEIDINGSAANBIEDER",
}
"""Fourth character of the code of an eenheid to its kind (OrganisatorischeEenheidtype)."""


_NAAM = re.compile(r"\w{1,40}", re.ASCII)
"""Without what is written otherwise in the key of a contactadres."""


class Contextfout(ValueError):
    """A table of contexten that cannot be used; says where and what is wrong.

    :param reden: what is wrong, by which the catalogue has it in the languages of the screens.
    :param regel: number of the line; 0: of the whole.
    :param wat: what it is about, such as the name of a context.
    """

    def __init__(self, tekst: str, reden: str, regel: int = 0, wat: str = "") -> None:
        super().__init__(tekst)
        self.reden, self.regel, self.wat = reden, regel, wat


class Contextsoort(NamedTuple):
    """A communicatiecontext, from a day to a day.

    :param openbaar: everybody may read it.
    :param familie_a: it is in the published files in DUO's form.
    :param lezersrollen: roles that may read it beside the institution and DUO, by blanks.
    :param eenheden: kinds of eenheid that may have it (OrganisatorischeEenheidtype), by blanks.
    :param einddatum: not included; None runs on.
    """

    naam: str
    openbaar: bool
    familie_a: bool
    lezersrollen: str
    eenheden: str
    begindatum: date
    einddatum: date | None

    def geldt_op(self, dag: date) -> bool:
        """Whether it is in force on a day."""
        return self.begindatum <= dag and (self.einddatum is None or dag < self.einddatum)

    def mag_bij(self, eenheidcode: str) -> bool:
        """Whether an eenheid of this kind may have it."""
        return SOORTEN.get(eenheidcode[3:4], "") in self.eenheden.split()


_ALLE = Statement(
    sa.select(*(communicatiecontext.c[naam] for naam in Contextsoort._fields)).order_by(
        communicatiecontext.c.naam, communicatiecontext.c.begindatum
    ),
    Contextsoort,
)


def contexten(session: Session) -> Sequence[Contextsoort]:
    """All contexten that the register holds, of every day, by name and begin."""
    return session.execute(_ALLE, {}).all()


def op_dag(soorten: Iterable[Contextsoort], dag: date) -> Mapping[str, Contextsoort]:
    """Those in force on a day by name."""
    return {soort.naam: soort for soort in soorten if soort.geldt_op(dag)}


def lees_contexten(tekst: str) -> list[Contextsoort]:
    """The contexten of a table as data/contexten.csv has it; a hash begins a line of comment.

    :raises Contextfout: for another first row, a value that is none of those allowed, days that overlap.
    """
    genummerd = [(nr, regel) for nr, regel in enumerate(tekst.splitlines(), 1) if regel and not regel.startswith("#")]
    kolommen = ";".join(Contextsoort._fields)
    if not genummerd or genummerd[0][1] != kolommen:
        raise Contextfout(zin("contextfout.kop", kolommen=kolommen), "kop", wat=kolommen)
    gelezen: list[Contextsoort] = []
    for nr, regel in genummerd[1:]:
        soort = _lees_rij(nr, _cellen(nr, regel))
        if any(een.naam == soort.naam and _overlapt(een, soort) for een in gelezen):
            raise Contextfout(zin("contextfout.overlap", regel=nr, naam=soort.naam), "overlap", nr, soort.naam)
        gelezen.append(soort)
    return gelezen


def begincontexten() -> list[Contextsoort]:
    """The contexten with which a register begins."""
    map_ = resources.files("rio_soap.register.bevoegdheid")
    return lees_contexten(map_.joinpath("data", "contexten.csv").read_text(encoding="utf-8"))


def _cellen(nr: int, regel: str) -> list[str]:
    """The cells of one line: what is quoted ends in it, so that no row is lost in the one before."""
    try:
        return next(csv.reader([regel], delimiter=";", strict=True))
    except csv.Error as fout:
        raise Contextfout(f"line {nr}: {fout}", "onleesbaar", nr) from fout


def _lees_rij(nr: int, cellen: Sequence[str]) -> Contextsoort:
    if len(cellen) != len(Contextsoort._fields):
        raise Contextfout(
            zin("contextfout.cellen", regel=nr, aantal=len(cellen), moet=len(Contextsoort._fields)), "cellen", nr
        )
    naam, openbaar, familie_a, lezers, eenheden, begin, einde = (cel.strip() for cel in cellen)
    if not _NAAM.fullmatch(naam):
        raise Contextfout(zin("contextfout.naam", regel=nr, naam=naam), "naam", nr, naam)
    for kolom, cel in (("openbaar", openbaar), ("familie_a", familie_a)):
        if cel not in ("ja", "nee"):
            raise Contextfout(zin("contextfout.ja_nee", regel=nr, kolom=kolom, cel=cel), "ja_nee", nr, kolom)
    if vreemd := sorted(set(eenheden.split()) - set(SOORTEN.values())):
        raise Contextfout(
            zin("contextfout.eenheid", regel=nr, vreemd=", ".join(vreemd), soorten=", ".join(SOORTEN.values())),
            "eenheid",
            nr,
            ", ".join(vreemd),
        )
    try:
        vanaf, tot = date.fromisoformat(begin), date.fromisoformat(einde) if einde else None
    except ValueError as fout:
        raise Contextfout(zin("contextfout.dag", regel=nr, begin=begin, einde=einde), "dag", nr) from fout
    if tot is not None and tot <= vanaf:
        raise Contextfout(zin("contextfout.einde", regel=nr, einde=einde, begin=begin), "einde", nr)
    if openbaar == "ja" and lezers:
        raise Contextfout(
            zin("contextfout.openbaar_lezers", regel=nr, naam=naam, lezers=lezers), "openbaar_lezers", nr, naam
        )
    return Contextsoort(naam, openbaar == "ja", familie_a == "ja", lezers, eenheden, vanaf, tot)


def _overlapt(een: Contextsoort, ander: Contextsoort) -> bool:
    return (ander.einddatum is None or een.begindatum < ander.einddatum) and (
        een.einddatum is None or ander.begindatum < een.einddatum
    )
