"""A delivery of somebody on the screens, the whole way of a message: signed by the service, judged, answered, logged.

The service is the sender; who acted stands in wsa:Metadata of wsa:From and is signed with it, and in the log. What the
message says is what the system of the institution would have sent.
"""

import copy
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.document_header import new_header
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.trusted import Partij
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden as delen_van
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.service.eigen_bericht import stel_eigen_bericht_op, vertrouw_eigen
from rio_soap.service.ingreep import BEHEER, Veranderd
from rio_soap.service.oordeel import bekijk_vooraf
from rio_soap.service.pipeline import Pipeline

KANAAL = "SCHERM"
"""How these messages come, of the list Kanaal."""
_GEBRUIKER = f"{{{BEHEER}}}gebruiker"

Onveranderd = Callable[[Session], bool]
"""Whether what a form was filled in from is still as it was; asked at the beginning of the transaction."""


@dataclass(frozen=True, slots=True)
class Schermmelding:
    """One foutmelding of an answer.

    :param sleutels: pairs of name and value, such as which element it is about.
    """

    code: str
    tekst: str
    sleutels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Schermuitslag:
    """What became of a delivery.

    :param code: identificatiecodeBedrijfsdocument, under which the log has it.
    :param meldingen: none when it was approved.
    :param antwoord: all fields of the answer.
    """

    code: str
    meldingen: tuple[Schermmelding, ...]
    antwoord: Gegeven

    @property
    def goedgekeurd(self) -> bool:
        """Whether it was carried out."""
        return not self.meldingen


def maak_schermpijplijn(pijplijn: Pipeline) -> Pipeline:
    """The pipeline for messages of the screens: it trusts the key of the service, and nobody else."""
    eigen = vertrouw_eigen("schermen", pijplijn.sleutelpaar.der, pijplijn.profiel.ontvanger_oin)
    uit = copy.copy(pijplijn)
    uit.vertrouwen, uit.kent_tls = eigen, None
    uit.afhandeling = replace(pijplijn.afhandeling, kanaal=KANAAL, partij_in=None)
    return uit


def bekijk_scherm(
    pijplijn: Pipeline, operatie: str, velden: Mapping[str, Waarde], gebruiker: int, moment: datetime
) -> Voorbeeld:
    """What a delivery would do, by all its controles; nothing is written or logged.

    :param velden: of the request, without those of bedrijfsdocument.
    :raises Vormfout: for what no message of the contract can hold.
    :raises Edufout: as `bekijk_vooraf`.
    """
    gegeven = mapping.lees(_inhoud(pijplijn, operatie, velden), OPERATIES[operatie].dienst)
    oin = pijplijn.profiel.ontvanger_oin
    return bekijk_vooraf(pijplijn.afhandeling, operatie, gegeven, oin, moment, gebruiker)


def lever_van_scherm(
    pijplijn: Pipeline,
    operatie: str,
    velden: Mapping[str, Waarde],
    gebruiker: int,
    onveranderd: Onveranderd | None = None,
    code: str | None = None,
) -> Schermuitslag:
    """Deliver, or have the refusal. Approved means committed and durable.

    :param pijplijn: of `maak_schermpijplijn`.
    :param velden: of the request, without those of bedrijfsdocument.
    :param code: a UUID, identificatiecode and MessageID: so that what is sent twice is delivered once. None makes one.
    :raises Veranderd: when `onveranderd` says that something else was approved meanwhile; nothing is done then.
    :raises Vormfout: for what no message of the contract can hold.
    :raises Edufout: for a fault instead of an answer.
    """
    oin = pijplijn.profiel.ontvanger_oin
    metadata = etree.Element(_GEBRUIKER, nsmap={"beheer": BEHEER})
    metadata.text = str(gebruiker)
    b = stel_eigen_bericht_op(
        pijplijn,
        OPERATIES[operatie],
        _inhoud(pijplijn, operatie, velden, code),
        oin,
        f"urn:uuid:{code or uuid.uuid4()}",
        metadata,
    )
    b.gebruiker = gebruiker
    eigen = pijplijn
    if onveranderd is not None:
        eigen = copy.copy(pijplijn)
        eigen.afhandeling = replace(pijplijn.afhandeling, partij_in=_als_onveranderd(pijplijn, onveranderd))
    antwoord = mapping.lees(etree.fromstring(eigen.beantwoord(b))[-1][0], OPERATIES[operatie].dienst)
    return Schermuitslag(str(antwoord.velden["identificatiecodeBedrijfsdocument"]), _meldingen(antwoord), antwoord)


def _inhoud(pijplijn: Pipeline, operatie: str, velden: Mapping[str, Waarde], code: str | None = None) -> etree._Element:
    wat = OPERATIES[operatie]
    moment = schrijf_tijdstip(pijplijn.klok.nu(), milliseconden=True)
    header = new_header(pijplijn.profiel.ontvanger_oin, "DUO", moment, code)  # DUO by the letter of the PvE
    return mapping.schrijf_verzoek(wat, Gegeven(wat.verzoek, {**header, **velden}))


def _als_onveranderd(pijplijn: Pipeline, onveranderd: Onveranderd) -> Callable[[Session, bytes], Partij | None]:
    def partij_in(session: Session, der: bytes) -> Partij | None:
        if not onveranderd(session):
            raise Veranderd
        return pijplijn.vertrouwen.partij(der)

    return partij_in


def _meldingen(antwoord: Gegeven) -> tuple[Schermmelding, ...]:
    return tuple(
        Schermmelding(
            delen_van.tekst(melding, "foutcode"),
            delen_van.tekst(melding, "fouttekst"),
            tuple(
                (delen_van.tekst(s, "sleutelnaam"), delen_van.tekst(s, "sleutelwaarde"))
                for s in delen_van.delen(melding, "sleutelgegeven")
            ),
        )
        for melding in delen_van.delen(antwoord, "foutmelding")
    )
