"""How the parts of a bewijs fit, and whose it is; its messages are judged as any other."""

from dataclasses import dataclass, replace
from typing import Literal

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.workbench import bewijs
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.rapport import Melding, Onderdeel, Rapport


@dataclass(frozen=True, slots=True)
class Diensten:
    """The certificates of which one has to have signed the answer in a bewijs.

    :param ders: DER; none when nobody named one.
    :param genoemd: whether they were named for this bewijs; else they are those of the service that runs here, and a
        bewijs of another service is not judged by them.
    """

    ders: frozenset[bytes]
    genoemd: bool


def controleer_bewijs(naam: str, data: bytes, kader: Kader, van: Diensten) -> list[Rapport]:
    """How the parts of a bewijs fit, then its two messages, judged as of their own Timestamp and by themselves."""
    profiel = replace(bewijs.RUIM, ontvanger_oin=kader.profiel.ontvanger_oin)
    ruim = Kader(profiel, kader.klok, "created", kader.lijsten, afkeuring_telt=False)
    nu = schrijf_tijdstip(kader.klok.nu())
    try:
        velden, verzoek, antwoord = bewijs.lees_bewijs(data)
        gevonden = bewijs.controleer_samenhang(velden, verzoek, antwoord)
    except bewijs.Bewijsfout as fout:
        melding = Melding("bewijs-onleesbaar", "bericht", naam, bericht=str(fout))
        return [Rapport(naam, "bewijs", None, nu, (Onderdeel("bericht", "fout"),), (melding,))]
    meldingen = [Melding("bewijs-past-niet", "bericht", naam, bericht=regel) for regel in gevonden]
    meldingen += _over_dienst(naam, antwoord, van)
    stand: Literal["goed", "fout", "niet"] = "niet" if meldingen else "goed"
    if any(melding.ernst == "fout" for melding in meldingen):
        stand = "fout"
    deel = Onderdeel("bericht", stand, _over_keten(velden["schakel"]))
    samenhang = Rapport(naam, "bewijs", velden["bericht"]["operatie"], nu, (deel,), tuple(meldingen))
    return [samenhang, controleer(f"{naam}: verzoek", verzoek, ruim), controleer(f"{naam}: antwoord", antwoord, ruim)]


def _over_dienst(naam: str, antwoord: bytes, van: Diensten) -> list[Melding]:
    """Whether the answer in a bewijs has the certificate of the service it should be of.

    That its signature is right by that certificate is judged with the message, and so is that it has one at all.
    """
    der = bewijs.certificaat_in(antwoord)
    if der is None or der in van.ders:
        return []
    gevonden = f"SHA-256 {vingerafdruk(der)}"
    mag = ", ".join(f"SHA-256 {vingerafdruk(eigen)}" for eigen in sorted(van.ders)) or None
    if van.genoemd:
        tekst = Tekst("werkbank.bewijs-andere-dienst")
        return [Melding("bewijs-andere-dienst", "bericht", naam, None, gevonden, mag, tekst)]
    tekst = Tekst("werkbank.bewijs-niet-beoordeeld")
    return [Melding("bewijs-niet-beoordeeld", "bericht", naam, None, gevonden, mag, tekst, ernst="opmerking")]


def _over_keten(schakel: bewijs.Velden | None) -> Tekst:
    if schakel is None:
        return Tekst("toelichting.zonder-schakel")
    nummer, laatste = schakel["volgnummer"], schakel["laatste"]["volgnummer"]
    return Tekst.met("toelichting.schakel", nummer=nummer, hash=schakel["hash"], laatste=laatste)
