"""The signature of a file that is one element: enveloped in that element (XML Signature 1.1, 6.6.4).

But for the transform that takes the Signature away, and for the certificate in X509Data, all is as in a message: the
same canonicalisation and algorithms, read and judged by the same functions.
"""

import hashlib
from base64 import b64encode
from binascii import b2a_base64
from copy import deepcopy
from datetime import datetime

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.beveiliging import SIGNATURE, ongeldig
from rio_soap.edukoppeling.certificaat import Onbruikbaar, lees_certificaat
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.handtekening import (
    METHODEN,
    REFERENCE,
    REFERENCEDELEN,
    SIGNATUREDELEN,
    TRANSFORM,
    Handtekening,
    Reference,
    algoritme_van,
    kinderen_van,
    prefixen_van,
)
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.security_token import lees_base64
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.edukoppeling.uris import (
    DIGEST_ALGORITMEN,
    DS,
    EXC_C14N,
    HANDTEKENING_ALGORITMEN,
    RSA_SHA256,
    SHA256,
    kort,
    qnaam,
)
from rio_soap.edukoppeling.verifieer import bevinding_digest, handtekening_klopt
from rio_soap.edukoppeling.zinsdelen import periode

ENVELOPED = DS + "enveloped-signature"
"""The transform that takes the Signature away in which it stands."""
_X509DATA, _X509CERTIFICATE = (qnaam(DS, naam) for naam in ("X509Data", "X509Certificate"))

_SIGNED_INFO = (
    f'<SignedInfo xmlns="{DS}"><CanonicalizationMethod Algorithm="{EXC_C14N}"></CanonicalizationMethod>'
    f'<SignatureMethod Algorithm="{RSA_SHA256}"></SignatureMethod><Reference URI=""><Transforms>'
    f'<Transform Algorithm="{ENVELOPED}"></Transform><Transform Algorithm="{EXC_C14N}"></Transform></Transforms>'
    f'<DigestMethod Algorithm="{SHA256}"></DigestMethod><DigestValue>%s</DigestValue></Reference></SignedInfo>'
)
"""In canonical form: what is written is what is signed."""


def onderteken_bestand(element: str, sleutelpaar: Sleutelpaar) -> bytes:
    """The file of one element, signed.

    :param element: its canonical form, as text; it has content.
    """
    digest = b2a_base64(hashlib.sha256(element.encode()).digest(), newline=False).decode()
    signed_info = _SIGNED_INFO % digest
    waarde = b64encode(sleutelpaar.onderteken(signed_info.encode())).decode()
    signature = (
        f'<Signature xmlns="{DS}">{signed_info}<SignatureValue>{waarde}</SignatureValue><KeyInfo><X509Data>'
        f"<X509Certificate>{sleutelpaar.token}</X509Certificate></X509Data></KeyInfo></Signature>"
    )
    inhoud, haak, slot = element.rpartition("</")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inhoud}{signature}{haak}{slot}\n'.encode()


def zonder_handtekening(root: etree._Element) -> etree._Element:
    """A copy of an element without the Signatures that stand directly in it; text behind them stays."""
    kopie = deepcopy(root)
    for signature in kopie.findall(SIGNATURE):
        vorige = signature.getprevious()
        if signature.tail and vorige is not None:
            vorige.tail = (vorige.tail or "") + signature.tail
        elif signature.tail:
            kopie.text = (kopie.text or "") + signature.tail
        kopie.remove(signature)
    return kopie


def lees_bestandshandtekening(root: etree._Element, signature: etree._Element) -> Handtekening:
    """The signature over the whole of a file but itself; nothing of it is verified yet.

    :param signature: the only one in the file, directly in its root.
    :raises Edufout: EK0031 for every other shape.
    """
    signed_info, waarde, key_info = kinderen_van(signature, SIGNATUREDELEN, "keyinfo-vorm")
    c14n, methode, reference = kinderen_van(signed_info, [*METHODEN, REFERENCE], "signature-vorm")
    transforms, digestmethode, digest = kinderen_van(reference, REFERENCEDELEN, "signature-vorm")
    if (uri := reference.get("URI")) != "":
        raise ongeldig("reference-vreemd", reference, uri, 'URI=""')
    omhuld, canonisering = kinderen_van(transforms, [TRANSFORM, TRANSFORM], "transform-teveel")
    if omhuld.get("Algorithm") != ENVELOPED or len(omhuld):
        raise ongeldig("transform-teveel", omhuld, omhuld.get("Algorithm"), ENVELOPED)
    (x509data,) = kinderen_van(key_info, [_X509DATA], "keyinfo-vorm")
    (certificaat,) = kinderen_van(x509data, [_X509CERTIFICATE], "keyinfo-vorm")
    hash_ = algoritme_van(digestmethode, DIGEST_ALGORITMEN)
    deel, prefixen = zonder_handtekening(root), prefixen_van(canonisering)
    verwijzing = Reference(kort(str(root.tag)), deel, prefixen, hash_, lees_base64(digest))
    algoritme = algoritme_van(methode, HANDTEKENING_ALGORITMEN)
    return Handtekening(
        signed_info, prefixen_van(c14n), algoritme, lees_base64(waarde), lees_base64(certificaat), (verwijzing,)
    )


def bevindingen_bestand(handtekening: Handtekening, moment: datetime) -> list[Bevinding]:
    """What is wrong with the signature of a file and its certificate; whom to trust is not asked.

    :param moment: when the certificate has to be valid.
    """
    info, der = handtekening.signed_info, handtekening.certificaat
    plek = f"{pad(info).removesuffix('/SignedInfo')}/KeyInfo/X509Data/X509Certificate"
    try:
        certificaat = lees_certificaat(der)
    except Onbruikbaar as fout:
        return [Bevinding(fout.oorzaak, plek, None, f"SHA-256 {vingerafdruk(der)}", melding=fout.zin)]
    gevonden: list[Bevinding] = []
    if not certificaat.geldig_op(moment):
        geldig = periode(schrijf_tijdstip(certificaat.geldig_van), schrijf_tijdstip(certificaat.geldig_tot))
        zin = Tekst("certificaat-tijd")
        gevonden.append(Bevinding("certificaat-tijd", plek, None, schrijf_tijdstip(moment), geldig, zin))
    if not handtekening_klopt(handtekening, certificaat):
        gevonden.append(Bevinding("signedinfo-anders", pad(info), regel(info)))
    bevinding, _ = bevinding_digest(handtekening.verwijzingen[0], info, 0)
    return gevonden if bevinding is None else [*gevonden, bevinding]
