"""The bewijs of one delivery: one JSON file with request, answer, certificates, findings and place in the chain.

Whoever has the file verifies it with ``rio-soap controleer`` and nothing else: both signatures by the certificates in
the messages, that question and answer belong together, and that they are what the link of the chain was made of. That
the link itself is in the chain shows when it is compared with one noted elsewhere, or with the log.
"""

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.adressering import lees_adressering
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.onderteken import haal_handtekening, met_handtekening
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.edukoppeling.uris import WSSE

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from rio_soap.register.logboek.evidence import Logbericht

SOORT = "rio_soap bewijs"
_VERSIE = 1
_RUIM_BYTES = 64 * 1024 * 1024
RUIM = Profiel(
    ontvanger_oin="",
    maximum_bytes=_RUIM_BYTES,
    maximum_elementen=5_000_000,
    maximum_overige=_RUIM_BYTES,
    maximum_onondertekend=_RUIM_BYTES,
)
"""Limits for messages in a bewijs: an answer may be larger than a request may be, and what was once taken, with
whatever stood around it, stays evidence."""


# Any: a bewijs may come from anybody; whoever takes a value of it checks what it is.
Velden: TypeAlias = Mapping[str, Any]
"""An object of a bewijs, as JSON has it."""


class Bewijsfout(ValueError):
    """The file is no bewijs that can be read; the text says why."""


def schrijf_bewijs(bericht: "Logbericht") -> str:
    """The file for one delivery."""
    link, kolommen = bericht.link, bericht.kolommen
    antwoord = met_handtekening(bericht.antwoord, link.handtekening) if link and link.handtekening else bericht.antwoord
    inhoud: dict[str, object] = {
        "soort": SOORT,
        "versie": _VERSIE,
        "bericht": {"id": bericht.id, **kolommen, "ontvangen": bericht.ontvangen.isoformat()},
        "bevindingen": _bevindingen(antwoord),
        "certificaten": {"verzoek": _certificaat(bericht.verzoek), "antwoord": _certificaat(antwoord)},
        "schakel": None,
        "verzoek": base64.b64encode(bericht.verzoek).decode(),
        "antwoord": base64.b64encode(antwoord).decode(),
    }
    if link is not None:
        laatste = {"volgnummer": link.laatste[0], "hash": link.laatste[1].hex()}
        hashes = {"vorige": link.vorige.hex(), "hash": link.hash.hex()}
        inhoud["schakel"] = {"volgnummer": link.volgnummer, **hashes, "laatste": laatste}
    return json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n"


def is_bewijs(data: bytes) -> bool:
    """Whether a file says to be a bewijs."""
    return re.match(rb'\s*\{\s*"soort":\s*"' + SOORT.encode() + rb'"', data) is not None


def lees_bewijs(data: bytes) -> tuple[Velden, bytes, bytes]:
    """The fields of a bewijs, its request and its answer.

    :raises Bewijsfout: when it cannot be read.
    """
    try:
        velden = json.loads(data)
        if velden["versie"] != _VERSIE:
            raise Bewijsfout(f"versie {velden['versie']!r}, leesbaar is {_VERSIE}")
        berichten = [base64.b64decode(velden[naam], validate=True) for naam in ("verzoek", "antwoord")]
    except (ValueError, KeyError, TypeError) as fout:
        raise Bewijsfout(f"geen leesbaar bewijs: {fout}") from fout
    return velden, berichten[0], berichten[1]


def controleer_samenhang(velden: Velden, verzoek: bytes, antwoord: bytes) -> list[str]:
    """What does not fit between the parts of a bewijs, in Dutch; the messages themselves are judged elsewhere.

    :raises Bewijsfout: when a field is missing or of the wrong kind.
    """
    try:
        return [
            *vergelijk_kolommen(velden["bericht"], verzoek, antwoord),
            *_afgeleid(velden, verzoek, antwoord),
            *_keten(velden, verzoek, antwoord),
        ]
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as fout:
        raise Bewijsfout(f"geen leesbaar bewijs: {type(fout).__name__} {fout}") from fout


def vergelijk_kolommen(bericht: "Velden | RowMapping", verzoek: bytes, antwoord: bytes) -> list[str]:
    """What the entry says of the messages, against the messages.

    :raises KeyError: for an operation that there is not.
    """
    vraag, terug = _envelope(verzoek), _envelope(antwoord)
    if vraag is None or terug is None:
        return ["verzoek of antwoord is geen leesbare envelope"]
    van_vraag, van_antwoord = lees_adressering(vraag), lees_adressering(terug)
    code = "{*}identificatiecodeBedrijfsdocument"
    goed = {"true": True, "1": True, "false": False, "0": False}.get(terug.inhoud.findtext("{*}requestGoedgekeurd", ""))
    token, operatie = _token(vraag), OPERATIES[bericht["operatie"]]
    vergelijk = (
        ("MessageID", bericht["message_id"], van_vraag.message_id),
        ("RelatesTo van het antwoord", bericht["message_id"], van_antwoord.relates_to),
        ("OIN van de afzender", bericht["oin"], van_vraag.from_oin),
        ("identificatiecode van het verzoek", bericht["identificatiecode"], vraag.inhoud.findtext(code)),
        ("identificatiecode van het antwoord", bericht["identificatiecode"], terug.inhoud.findtext(code)),
        ("bericht in het verzoek", operatie.verzoek, etree.QName(vraag.inhoud).localname),
        ("bericht in het antwoord", operatie.antwoord, etree.QName(terug.inhoud).localname),
        ("goedgekeurd", bericht["goedgekeurd"], goed),
        ("certificaat van het verzoek", bericht["vingerafdruk"], vingerafdruk(token) if token else None),
        ("foutcodes", bericht["foutcodes"], ",".join(b["foutcode"] for b in _bevindingen(antwoord))[:600]),
    )
    return [f"{wat}: {links!r}, in het bericht {rechts!r}" for wat, links, rechts in vergelijk if links != rechts]


def _afgeleid(velden: Velden, verzoek: bytes, antwoord: bytes) -> list[str]:
    """What is in the file for ease of reading has to be what is in the messages."""
    eigen = {"verzoek": _certificaat(verzoek), "antwoord": _certificaat(antwoord)}
    uit = [] if velden["certificaten"] == eigen else ["certificaten: anders dan in de berichten"]
    return uit if velden["bevindingen"] == _bevindingen(antwoord) else [*uit, "bevindingen: anders dan in het antwoord"]


def _keten(velden: Velden, verzoek: bytes, antwoord: bytes) -> list[str]:
    from rio_soap.register.logboek.berichtenlog import inhoud_van  # here: with it comes a database, for a bewijs only
    from rio_soap.register.logboek.links import schakelhash

    link, bericht = velden["schakel"], velden["bericht"]
    if link is None:
        return []
    try:
        concept, handtekening = haal_handtekening(antwoord)
    except ValueError:
        concept, handtekening = antwoord, b""
    inhoud = inhoud_van({**bericht, "ontvangen": datetime.fromisoformat(bericht["ontvangen"])}, verzoek, concept)
    eigen = schakelhash(bytes.fromhex(link["vorige"]), link["volgnummer"], bericht["id"], inhoud, handtekening)
    if eigen.hex() != link["hash"]:
        return [f"schakel {link['volgnummer']}: de hash is niet die van dit bericht op deze plek"]
    return []


def _envelope(bericht: bytes) -> Envelope | None:
    try:
        envelope = lees_envelope(bericht, None, RUIM)
        lees_adressering(envelope)
    except Edufout:
        return None
    return envelope


def _bevindingen(antwoord: bytes) -> list[dict[str, str]]:
    """The foutmeldingen of an answer."""
    envelope = _envelope(antwoord)
    if envelope is None:
        return []
    return [
        {naam: melding.findtext(f"{{*}}{naam}", "") for naam in ("foutcode", "fouttekst")}
        for melding in envelope.inhoud.iterfind("{*}foutmelding")
    ]


def certificaat_in(bericht: bytes) -> bytes | None:
    """DER of the certificate that came with a message; None when there is none, and so no signature that is right."""
    envelope = _envelope(bericht)
    return None if envelope is None else _token(envelope)


def _token(envelope: Envelope) -> bytes | None:
    """DER in the BinarySecurityToken."""
    tekst = envelope.security[0].findtext(f"{{{WSSE}}}BinarySecurityToken") if envelope.security else None
    try:
        return base64.b64decode(tekst) if tekst else None
    except ValueError:
        return None


def _certificaat(bericht: bytes) -> dict[str, str] | None:
    """The certificate that came with a message: fingerprint, subject, PEM."""
    envelope = _envelope(bericht)
    if envelope is None or (der := _token(envelope)) is None:
        return None
    try:
        certificaat = x509.load_der_x509_certificate(der)
        pem = certificaat.public_bytes(Encoding.PEM).decode()
        return {"vingerafdruk": vingerafdruk(der), "subject": certificaat.subject.rfc4514_string(), "pem": pem}
    except ValueError:
        return None
