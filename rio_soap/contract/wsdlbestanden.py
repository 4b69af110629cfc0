"""WSDLs with their schemas as files, for a client that is generated without the service at hand."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from rio_soap.bevinding.spraak import zin
from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN, Dienst

CONTRACTEN: Mapping[str, Dienst] = MappingProxyType(
    {re.sub(r"[0-9.]+\Z", "", dienst.pad.rsplit("/", 1)[-1]): dienst for dienst in DIENSTEN}
)
"""The contracts by the name that their path has, without its version: ``beheren``, ``aanvulling-raadplegen``."""


def wsdl_bestanden(dienst: Dienst, adres: str, *, enkel: bool, keuze: bool) -> dict[str, bytes]:
    """The WSDL, and after it the schema that it refers to, by their file names; they are to stand in one folder.

    The names tell the form, so that all forms can stand in the same folder.

    :param adres: URL of the service, as `dienstadres` gives it.
    :param enkel: whether the schema stands in the WSDL, which then is alone.
    :param keuze: whether without substitution groups (`rio_soap.contract.keuzevorm`).
    """
    vorm = "_keuze" if keuze else ""
    schema = f"{dienst.bestandsnaam}{vorm}.xsd"
    wsdl = f"{dienst.bestandsnaam}{vorm}{'_enkel' if enkel else ''}.wsdl"
    bestanden = {wsdl: bron.wsdl_voor(dienst.wsdl, adres, lambda _: schema, enkel=enkel, keuze=keuze)}
    if not enkel:
        bestanden[schema] = bron.xsd_voor(dienst.xsd, str, keuze=keuze)
    return bestanden


def dienstadres(dienst: Dienst, adres: str) -> str:
    """The URL of a service: what was given, with the path of the contract when it has none.

    :raises ValueError: for what is no URL of HTTP.
    """
    try:
        delen = urlsplit(adres)
    except ValueError:  # brackets that are no address
        delen = urlsplit("")
    if delen.scheme not in ("http", "https") or not delen.hostname:
        raise ValueError(zin("wsdl.adres", adres=adres, pad=dienst.pad))
    return adres if delen.path.strip("/") else delen._replace(path=dienst.pad).geturl()
