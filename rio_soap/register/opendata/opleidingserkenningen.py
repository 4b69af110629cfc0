"""Opleidingserkenningen of all sectors, vo-vakerkenningen, and which opleidingseenheden they recognise.

The register holds what V4 can refer to: stelsel + code, for a vak with niveau. Rows that share that key (periods, and
in ho the many erkenningen of one ISAT code) are one erkenning, from the earliest begin to the latest end.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import gevuld, op
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SourceRows
from rio_soap.register.regels.uitslag import standaardlijsten

VAKKEN, VAK_EENHEID = "vo_vakerkenningen.csv", "vo_relaties_vakken_erkenningen.csv"
BESTANDEN = (
    *(f"{sector}_opleidingserkenningen.csv" for sector in ("po", "vo", "vavo", "educatie", "mbo", "ho", "nfo", "btl")),
    "vo_groepserkenningen.csv",
    "mbo_generieke_examen_onderdeelerkenningen.csv",
)
STELSELS: Mapping[str, tuple[str, ...] | None] = {
    "ho_relaties_opleidingseenheden_erkenningen.csv": ("ISAT",),
    "vavo_relaties_opleidingseenheden_erkenningen.csv": ("KSE", "VAVO"),
    "educatie_relaties_opleidingseenheden_erkenningen.csv": ("KSE", "EDUCATIEVAK"),
    "btl_relaties_opleidingseenheden_erkenningen.csv": ("BSFS",),
    **{f"{sector}_relaties_opleidingseenheden_erkenningen.csv": None for sector in ("po", "vo", "mbo", "nfo")},
}
"""Relation file to the stelsels in which its codes are looked up, the first that has it; None: a column says it."""


def _looptijd(rijen: Iterable[Rij]) -> tuple[date, date | None]:
    """Earliest begin and latest end; open when one is."""
    begin = min(rij.datum("INGANGSDATUM") for rij in rijen)
    einden = [rij.datum_of_niet("EINDDATUM") for rij in rijen]
    gesloten = [einde for einde in einden if einde is not None]
    return begin, max(gesloten) if len(gesloten) == len(einden) else None


def _bouw(groep: SourceRows, _: BuildContext) -> Gebouwd:
    rijen = groep.van(*groep.rijen)
    begin, einde = _looptijd(rijen)
    stelsel, code = rijen[0].tekst("OPLEIDINGSSTELSEL"), rijen[0].tekst("ERKENDEOPLEIDINGSCODE")
    return _erkenning(stelsel, code, "", begin, einde)


def _erkenning(stelsel: str, code: str, niveau: str, begin: date, einde: date | None) -> Gebouwd:
    rij = {"stelsel": stelsel, "code": code, "niveau": niveau, "begindatum": begin, "einddatum": einde}
    stand: dict[str, Waarde | None] = {
        "opleidingsstelsel": stelsel,
        "opleidingscode": code,
        "begindatum": begin,
        "einddatum": einde,
    }
    return Gebouwd({**rij, "soort": "", "erkenner": "", "stand": Gegeven("opleidingserkenning", gevuld(stand))})


ERKENNING = ObjectKind(
    "opleidingserkenningen",
    model.opleidingserkenning,
    ("stelsel", "code", "niveau"),
    {bestand: op("OPLEIDINGSSTELSEL", "ERKENDEOPLEIDINGSCODE") for bestand in BESTANDEN},
    _bouw,
)


def _niveau(rij: Rij, eenheden: Iterable[str], werk: BuildContext) -> str:
    """The niveau of a vak: what VAKCODENIVEAU says after VAKCODE, or else that of its only opleidingseenheid.

    How VAKCODENIVEAU is composed was never seen; that it begins with VAKCODE is reasoned from its name.
    """
    samen, vak = rij.tekst("VAKCODENIVEAU"), rij.tekst("VAKCODE")
    rest = samen.removeprefix(vak).strip("_-./ ")
    if standaardlijsten().bestaat("Niveaucode-v06", rest):
        return rest
    niveaus = set()
    for code in eenheden:
        if (eenheid := werk.een(zoek.EENHEIDSTAND, code)) is not None:
            stand: Gegeven = eenheid.stand
            niveaus.add(stand.velden.get("niveau"))
    if len(niveaus) == 1 and isinstance(niveau := niveaus.pop(), str):
        return niveau
    raise NietTePlaatsen(rij, "niveau unknown", f"{samen} does not say its niveau, nor does one opleidingseenheid")


def _bouw_vak(groep: SourceRows, werk: BuildContext) -> Gebouwd | None:
    if not (rijen := groep.van(VAKKEN)):
        return None  # the relation is told of by the loader of relations
    begin, einde = _looptijd(rijen)
    niveau = _niveau(rijen[0], _eenheden_van(groep), werk)
    stelsel, code = rijen[0].tekst("OPLEIDINGSSTELSEL"), rijen[0].tekst("VAKCODE")
    return _erkenning(stelsel, code, niveau, begin, einde)


def _eenheden_van(groep: SourceRows) -> list[str]:
    return [code for rij in groep.van(VAK_EENHEID) if (code := rij.of_niet("OPLEIDINGSEENHEIDCODE")) is not None]


VAK = ObjectKind(
    "vo_vakerkenningen",
    model.opleidingserkenning,
    ("stelsel", "code", "niveau"),
    {bestand: op("VAKCODENIVEAU") for bestand in (VAKKEN, VAK_EENHEID)},
    _bouw_vak,
    lambda groep, _: [(zoek.EENHEIDSTAND, code) for code in _eenheden_van(groep)],
)


def _bouw_relatie(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = groep.eerste
    eenheid, code = rij.tekst("OPLEIDINGSEENHEIDCODE"), rij.tekst("ERKENDEOPLEIDINGSCODE")
    werk.eis(zoek.EENHEID, eenheid, rij)
    stelsels = STELSELS[rij.bestand] or (rij.tekst("OPLEIDINGSSTELSEL"),)
    per_stelsel = {e.stelsel: e.id for e in werk.alle(zoek.OPLEIDINGSERKENNING, code) if not e.niveau}
    if (gevonden := next((per_stelsel[stelsel] for stelsel in stelsels if stelsel in per_stelsel), None)) is None:
        raise NietTePlaatsen(
            rij, "opleidingserkenning unknown", f"{' or '.join(stelsels)} {code} is not in the register"
        )
    return Gebouwd({"erkenning": gevonden, "eenheid": eenheid})


def _bouw_vakrelatie(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = groep.eerste
    eenheid, code = rij.tekst("OPLEIDINGSEENHEIDCODE"), rij.tekst("VAKCODE")
    werk.eis(zoek.EENHEIDSTAND, eenheid, rij)
    niveau = _niveau(rij, [eenheid], werk)
    per_niveau = {e.niveau: e.id for e in werk.alle(zoek.OPLEIDINGSERKENNING, code) if e.niveau}
    if niveau not in per_niveau:
        raise NietTePlaatsen(rij, "opleidingserkenning unknown", f"vak {code} at {niveau} is not in the register")
    return Gebouwd({"erkenning": per_niveau[niveau], "eenheid": eenheid})


def _vraag(groep: SourceRows, _: frozenset[str], *, kolom: str) -> list[tuple[Opzoeking, str]]:
    rij = groep.eerste
    eenheid = zoek.EENHEIDSTAND if kolom == "VAKCODE" else zoek.EENHEID
    paren = ((eenheid, "OPLEIDINGSEENHEIDCODE"), (zoek.OPLEIDINGSERKENNING, kolom))
    return [(opzoeking, code) for opzoeking, naam in paren if (code := rij.of_niet(naam)) is not None]


def _sleutel(cellen: dict[str, str | None]) -> str | None:
    stelsel = "OPLEIDINGSSTELSEL"
    return op("OPLEIDINGSEENHEIDCODE", "ERKENDEOPLEIDINGSCODE", *([stelsel] if stelsel in cellen else []))(cellen)


RELATIE = ObjectKind(
    "opleidingseenheden_erkenningen",
    model.opleidingserkenningrelatie,
    ("erkenning", "eenheid"),
    dict.fromkeys(STELSELS, _sleutel),
    _bouw_relatie,
    partial(_vraag, kolom="ERKENDEOPLEIDINGSCODE"),
)
VAKRELATIE = ObjectKind(
    "vo_vakken_erkenningen",
    model.opleidingserkenningrelatie,
    ("erkenning", "eenheid"),
    {VAK_EENHEID: op("OPLEIDINGSEENHEIDCODE", "VAKCODENIVEAU")},
    _bouw_vakrelatie,
    partial(_vraag, kolom="VAKCODE"),
)
