"""An uittreksel as a file, judged without the register: its form, its signature and whose that is, XSD and hash."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.edukoppeling.bestandshandtekening import (
    bevindingen_bestand,
    lees_bestandshandtekening,
    zonder_handtekening,
)
from rio_soap.edukoppeling.beveiliging import SIGNATURE
from rio_soap.edukoppeling.clock import WIT, lees_tijdstip, schrijf_tijdstip
from rio_soap.edukoppeling.envelope import lees_boom
from rio_soap.edukoppeling.envelopvorm import controleer_knopen
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.workbench import inhoud
from rio_soap.workbench.bestandssoort import nader
from rio_soap.workbench.bewijs import RUIM
from rio_soap.workbench.bewijscontrole import Diensten
from rio_soap.workbench.controle import Kader
from rio_soap.workbench.grenzen import begrens, maak_budget
from rio_soap.workbench.herken import herken
from rio_soap.workbench.ondertekening import lees_certificaatrapport
from rio_soap.workbench.rapport import Certificaatrapport, Deel, Melding, Onderdeel, Rapport, orden
from rio_soap.workbench.uittrekselbestand import UITTREKSEL, hashmeldingen

_BUDGET_OM = Tekst("werkbank.weggelaten-tijd")
_ZEGT = ("uittrekselnummer", "geldigOp", "bekendOp", "volgnummer", "opgemaakt")


class _Oordeel:
    """The judgement in the making."""

    def __init__(self) -> None:
        self.meldingen: list[Melding] = []
        self.onderdelen: list[Onderdeel] = []
        self.certificaat: Certificaatrapport | None = None

    def meld(self, deel: Deel, meldingen: Sequence[Melding], toelichting: str | Tekst = "") -> None:
        """What was found in one part; remarks alone leave it unjudged."""
        stand: Literal["goed", "fout", "niet"] = "niet" if meldingen else "goed"
        if any(melding.ernst == "fout" for melding in meldingen):
            stand = "fout"
        self.meldingen += meldingen
        self.onderdelen.append(Onderdeel(deel, stand, toelichting))


def controleer_uittreksel(naam: str, data: bytes, kader: Kader, van: Diensten) -> Rapport:
    """What holds of an uittreksel: each part also when an earlier one is wrong.

    The certificate has to be valid when the uittreksel says that it was made: it is signed, so who has the key of the
    certificate says so. A moment in the frame goes before that.

    :param van: of whom one has to have signed it.
    """
    oordeel, budget = _Oordeel(), maak_budget()
    nu = kader.op if isinstance(kader.op, datetime) else kader.klok.nu()
    root = _lees(oordeel, data)
    if root is not None:
        moment = nu if isinstance(kader.op, datetime) else _opgemaakt(root) or nu
        _onderteken_oordeel(oordeel, root, moment, van)
        kaal = zonder_handtekening(root)
        oordeel.meld("xsd", _zonder_code(inhoud.controleer_xsd(kaal, AANVULLING_RAADPLEGEN, kader.lijsten, budget)))
        hash_ = hashmeldingen(root)
        oordeel.meld("waarden", hash_, "" if hash_ else Tekst("toelichting.hash-klopt"))
    meldingen = begrens(orden(oordeel.meldingen), _BUDGET_OM if budget.om else None)
    return Rapport(
        naam,
        "uittreksel",
        None,
        schrijf_tijdstip(nu),
        tuple(oordeel.onderdelen),
        meldingen,
        certificaat=oordeel.certificaat,
    )


def _lees(oordeel: _Oordeel, data: bytes) -> etree._Element | None:
    """The uittreksel, the one in its file; None when its bytes cannot be read, or are of something else."""
    try:
        root = lees_boom(data, RUIM)
        controleer_knopen(root)
    except Edufout as fout:
        oordeel.meld("bericht", _zonder_code(nader(herken(fout, "bericht"), data)))
        return None
    meldingen = _vorm(root)
    gelezen = {naam: root.findtext(f"{{*}}{naam}", "").strip(WIT) for naam in _ZEGT}
    zin = Tekst.met(
        "toelichting.uittreksel",
        nummer=gelezen["uittrekselnummer"],
        over=_over(root),
        geldig=gelezen["geldigOp"],
        bekend=gelezen["bekendOp"],
        volgnummer=gelezen["volgnummer"],
    )
    oordeel.meld("bericht", meldingen, zin)
    return root


def _vorm(root: etree._Element) -> list[Melding]:
    """Whether there is one uittreksel in the file, with one Signature that stands last in it."""

    def melding(oorzaak: str, element: etree._Element, zin: str) -> Melding:
        mag, tekst = Tekst("werkbank.een-uittreksel"), Tekst(f"werkbank.{zin}")
        return Melding(oorzaak, "bericht", pad(element), regel(element), str(element.tag)[:200], mag, tekst)

    meldingen = []
    ander = next((element for element in root.iter("{*}uittreksel") if element is not root), None)
    if root.tag != UITTREKSEL:
        meldingen.append(melding("body-namespace", root, "geen-bericht"))
    if ander is not None:
        meldingen.append(melding("uittreksel-dubbel", ander, "uittreksel-dubbel"))
    signatures = list(root.iter(SIGNATURE))
    if not signatures:
        meldingen.append(melding("uittreksel-ongetekend", root, "uittreksel-ongetekend"))
    elif len(signatures) > 1 or signatures[0] is not root[-1]:
        meldingen.append(melding("uittreksel-handtekening", signatures[-1], "uittreksel-handtekening"))
    return meldingen


def _over(root: etree._Element) -> str:
    """The code of what the uittreksel is about: the first one in its content."""
    for naam in ("organisatieoverzicht", "instellingserkenning"):
        houder = root.find(f"{{*}}{naam}")
        for element in houder.iter(etree.Element) if houder is not None else ():
            if str(element.tag).lower().endswith("code") and element.text:
                return element.text.strip(WIT)[:60]
    return "-"


def _opgemaakt(root: etree._Element) -> datetime | None:
    return lees_tijdstip(root.findtext("{*}opgemaakt", "").strip(WIT))


def _onderteken_oordeel(oordeel: _Oordeel, root: etree._Element, moment: datetime, van: Diensten) -> None:
    """The signature, the certificate at a moment, and whether that is of who should have signed."""
    signatures = list(root.iter(SIGNATURE))
    if len(signatures) != 1:
        oordeel.meld("ondertekening", (), "")
        oordeel.onderdelen[-1] = replace(oordeel.onderdelen[-1], stand="fout" if signatures else "niet")
        return
    try:
        handtekening = lees_bestandshandtekening(root, signatures[0])
    except Edufout as fout:
        oordeel.meld("ondertekening", _zonder_code(herken(fout, "ondertekening")))
        return
    der = handtekening.certificaat
    oordeel.certificaat = c = lees_certificaatrapport(der, vertrouwd=_vertrouwd(der, van))
    bevindingen = bevindingen_bestand(handtekening, moment)
    meldingen: list[Melding] = []
    if bevindingen:
        meldingen = _zonder_code(herken(Edufout(Foutsoort.EK0031, bevindingen), "ondertekening"))
    zin: str | Tekst = ""
    if c is not None:
        gegevens = {"onderwerp": c.onderwerp, "oin": c.oin or "-", "moment": schrijf_tijdstip(moment)}
        zin = Tekst.met("toelichting.ondertekend-door", **gegevens)
    oordeel.meld("ondertekening", [*meldingen, *_over_dienst(der, van, pad(signatures[0]))], zin)


def _vertrouwd(der: bytes, van: Diensten) -> bool | None:
    """Whether a certificate is one of those that were named; None when none was, and it is not that of this service."""
    return True if der in van.ders else (False if van.genoemd else None)


def _over_dienst(der: bytes, van: Diensten, waar: str) -> list[Melding]:
    """That the certificate is not that of who should have signed, or that nobody said who that is."""
    if der in van.ders:
        return []
    gevonden = f"SHA-256 {vingerafdruk(der)}"
    mag = ", ".join(f"SHA-256 {vingerafdruk(eigen)}" for eigen in sorted(van.ders)) or None
    oorzaak = "uittreksel-andere-dienst" if van.genoemd else "uittreksel-niet-beoordeeld"
    ernst: Literal["fout", "opmerking"] = "fout" if van.genoemd else "opmerking"
    zin = Tekst(f"werkbank.{oorzaak}")
    return [Melding(oorzaak, "ondertekening", waar, None, gevonden, mag, zin, ernst=ernst)]


def _zonder_code(meldingen: Sequence[Melding]) -> list[Melding]:
    """A file is not sent to RIO, so there is no fault that RIO would answer."""
    return [replace(melding, fout=None) for melding in meldingen]
