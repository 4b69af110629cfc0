"""One file of a batch as a delivery: bare or in an envelope, translated where a mapping file says so, valid by the XSD.

The sender, the receiver and the identificatiecode are those of the batch: the code follows from batch, name and
content, so that a second run of a batch meets what the first has done. The signature of an envelope counts for nothing
here: who runs the batch vouches for it.
"""

import hashlib
import uuid
from dataclasses import dataclass, field
from uuid import UUID

from lxml import etree

from rio_soap.batch.vertaling import Vertaling
from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract import document_header, mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Dienst, Operatie
from rio_soap.contract.waarde import WIT
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.envelope import lees_boom, lees_envelope
from rio_soap.edukoppeling.envelopvorm import ENVELOPE
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.position import regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.zinsdelen import keuze


@dataclass(frozen=True, slots=True)
class BatchMessage:
    """One message to deliver.

    :param hash: SHA-256 of the file, hexadecimal.
    :param code: identificatiecodeBedrijfsdocument under which it goes.
    :param eigen_code: the one that stood in the file, if any.
    """

    naam: str
    hash: str
    operatie: Operatie
    code: str
    eigen_code: str | None
    element: etree._Element = field(repr=False)
    gegeven: Gegeven = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lezer:
    """Makes deliveries of files.

    :param batch: identifies the batch.
    :param oin: the sender on whose behalf is delivered.
    :param ontvanger: ontvangendeInstantie.
    """

    batch: UUID
    oin: str
    ontvanger: str
    klok: Clock
    maximum: int
    vertaling: Vertaling | None = None

    def lees(self, naam: str, data: bytes, poging: int = 1) -> BatchMessage:
        """The delivery in a file.

        :param poging: another one than the first has another code: a message that got a fault goes as a new one.
        :raises Edufout: what would make RIO refuse the file before it looks at its content.
        """
        hash_ = hashlib.sha256(data).hexdigest()
        element = self._element(data)
        operatie = _operatie(element)
        code = code_van(self.batch, naam, hash_, poging)
        eigen = self._zet_header(element, operatie.dienst, code)
        fouten = [] if schema.is_geldig(element, operatie.dienst) else schema.bevindingen(element, operatie.dienst)
        if fouten := fouten or schema.lege_elementen(element):
            raise Edufout(Foutsoort.DK0004, fouten)
        try:
            gegeven = mapping.lees(element, operatie.dienst)
        except mapping.Waardefout as fout:
            raise Edufout(Foutsoort.DK0004, [fout.bevinding]) from fout
        return BatchMessage(naam, hash_, operatie, code, eigen, element, gegeven)

    def _element(self, data: bytes) -> etree._Element:
        profiel = Profiel("0" * 20, maximum_bytes=self.maximum)
        if self.vertaling is not None:
            data = self.vertaling.als_utf8(data)
        root = lees_boom(data, profiel)
        if root.tag == ENVELOPE:
            element = lees_envelope(data, None, profiel).inhoud
        else:
            etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
            element = root
        if self.vertaling is not None:
            self.vertaling.vertaal(element)
        return element

    def _zet_header(self, element: etree._Element, dienst: Dienst, code: str) -> str | None:
        """Put the four elements of bedrijfsdocument in front; gives the identificatiecode that was there."""
        gevonden: dict[str, str] = {}
        for naam in document_header.ELEMENTEN:
            for kind in element.findall(f"{{{dienst.schema_ns}}}{naam}"):
                gevonden.setdefault(naam, (kind.text or "").strip(WIT))
                element.remove(kind)
        moment = gevonden.get(document_header.TIJDSTIP) or schrijf_tijdstip(self.klok.nu(), milliseconden=True)
        header = document_header.new_header(self.oin, self.ontvanger, moment, code)
        for plaats, (naam, tekst) in enumerate(header.items()):
            kind = etree.Element(f"{{{dienst.schema_ns}}}{naam}")
            kind.text = tekst
            element.insert(plaats, kind)
        return gevonden.get(document_header.CODE)


def code_van(batch: UUID, naam: str, hash_: str, poging: int) -> str:
    """The identificatiecode of a message in a batch."""
    return str(uuid.uuid5(batch, f"{naam}\n{hash_}\n{poging}"))


def _operatie(element: etree._Element) -> Operatie:
    tag = str(element.tag)
    for operatie in OPERATIES.values():
        if tag == f"{{{operatie.dienst.schema_ns}}}{operatie.verzoek}":
            return operatie
    mag = Tekst.met("waarde.verzoek", contracten=keuze(dienst.schema_ns for dienst in DIENSTEN))
    waar, zin = f"/{etree.QName(element).localname}", Tekst("body-onbekend.verzoek")
    bevinding = Bevinding("body-onbekend", waar, regel(element), tag[:200], mag, zin)
    raise Edufout(Foutsoort.DK0004, [bevinding])
