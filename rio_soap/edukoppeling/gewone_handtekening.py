"""The signature block as nearly everyone writes it, read out of the canonical form of SignedInfo.

That form has to be made anyway, to verify the signature over it. It spells out every element, attribute, namespace and
text of SignedInfo, so a pattern that accounts for each byte of it proves the whole structure. Whatever does not fit is
None here and goes to `handtekening.lees_handtekening`, which alone tells what is wrong; on what is right they agree.
"""

import re
from binascii import a2b_base64
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.certificaat import MAX_BYTES
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.handtekening import (
    MAX_PREFIXEN,
    TOKENDEEL,
    Beveiliging,
    Handtekening,
    Verwijzing,
    mag_soort,
    unieke_ids,
)
from rio_soap.edukoppeling.namen import (
    BASE64,
    DIGEST_ALGORITMEN,
    DS,
    EXC_C14N,
    HANDTEKENING_ALGORITMEN,
    WSSE,
    WSU_ID,
    X509V3,
    qnaam,
)

_KINDEREN = [qnaam(DS, naam) for naam in ("SignedInfo", "SignatureValue", "KeyInfo")]
_STR, _STR_REFERENCE = qnaam(WSSE, "SecurityTokenReference"), qnaam(WSSE, "Reference")
_MAX_TOKEN = 4 * MAX_BYTES // 3

_W = r"[ \t\n]*"
_NC = r"[A-Za-z_][\w.-]*"
_EXC = re.escape(EXC_C14N)
_LIJST = (
    rf'{_W}(?:<(?P<q>(?:{_NC}:)?)(?P<incl>InclusiveNamespaces)(?P<xmlns>(?: xmlns(?::{_NC})?="{_EXC}")?)'
    rf' PrefixList="(?P<lijst>[\w. :-]*)">{_W}</(?P=q)InclusiveNamespaces>{_W})?'
)
_BEGIN = re.compile(
    rf'<(?P<p>(?:{_NC}:)?)SignedInfo(?P<namen>(?: xmlns(?::{_NC})?="[^"<]*")+)>{_W}'
    rf'<(?P=p)CanonicalizationMethod Algorithm="{_EXC}">{_LIJST}</(?P=p)CanonicalizationMethod>{_W}'
    rf'<(?P=p)SignatureMethod Algorithm="(?P<methode>[^"<]*)">{_W}</(?P=p)SignatureMethod>{_W}',
    re.ASCII,
)
_VERWIJZING = re.compile(
    rf'(<(?P<p>(?:{_NC}:)?)Reference URI="#(?P<id>[\w.:-]+)">{_W}<(?P=p)Transforms>{_W}'
    rf'<(?P=p)Transform Algorithm="{_EXC}">{_LIJST}</(?P=p)Transform>{_W}</(?P=p)Transforms>{_W}'
    rf'<(?P=p)DigestMethod Algorithm="(?P<methode>[^"<]*)">{_W}</(?P=p)DigestMethod>{_W}'
    rf"<(?P=p)DigestValue>(?P<digest>[A-Za-z0-9+/]{{2,}}={{0,2}})</(?P=p)DigestValue>{_W}</(?P=p)Reference>{_W})",
    re.ASCII,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{2,}={0,2}\Z")


def lees_gewone_handtekening(
    envelope: Envelope, beveiliging: Beveiliging, *, streng: bool = False
) -> Handtekening | None:
    """As `handtekening.lees_handtekening`, or None when that has to look."""
    signature, token, timestamp = beveiliging.signature, beveiliging.token, beveiliging.timestamp
    if signature is None or token is None or timestamp is None:
        return None
    kinderen = list(signature)
    if [kind.tag for kind in kinderen] != _KINDEREN:
        return None
    signed_info, waarde, key_info = kinderen
    certificaat, handtekening = _certificaat(token), _van_base64(waarde)
    ids = _ids(envelope, token, timestamp)
    doel = _verwijzing(key_info, token, streng=streng)
    if certificaat is None or handtekening is None or ids is None or doel is None:
        return None
    aantal = len(ids)
    gelezen = _signed_info(signed_info, ids)
    # What is left of the Ids was not referred to: the token at most.
    if gelezen is None or (ids and (streng or [naam for naam, _ in ids.values()] != [TOKENDEEL])):
        return None
    prefixen, hash_, data, verwijzingen, attributen = gelezen
    # When all attributes in the message are those that were looked at, it has no other Ids than those of its parts.
    attributen += aantal - 1 + len(token.attrib) + len(doel.attrib)
    if envelope.attributen != attributen and not unieke_ids(envelope.root):
        return None
    return Handtekening(signed_info, prefixen, hash_, handtekening, certificaat, tuple(verwijzingen), data)


_Ids = dict[str, tuple[str, etree._Element]]


def _ids(envelope: Envelope, token: etree._Element, timestamp: etree._Element) -> _Ids | None:
    """Name and element of each part by its wsu:Id, which is the only attribute of all but the token."""
    delen: list[tuple[str, etree._Element]] = []
    for naam, elementen in envelope.wsa.items():
        if len(elementen) != 1:
            return None
        delen.append((naam, elementen[0]))
    delen += (("Body", envelope.body), ("Timestamp", timestamp))
    ids: _Ids = {}
    for deel in delen:
        wsu_id = deel[1].get(WSU_ID)
        if not wsu_id or len(deel[1].attrib) != 1:
            return None
        ids[wsu_id] = deel
    ids[token.get(WSU_ID) or ""] = (TOKENDEEL, token)
    return ids if len(ids) == len(delen) + 1 and "" not in ids else None


_Gelezen = tuple[tuple[str, ...], str, bytes, list[Verwijzing], int]


def _signed_info(signed_info: etree._Element, ids: _Ids) -> _Gelezen | None:
    """PrefixList, hash, canonical form, references and number of attributes; takes out of `ids` what is referred to."""
    if not 2 < len(signed_info) <= 2 + len(ids):
        return None
    inclusief = next(iter(signed_info[0]), None)
    prefixen = _prefixen("" if inclusief is None else inclusief.get("PrefixList") or "")
    if prefixen is None:
        return None
    try:
        data = canoniek(signed_info, prefixen)
        gelezen = _uiteen(data.decode())
        if gelezen is None or gelezen[0].prefixen != prefixen:
            return None
        vorm, waarden = gelezen
        verwijzingen = []
        for (wsu_id, digest), (eigen, hash_) in zip(waarden, vorm.verwijzingen, strict=True):
            deel = ids.pop(wsu_id, None)
            if deel is None or not digest:
                return None
            verwijzingen.append(Verwijzing(*deel, eigen, hash_, a2b_base64(digest, strict_mode=True)))
    except ValueError:  # no canonical form, or no base64
        return None
    return prefixen, vorm.hash, data, verwijzingen, vorm.attributen


class _Vorm(NamedTuple):
    """What a SignedInfo says, but for the Ids and digests of its references."""

    prefixen: tuple[str, ...]
    hash: str
    verwijzingen: tuple[tuple[tuple[str, ...], str], ...]
    """PrefixList and hash of each."""
    attributen: int
    """How many attributes it has."""


_URI, _DIGEST = 'Reference URI="#', "DigestValue>"


def _uiteen(tekst: str) -> tuple[_Vorm, list[tuple[str, str]]] | None:
    """A canonical SignedInfo taken apart: its form, which all messages of one client share, and Id and digest of each
    reference, which are the values as they stand: without an ampersand nothing in canonical XML stands for another."""
    if "&" in tekst:
        return None
    begin, *stukken = tekst.split(_URI)
    vorm, waarden = [begin], []
    for stuk in stukken:
        wsu_id, _, rest = stuk.partition('"')
        voor, _, rest = rest.partition(_DIGEST)
        digest, teken, na = rest.partition("<")
        if not teken:  # then the three do not all stand there
            return None
        vorm += (voor, na)
        waarden.append((wsu_id, digest))
    gelezen = (_bekende_vorm if len(tekst) <= _MAX_VORM else _lees_vorm)(tuple(vorm))
    return None if gelezen is None else (gelezen, waarden)


_PROEF_ID, _PROEFDIGEST = "x", "AAAA"


def _lees_vorm(stukken: tuple[str, ...]) -> _Vorm | None:
    """The form of a SignedInfo in pieces, read with an Id and a digest of ours filled in; None for an unusual one.

    With others it would be read the same: in the pattern nothing refers to these two, and they cannot stand elsewhere.
    """
    voor, na = stukken[1::2], stukken[2::2]
    tekst = stukken[0] + "".join(
        [f'{_URI}{_PROEF_ID}"{v}{_DIGEST}{_PROEFDIGEST}<{n}' for v, n in zip(voor, na, strict=True)]
    )
    begin = _BEGIN.match(tekst)
    if begin is None:
        return None
    p, namen, q, incl, xmlns, lijst, methode = begin.groups("")
    hash_, prefixen = HANDTEKENING_ALGORITMEN.get(methode), _prefixen(lijst)
    if hash_ is None or _declaratie(p, DS) not in namen or prefixen is None:
        return None
    if incl and not _is_van_c14n(q, xmlns, namen):
        return None
    plek, attributen, bekend = begin.end(), 3 if incl else 2, (q, xmlns) if incl else None
    verwijzingen: list[tuple[tuple[str, ...], str]] = []
    for heel, p_, wsu_id, q, incl, xmlns, lijst, methode, digest in _VERWIJZING.findall(tekst, plek):
        algoritme, eigen = DIGEST_ALGORITMEN.get(methode), _prefixen(lijst)
        if p_ != p or algoritme is None or eigen is None or (wsu_id, digest) != (_PROEF_ID, _PROEFDIGEST):
            return None
        if incl and (q, xmlns) != bekend and not _is_van_c14n(q, xmlns, namen):
            return None
        verwijzingen.append((eigen, algoritme))
        plek, attributen = plek + len(heel), attributen + (4 if incl else 3)
    # Had there been anything between the references, then more than the end tag would be left.
    if len(verwijzingen) != len(voor) or tekst[plek:] != f"</{p}SignedInfo>":
        return None
    return _Vorm(prefixen, hash_, tuple(verwijzingen), attributen)


_MAX_VORM = 16 * 1024
"""Longer ones, of which there are none, are read each time: strangers too fill what is kept."""
_bekende_vorm = lru_cache(maxsize=128)(_lees_vorm)


def _declaratie(prefix: str, uri: str) -> str:
    """How canonical XML declares a prefix, given with its colon. No value of a declaration holds a quote, so this text
    among declarations is a declaration."""
    return f' xmlns:{prefix[:-1]}="{uri}"' if prefix else f' xmlns="{uri}"'


def _is_van_c14n(prefix: str, eigen: str, namen: str) -> bool:
    """Whether the prefix of InclusiveNamespaces is that of exclusive C14N: declared on itself, or else on SignedInfo.

    No other element in the pattern declares anything.
    """
    declaratie = _declaratie(prefix, EXC_C14N)
    return eigen == declaratie if eigen else declaratie in namen


def _prefixen(lijst: str) -> tuple[str, ...] | None:
    prefixen = tuple(lijst.split())
    return None if len(prefixen) > MAX_PREFIXEN or "#default" in prefixen else prefixen


def _verwijzing(key_info: etree._Element, token: etree._Element, *, streng: bool) -> etree._Element | None:
    """The Reference of KeyInfo/SecurityTokenReference/Reference to the token, with no attributes but the known ones."""
    str_ = next(iter(key_info), None)
    doel = next(iter(str_), None) if str_ is not None else None
    if str_ is None or doel is None or len(key_info) != 1 or len(str_) != 1 or len(doel):
        return None
    soort = doel.get("ValueType")
    goed = (
        str_.tag == _STR
        and doel.tag == _STR_REFERENCE
        and doel.get("URI") == f"#{token.get(WSU_ID)}"
        and mag_soort(soort, streng=streng)
        and len(doel.attrib) == (1 if soort is None else 2)
    )
    return doel if goed else None


def _certificaat(token: etree._Element) -> bytes | None:
    """DER of a token with no attributes but the known ones."""
    codering = token.get("EncodingType")
    if token.get("ValueType") != X509V3 or codering not in (None, BASE64):
        return None
    if len(token.attrib) != (2 if codering is None else 3) or token.get(WSU_ID) is None or len(token):
        return None
    tekst = token.text or ""
    return _der(tekst) if len(tekst) <= _MAX_TOKEN else None


def _van_base64(element: etree._Element) -> bytes | None:
    return _ontcijferd(element.text or "") if not len(element) else None


def _ontcijferd(tekst: str) -> bytes | None:
    tekst = "".join(tekst.split())
    return a2b_base64(tekst) if len(tekst) % 4 == 0 and _BASE64.match(tekst) else None


_der = lru_cache(maxsize=128)(_ontcijferd)
"""Tokens come back with every message of their owner; `_MAX_TOKEN` bounds what is kept."""
