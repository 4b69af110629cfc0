"""Floors: the least that a step must cost, done with nothing but the library that does it."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import BEHEREN
from rio_soap.edukoppeling.sleutels import Sleutelpaar

DS = "{http://www.w3.org/2000/09/xmldsig#}"
WSU_ID = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Id"

Vloer = Callable[[], object]


def vloeren(data: bytes, sleutelpaar: Sleutelpaar, map_: Path) -> dict[str, tuple[str, Vloer]]:
    """Step of the pipeline to what its floor is and a function that does it once.

    :param data: a signed request.
    :param map_: directory on the disk on which the register lies.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    schema = etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{BEHEREN.xsd}"))))
    inhoud = etree.ElementTree(root[1][0])
    delen = [element for element in root.iter() if element.get(WSU_ID) and not element.get(WSU_ID).startswith("X509")]
    (signed_info,) = root.iter(f"{DS}SignedInfo")
    publiek, handtekening = sleutelpaar.sleutel.public_key(), sleutelpaar.onderteken(b"x" * 2000)

    def c14n(element: etree._Element) -> bytes:
        return etree.tostring(element, method="c14n", exclusive=True)

    def verifieer() -> None:
        for deel in [*delen, signed_info]:
            hashlib.sha256(c14n(deel)).digest()
        publiek.verify(handtekening, b"x" * 2000, PKCS1v15(), hashes.SHA256())

    def onderteken() -> None:
        for deel in [*delen, signed_info]:
            hashlib.sha256(c14n(deel)).digest()
        sleutelpaar.sleutel.sign(b"x" * 2000, PKCS1v15(), hashes.SHA256())

    return {
        "envelope": ("lxml parse", lambda: etree.fromstring(data, parser)),
        "ondertekening": ("c14n, SHA-256, RSA verify", verifieer),
        "xsd": ("XMLSchema validate", lambda: schema.validate(inhoud)),
        "afhandeling": ("one row, durable commit", _commit(map_, len(data))),
        "antwoord": ("c14n, SHA-256, RSA sign", onderteken),
    }


def _commit(map_: Path, omvang: int) -> Vloer:
    verbinding = sqlite3.connect(map_ / "vloer.db", isolation_level=None, check_same_thread=False)
    verbinding.execute("PRAGMA journal_mode=WAL").close()
    verbinding.execute("PRAGMA synchronous=FULL").close()
    verbinding.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, inhoud BLOB)")
    rij = b"x" * (omvang // 3)  # about what zlib leaves of a message

    def commit() -> None:
        verbinding.execute("BEGIN IMMEDIATE")
        verbinding.execute("INSERT INTO t (inhoud) VALUES (?)", (rij,))
        verbinding.execute("COMMIT")

    return commit
