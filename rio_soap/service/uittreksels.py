"""Uittreksels outside of a message: for a command, and for the screens; each as a file that the service signed."""

from datetime import date, datetime

from rio_soap.bevinding.spraak import zin
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.edukoppeling.bestandshandtekening import onderteken_bestand
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.erkenning.sleutels import lees_sleutel
from rio_soap.register.regels.uitslag import Uitslag

ELEMENT = "uittreksel"


class GeenUittreksel(ValueError):
    """There is no such uittreksel; the text says why."""


def uittrekselvelden(sleutel: str, dag: date, bekend_op: datetime | None) -> dict[str, Waarde]:
    """What is asked for, as the request has it.

    :param sleutel: code of an organisatorische eenheid, or erkenner/type/code of an instellingserkenning.
    :param bekend_op: aware; None for now.
    :raises GeenUittreksel: for a key that can be that of nothing.
    """
    if not all(sleutel.split("/")):
        raise GeenUittreksel(zin("uittreksel.sleutel", sleutel=sleutel))
    velden: dict[str, Waarde] = {"geldigOp": dag}
    if bekend_op is not None:
        velden["bekendOp"] = bekend_op
    erkenning = lees_sleutel(sleutel)
    if erkenning is None:
        return velden | {"organisatorischeEenheidcode": sleutel}
    return velden | {"instellingserkenning": erkenning.als_gegeven("instellingserkenning")}


def getekend_uittreksel(sleutel: str, uitslag: Uitslag, sleutelpaar: Sleutelpaar) -> bytes:
    """The file of what the reading gave.

    :raises GeenUittreksel: when the register refused it, or holds what the contract cannot show.
    """
    if not uitslag.goedgekeurd:
        raise GeenUittreksel("; ".join(f"{m.foutcode} {m.fouttekst}" for m in uitslag.foutmeldingen))
    uittreksel = uitslag.gegevens[ELEMENT]
    assert isinstance(uittreksel, Gegeven)
    tekst = schrijf_tekst(ELEMENT, uittreksel, AANVULLING_RAADPLEGEN)
    if not schema.is_geldig(mapping.ontleed(tekst), AANVULLING_RAADPLEGEN):
        raise GeenUittreksel(zin("uittreksel.onvertoonbaar", sleutel=sleutel))
    return onderteken_bestand(tekst, sleutelpaar)
