"""Both stand-ins together: what ``rio-soap keten-proef`` and the trial environment serve."""

from collections.abc import Sequence
from pathlib import Path
from wsgiref.types import WSGIApplication

from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.standin.bagdienst import Bagdienst
from rio_soap.chain.standin.kvkbestand import PROEFBESTAND, lees_bestand
from rio_soap.chain.standin.kvkdienst import Kvkdienst
from rio_soap.chain.standin.proefadressen import PROEFADRESSEN, laad_adressen
from rio_soap.chain.standin.standin_server import PAD_BAG, PAD_KVK, Proefdienst, proef_toepassing
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.sleutels import Sleutelpaar


def open_opslag(bestand: Path, *, ruim: bool = True) -> BagStore:
    """The store of the BAG stand-in; made from the trial addresses when there is none yet.

    :raises OSError: when it can be neither read nor made.
    """
    if not bestand.exists():
        laad_adressen(PROEFADRESSEN, bestand)
    return BagStore(bestand, ruim=ruim)


def ketenproef(
    opslag: BagStore,
    sleutelpaar: Sleutelpaar,
    klanten: Sequence[bytes],
    *,
    kvk_bestand: Path = PROEFBESTAND,
    klok: Clock | None = None,
) -> WSGIApplication:
    """The WSGI application with the BAG at ``/bag`` and KvK at ``/kvk``.

    :param sleutelpaar: with which the KvK stand-in signs its answers.
    :param klanten: DER certificates of those who may ask it.
    :raises Kvkbestandfout: for an unusable file of registrations.
    """
    kvk = Kvkdienst(lees_bestand(kvk_bestand), sleutelpaar, klanten, klok=klok)
    return proef_toepassing(
        {
            PAD_BAG: Proefdienst("BagVsRaadplegenDatumADO", "bag.wsdl", Bagdienst(opslag, klok)),
            PAD_KVK: Proefdienst("Dataservice", "kvk.wsdl", kvk),
        }
    )
