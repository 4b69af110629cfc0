"""Floors: the least that a step must cost, done with nothing but the library that does it.

A floor works on a real message: the parts, prefix lists, SignedInfo and signature are those that the request holds, the
answer is the one that the service gave to it.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import Dienst
from rio_soap.register.logboek.packing import pak_in

DS = "{http://www.w3.org/2000/09/xmldsig#}"
EC = "{http://www.w3.org/2001/10/xml-exc-c14n#}"
WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
WSU_ID = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Id"

Vloer = Callable[[], object]


def _ontleder() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


class Ondertekend:
    """A signed message taken apart, so that a floor does nothing but its own work."""

    def __init__(self, data: bytes) -> None:
        root = etree.fromstring(data, _ontleder())
        (signed_info,) = root.iter(f"{DS}SignedInfo")
        delen = {e.get(WSU_ID): e for e in root.iter() if e.get(WSU_ID)}
        self.delen = [
            (delen[str(v.get("URI"))[1:]], _prefixen(v), base64.b64decode(v.findtext(f"{DS}DigestValue") or ""))
            for v in signed_info.iter(f"{DS}Reference")
        ]
        self.signed_info, self.prefixen = signed_info, _prefixen(signed_info[0])
        self.handtekening = base64.b64decode(next(root.iter(f"{DS}SignatureValue")).text or "")
        token = next(root.iter(f"{WSSE}BinarySecurityToken")).text or ""
        sleutel = x509.load_der_x509_certificate(base64.b64decode(token)).public_key()
        assert isinstance(sleutel, RSAPublicKey)
        self.publiek = sleutel
        self.root = root

    def verifieer(self) -> None:
        """RSA over the canonical SignedInfo, then the digest of every part.

        :raises InvalidSignature: when it is not the message that was signed.
        """
        info = c14n(self.signed_info, self.prefixen)
        self.publiek.verify(self.handtekening, info, PKCS1v15(), hashes.SHA256())
        for deel, prefixen, digest in self.delen:
            assert hashlib.sha256(c14n(deel, prefixen)).digest() == digest

    def onderteken(self, sleutel: RSAPrivateKey) -> None:
        """Digest of every part, then RSA over the canonical SignedInfo."""
        for deel, prefixen, _ in self.delen:
            base64.b64encode(hashlib.sha256(c14n(deel, prefixen)).digest())
        sleutel.sign(c14n(self.signed_info, self.prefixen), PKCS1v15(), hashes.SHA256())


def c14n(element: etree._Element, prefixen: list[str]) -> bytes:
    """Exclusive canonical XML by lxml."""
    return etree.tostring(element, method="c14n", exclusive=True, inclusive_ns_prefixes=prefixen or None)


def _prefixen(element: etree._Element) -> list[str]:
    lijst = next(element.iter(f"{EC}InclusiveNamespaces"), None)
    return (lijst.get("PrefixList") or "").split() if lijst is not None else []


def vloeren(vraag: bytes, antwoord: bytes, dienst: Dienst, sleutel: RSAPrivateKey) -> dict[str, Vloer]:
    """Name of a floor to a function that does it once; all but HTTP and the commit.

    :param vraag: a signed request.
    :param antwoord: the signed answer to it.
    :param sleutel: signs the answer.
    """
    ontleder = _ontleder()
    schema = etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{dienst.xsd}"))))
    heen, terug = Ondertekend(vraag), Ondertekend(antwoord)
    # Validation wants the content as a document of its own: what the service validates in place is the same element.
    inhoud, uit = (etree.ElementTree(_los(x.root)) for x in (heen, terug))

    def valideer(document: etree._ElementTree) -> None:
        assert schema.validate(document)

    return {
        "parse": lambda: etree.fromstring(vraag, ontleder),
        "verify": heen.verifieer,
        "validate in": lambda: valideer(inhoud),
        "validate out": lambda: valideer(uit),
        "sign": lambda: terug.onderteken(sleutel),
    }


def _los(root: etree._Element) -> etree._Element:
    """The content of the Body by itself."""
    return etree.fromstring(etree.tostring(root[-1][0]))


def rij_van(vraag: bytes, antwoord: bytes) -> bytes:
    """About what a durable log of an exchange must write: both messages, packed as our log packs them."""
    return pak_in(vraag) + pak_in(antwoord)


@contextmanager
def commit_sqlite(map_: Path, rij: bytes) -> Iterator[Vloer]:
    """One row and one durable commit (WAL, synchronous FULL), in a file of its own on the disk of the register."""
    with closing(sqlite3.connect(map_ / "vloer.db", isolation_level=None, check_same_thread=False)) as verbinding:
        verbinding.execute("PRAGMA journal_mode=WAL").close()
        verbinding.execute("PRAGMA synchronous=FULL").close()
        verbinding.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, inhoud BLOB)")

        def commit() -> None:
            verbinding.execute("BEGIN IMMEDIATE")
            verbinding.execute("INSERT INTO t (inhoud) VALUES (?)", (rij,))
            verbinding.execute("COMMIT")

        yield commit


@contextmanager
def lees_sqlite(bestand: Path, vraag: str) -> Iterator[Vloer]:
    """What a reading must read, from the file of the register, over a connection that stays."""
    with closing(sqlite3.connect(f"file:{bestand}?mode=ro", uri=True, check_same_thread=False)) as verbinding:
        yield lambda: verbinding.execute(vraag).fetchall()


@contextmanager
def commit_postgresql(url: str, rij: bytes) -> Iterator[Vloer]:
    """One row and one durable commit over a connection that stays."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as verbinding:
        verbinding.execute("CREATE TABLE IF NOT EXISTS vloer (id bigserial PRIMARY KEY, inhoud bytea)")

        def commit() -> None:
            verbinding.execute("INSERT INTO vloer (inhoud) VALUES (%s)", (rij,), prepare=True)

        yield commit
