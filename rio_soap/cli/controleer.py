"""Explain messages: what a receiver would say of them, with where, what was found and what is allowed.

Works on requests, answers, bare bodies and bewijzen, without a register; nothing is stored. The signature is judged
with the certificate that the message carries, at the time of its own Timestamp: whether that certificate is trusted is
a matter of the receiver and is said apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click
from lxml import etree

from rio_soap.cli import bewijs
from rio_soap.cli.instellingen import Instellingen
from rio_soap.contract import mapping, schema
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Dienst
from rio_soap.edukoppeling import adressering, verifieer
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.fouten import Bevinding, Edufout
from rio_soap.edukoppeling.klok import VasteKlok, lees_tijdstip
from rio_soap.edukoppeling.namen import SOAP, WSSE, WSU
from rio_soap.edukoppeling.plek import regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.vertrouwen import Partij, vingerafdruk
from rio_soap.service.bedrijfsdocument import controleer_streng


@dataclass(frozen=True, slots=True)
class _IederVertrouwd:
    """Takes any certificate for the sender's: the explanation is about the message, not about trust."""

    oin: str

    def partij(self, certificaat: bytes) -> Partij:
        return Partij("certificate in the message", None, vingerafdruk(certificaat), frozenset((self.oin,)))


def controleer_bestanden(bestanden: Iterable[Path], instellingen: Instellingen) -> bool:
    """Explain each file on standard output; True when none of them would be refused."""
    goed = True
    for pad in bestanden:
        click.echo(f"{pad}:")
        goed = _controleer(pad.read_bytes(), instellingen) and goed
    return goed


def _controleer(data: bytes, instellingen: Instellingen) -> bool:
    profiel = Profiel(
        ontvanger_oin=instellingen.oin,
        streng=instellingen.profiel == "streng",
        ondertekening_vereist=instellingen.signatures == "required",
        maximum_bytes=instellingen.max_bericht,
    )
    if bewijs.is_bewijs(data):
        return _bewijs(data, profiel)
    if (kaal := _kaal_bericht(data, profiel)) is not None:
        return _toon("xsd", _xsd(kaal))
    try:
        envelope = lees_envelope(data, None, replace(profiel, streng=False))
    except Edufout as fout:
        return _toon("envelope", fout)
    _toon("envelope", None)
    return _delen(envelope, profiel)


def _bewijs(data: bytes, profiel: Profiel) -> bool:
    """A bewijs: both messages, what belongs together, and the link of the chain."""
    try:
        velden, verzoek, antwoord = bewijs.lees_bewijs(data)
        gevonden = bewijs.controleer_samenhang(velden, verzoek, antwoord)
    except bewijs.Bewijsfout as fout:
        click.echo(f"  bewijs: {fout}")
        return False
    goed = True
    for naam, bericht in (("verzoek", verzoek), ("antwoord", antwoord)):
        click.echo(f"  {naam} ({len(bericht)} bytes)")
        try:
            envelope = lees_envelope(bericht, None, bewijs.RUIM)
        except Edufout as fout:
            goed = _toon("envelope", fout)
        else:
            goed = _delen(envelope, profiel) and goed
    for regel_ in gevonden:
        click.echo(f"  samenhang: {regel_}")
    plek = velden["schakel"]
    if plek is None:
        click.echo("  keten: not sealed yet when this was made")
    elif not gevonden:
        laatste = plek["laatste"]
        click.echo(f"  keten: goed (schakel {plek['volgnummer']} {plek['hash']}; laatste {laatste['volgnummer']})")
    return goed and not gevonden


def _delen(envelope: Envelope, profiel: Profiel) -> bool:
    """Addressing, signature and XSD, each also when an earlier one is wrong: a vendor wants to see all of it."""
    antwoord = str(envelope.inhoud.tag).endswith("_response")
    waarden: adressering.Adressering | None = None
    try:
        waarden = adressering.lees_adressering(envelope, streng=profiel.streng)
        if antwoord:
            adressering.controleer_antwoordadressering(envelope, None, replace(profiel, ontvanger_oin=waarden.to_oin))
        else:
            acties = {operatie.soap_action for operatie in OPERATIES.values()}
            adressering.controleer_adressering(envelope, waarden.action, acties, profiel)
        goed = _toon("adressering", None, f"{waarden.action} from {waarden.from_oin} to {waarden.to_oin}")
    except Edufout as fout:
        goed = _toon("adressering", fout)
    goed = _ondertekening(envelope, waarden, profiel, antwoord=antwoord) and goed
    goed = _toon("xsd", bevindingen := _xsd(envelope.inhoud)) and goed
    if profiel.streng and not antwoord and not bevindingen:
        goed = _bedrijfsdocument(envelope.inhoud) and goed
    return goed


def _bedrijfsdocument(element: etree._Element) -> bool:
    """What only the letter of the PvE asks of a message that is valid."""
    dienst = _dienst(element)
    assert dienst is not None
    try:
        controleer_streng(mapping.lees(element, dienst))
    except mapping.Waardefout as fout:
        bevinding = Bevinding(fout.waar, fout.regel, fout.gevonden, fout.toegestaan, fout.melding)
        return _toon("bedrijfsdocument", [bevinding])
    except Edufout as fout:
        return _toon("bedrijfsdocument", fout)
    return _toon("bedrijfsdocument", None)


def _ondertekening(
    envelope: Envelope, waarden: adressering.Adressering | None, profiel: Profiel, *, antwoord: bool
) -> bool:
    if waarden is None:
        return _toon("ondertekening", None, "not judged: addressing is not complete")
    moment = _gemaakt(envelope)
    if moment is None:
        click.echo("  ondertekening: no usable Timestamp; judged as of now")
    klok = VasteKlok(moment) if moment else VasteKlok(datetime.now().astimezone())
    oordeel = verifieer.verifieer_antwoord if antwoord else verifieer.verifieer
    try:
        gevonden = oordeel(envelope, waarden, _IederVertrouwd(waarden.from_oin), klok, profiel)
    except Edufout as fout:
        return _toon("ondertekening", fout)
    if gevonden.partij is None:
        return _toon("ondertekening", None, "not signed")
    return _toon("ondertekening", None, f"certificate OIN {gevonden.oin_certificaat}, SHA-256 {gevonden.vingerafdruk}")


def _gemaakt(envelope: Envelope) -> datetime | None:
    """Created of the message's own Timestamp."""
    tekst = envelope.root.findtext(
        f"{{{SOAP}}}Header/{{{WSSE}}}Security/{{{WSU}}}Timestamp/{{{WSU}}}Created", default=""
    )
    return lees_tijdstip(tekst.strip())


def _kaal_bericht(data: bytes, profiel: Profiel) -> etree._Element | None:
    """The root when the file is one of the contract's messages without an envelope."""
    if len(data) > profiel.maximum_bytes:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return root if _dienst(root) is not None and not root.getroottree().docinfo.internalDTD else None


def _dienst(element: etree._Element) -> Dienst | None:
    naamruimte = etree.QName(element).namespace
    return next((dienst for dienst in DIENSTEN if dienst.schema_ns == naamruimte), None)


def _xsd(element: etree._Element) -> Sequence[Bevinding]:
    dienst = _dienst(element)
    if dienst is None:
        ruimten = ", ".join(dienst.schema_ns for dienst in DIENSTEN)
        return [Bevinding("/", regel(element), str(element.tag), ruimten, "Geen bericht van dit contract")]
    geldig = schema.is_geldig(element, dienst)
    gevonden = schema.lege_elementen(element) if geldig else schema.bevindingen(element, dienst)
    return [Bevinding(x.waar, x.regel, x.gevonden, x.toegestaan, x.melding) for x in gevonden]


def _toon(deel: str, oordeel: Edufout | Sequence[Bevinding] | None, toelichting: str = "") -> bool:
    """Print the verdict on one part; True when it is good."""
    if isinstance(oordeel, Edufout):
        click.echo(f"  {deel}: {oordeel.soort.faultcode} {oordeel.faultstring}")
        bevindingen: Sequence[Bevinding] = oordeel.bevindingen
    else:
        bevindingen = oordeel or ()
        staat = f"Client.DK0004, {len(bevindingen)} bevindingen" if bevindingen else "goed"
        click.echo(f"  {deel}: {staat}" + (f" ({toelichting})" if toelichting else ""))
    for bevinding in bevindingen:
        plek = f", regel {bevinding.regel}" if bevinding.regel else ""
        click.echo(f"    {bevinding.waar}{plek}: {bevinding.melding}")
        if bevinding.gevonden is not None:
            click.echo(f"      gevonden: {bevinding.gevonden}")
        if bevinding.toegestaan is not None:
            click.echo(f"      toegestaan: {bevinding.toegestaan}")
    return not isinstance(oordeel, Edufout) and not bevindingen
