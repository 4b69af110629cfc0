"""A message of the service's own: in an envelope that it signs itself, on behalf of itself or of another.

So whatever the operator does goes the whole way of a message, and the berichtenlog holds a request that can be verified
like any other, with the certificate of the service in it.
"""

from lxml import etree

from rio_soap.contract.operaties import Operatie
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.service.bericht import Bericht
from rio_soap.service.pipeline import Pipeline


def vertrouw_eigen(naam: str, der: bytes, oin: str) -> VertrouwdeLijst:
    """Trust in the service's own certificate, for this one sender; what a pipeline for such messages trusts.

    :param naam: of the party, for findings.
    :param oin: of the sender on whose behalf the service signs.
    """
    return VertrouwdeLijst([Partij(naam, None, vingerafdruk(der), frozenset({oin}))])


def stel_eigen_bericht_op(
    pijplijn: Pipeline,
    operatie: Operatie,
    inhoud: etree._Element,
    van_oin: str,
    message_id: str,
    metadata: etree._Element | None = None,
) -> Bericht:
    """A signed request to the service itself, as it would come in.

    :param inhoud: the element for the Body.
    :param van_oin: the sender in wsa:From.
    :param metadata: an element for wsa:Metadata of wsa:From.
    """
    data = stel_verzoek_op(
        inhoud,
        action=operatie.soap_action,
        van_oin=van_oin,
        naar=operatie.dienst.logisch_adres(pijplijn.profiel.ontvanger_oin),
        sleutelpaar=pijplijn.sleutelpaar,
        klok=pijplijn.klok,
        message_id=message_id,
        token_ondertekenen=pijplijn.profiel.streng,
        metadata=metadata,
    )
    return Bericht(operatie.dienst, data, "text/xml; charset=utf-8", operatie.soap_action)
