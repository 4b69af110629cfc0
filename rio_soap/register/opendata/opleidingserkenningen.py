"""Opleidingserkenningen of all sectors, vo-vakerkenningen, and which opleidingseenheden they recognise.

An erkenning is named by stelsel and code; a vak also by its niveau, and one of the ho by its unieke code, since one
ISAT code has many. Its fields are those of our own contract (`erkenningsvelden`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.opendata import gevolgen
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import gevuld, op, perioden
from rio_soap.register.opendata.erkenningsvelden import INSTROOM, TYPEN, objectvelden, periodevelden, type_van
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SCHEIDING, SourceRows
from rio_soap.register.opleidingserkenning.sleutel import erkenningssleutel, sleutel_van
from rio_soap.register.regels.uitslag import standaardlijsten

VAKKEN, VAK_EENHEID = "vo_vakerkenningen.csv", "vo_relaties_vakken_erkenningen.csv"
HO, HO_EENHEID = "ho_opleidingserkenningen.csv", "ho_relaties_opleidingseenheden_erkenningen.csv"
UNIEK = "UNIEKE_ERKENDEOPLEIDINGSCODE"
BESTANDEN = tuple(bestand for bestand in TYPEN if bestand != VAKKEN)
STELSELS: Mapping[str, tuple[str, ...] | None] = {
    HO_EENHEID: ("ISAT",),
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


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    bestand, *andere = groep.rijen
    for rij in groep.van(*andere):
        werk.meld(rij, "contradiction", f"{', '.join(groep.sleutel.split(SCHEIDING))} is in {bestand} too")
    rijen = groep.van(bestand)
    eerste = rijen[0]
    return _erkenning(
        Erkenningssleutel(
            eerste.tekst("OPLEIDINGSSTELSEL"),
            eerste.tekst("ERKENDEOPLEIDINGSCODE"),
            unieke_code=eerste.tekst(UNIEK) if bestand == HO else "",
        ),
        rijen,
        werk,
    )


def _erkenning(sleutel: Erkenningssleutel, rijen: list[Rij], werk: BuildContext) -> Gebouwd:
    laatste = _laatste(rijen, werk)
    type_, erkenner = type_van(laatste), _erkenner(laatste, werk)
    begin, einde = _looptijd(rijen)
    stand: dict[str, Waarde | None] = {
        **erkenningssleutel(sleutel).velden,
        "type": type_,
        "erkenner": erkenner,
        "begindatum": begin,
        "einddatum": einde,
        "instroomEinddatum": next((d for kolom in INSTROOM if (d := laatste.datum_of_niet(kolom))), None),
        **objectvelden(laatste),
    }
    if "BEGINDATUM_PERIODE" in laatste.cellen:
        element = "opleidingserkenningPeriode"
        stand[element] = list(perioden(rijen, einde, element, lambda rij: periodevelden(type_, rij, werk), werk))
    rij = {
        **sleutel._asdict(),
        "soort": type_,
        "erkenner": erkenner or "",
        "begindatum": begin,
        "einddatum": einde,
        "stand": Gegeven("opleidingserkenning", gevuld(stand)),
    }
    return Gebouwd(rij, mutaties=((sleutel_van(*sleutel), None),))


def _laatste(rijen: list[Rij], werk: BuildContext) -> Rij:
    """The row that speaks for the object: of several that should say the same of it, the one that begins last."""
    laatste = max(rijen, key=lambda rij: (rij.datum("INGANGSDATUM"), rij.regel))
    for rij in rijen:
        for kolom, cel in _objectcellen(rij).items():
            if cel != laatste.cellen[kolom]:
                uitleg = f"{kolom} is {cel!r}, on line {laatste.regel} it is {laatste.cellen[kolom]!r}, which is kept"
                werk.meld(rij, "rows of one object differ", uitleg, geplaatst=True)
    return laatste


def _objectcellen(rij: Rij) -> dict[str, str | None]:
    """The columns that say the same on each row of an object, but for its dates, of which the widest are taken."""
    namen = list(rij.cellen)
    einde = namen.index("BEGINDATUM_PERIODE") if "BEGINDATUM_PERIODE" in rij.cellen else len(namen)
    return {naam: rij.cellen[naam] for naam in namen[:einde] if naam not in ("INGANGSDATUM", "EINDDATUM")}


def _erkenner(rij: Rij, werk: BuildContext) -> str | None:
    """The soort of the erkenner, by name or else by its code; without either the erkenning is kept and told."""
    if (naam := rij.of_niet("ERKENNER")) is not None:
        return naam
    code = rij.of_niet("ERKENNERCODE")
    if code is not None and (gevonden := werk.een(zoek.ERKENNER, code)) is not None:
        return str(gevonden.soort)
    werk.meld(rij, "erkenner unknown", f"ERKENNER: found nothing, ERKENNERCODE {code!r}", geplaatst=True)
    return None


def _vraag_erkenner(groep: SourceRows, _: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    zonder = (rij for rij in groep.van(*BESTANDEN, VAKKEN) if rij.of_niet("ERKENNER") is None)
    return [(zoek.ERKENNER, code) for rij in zonder if (code := rij.of_niet("ERKENNERCODE")) is not None]


_SLEUTEL = ("stelsel", "code", "niveau", "unieke_code")
_STELSEL_EN_CODE = ("OPLEIDINGSSTELSEL", "ERKENDEOPLEIDINGSCODE")
ERKENNING = ObjectKind(
    "opleidingserkenningen",
    model.opleidingserkenning,
    _SLEUTEL,
    {bestand: op(*_STELSEL_EN_CODE, *([UNIEK] if bestand == HO else [])) for bestand in BESTANDEN},
    _bouw,
    _vraag_erkenner,
)


def vakcodeniveau(code: str, niveau: str) -> str:
    """VAKCODENIVEAU of a vak at a niveau, as `_niveau` reads it back."""
    return f"{code}_{niveau}"


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
    niveau = _niveau(rijen[0], _eenheden_van(groep), werk)
    stelsel, code = rijen[0].tekst("OPLEIDINGSSTELSEL"), rijen[0].tekst("VAKCODE")
    return _erkenning(Erkenningssleutel(stelsel, code, niveau), rijen, werk)


def _eenheden_van(groep: SourceRows) -> list[str]:
    return [code for rij in groep.van(VAK_EENHEID) if (code := rij.of_niet("OPLEIDINGSEENHEIDCODE")) is not None]


VAK = ObjectKind(
    "vo_vakerkenningen",
    model.opleidingserkenning,
    _SLEUTEL,
    {bestand: op("VAKCODENIVEAU") for bestand in (VAKKEN, VAK_EENHEID)},
    _bouw_vak,
    lambda groep, er_zijn: [
        *((zoek.EENHEIDSTAND, code) for code in _eenheden_van(groep)),
        *_vraag_erkenner(groep, er_zijn),
    ],
)


def _bouw_relatie(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = groep.eerste
    eenheid, code = rij.tekst("OPLEIDINGSEENHEIDCODE"), rij.tekst("ERKENDEOPLEIDINGSCODE")
    werk.eis(zoek.EENHEID, eenheid, rij)
    uniek = rij.tekst(UNIEK) if rij.bestand == HO_EENHEID else ""
    stelsels = STELSELS[rij.bestand] or (rij.tekst("OPLEIDINGSSTELSEL"),)
    bekend = werk.alle(zoek.OPLEIDINGSERKENNING, code)
    per_stelsel = {e.stelsel: e.id for e in bekend if not e.niveau and e.unieke_code == uniek}
    if uniek:  # which names one by itself, of whatever stelsel
        stelsels = (*stelsels, *sorted(per_stelsel))
    if (gevonden := next((per_stelsel[stelsel] for stelsel in stelsels if stelsel in per_stelsel), None)) is None:
        uitleg = f"{' or '.join(stelsels)} {uniek or code} is not in the register"
        raise NietTePlaatsen(rij, "opleidingserkenning unknown", uitleg)
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
    mee = [kolom for kolom in ("OPLEIDINGSSTELSEL", UNIEK) if kolom in cellen]
    return op("OPLEIDINGSEENHEIDCODE", "ERKENDEOPLEIDINGSCODE", *mee)(cellen)


RELATIE = ObjectKind(
    "opleidingseenheden_erkenningen",
    model.opleidingserkenningrelatie,
    ("erkenning", "eenheid"),
    dict.fromkeys(STELSELS, _sleutel),
    _bouw_relatie,
    partial(_vraag, kolom="ERKENDEOPLEIDINGSCODE"),
    gevolgen=gevolgen.van_erkende_eenheid,
)
VAKRELATIE = ObjectKind(
    "vo_vakken_erkenningen",
    model.opleidingserkenningrelatie,
    ("erkenning", "eenheid"),
    {VAK_EENHEID: op("OPLEIDINGSEENHEIDCODE", "VAKCODENIVEAU")},
    _bouw_vakrelatie,
    partial(_vraag, kolom="VAKCODE"),
    gevolgen=gevolgen.van_erkende_eenheid,
)
