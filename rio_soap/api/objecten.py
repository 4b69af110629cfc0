"""Any object by its key, as it was: on a day in the world, by what RIO knew at a moment."""

from typing import Final

from rio_soap.api.lezen import LINKS, lees, vorm_van
from rio_soap.api.pad import Antwoordvorm, Apiverzoek, Pad
from rio_soap.api.problemen import Probleem
from rio_soap.api.vragen import OpDagEnMoment, Vraagvorm, tekst, van_type
from rio_soap.contract.jsonschema import Schema, Schemas, object_van
from rio_soap.contract.jsonvorm import JsonObject, json_van
from rio_soap.contract.operaties import Dienst
from rio_soap.register.publicatie.laatste import laatste_nummer
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.publicatie.zichtstand import VAN_LICENTIES
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.geldig import op_dag
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype

OPERATIE = "opvragen_objectOpMoment"
_BESLOTEN: Final = frozenset(("CONTACTADRES", *VAN_LICENTIES))


class Objectdelen(Vraagvorm):
    """Any object."""

    objecttype = van_type("Objecttype", "Soort object, zoals `LICENTIE`.", verplicht=True)
    sleutel = tekst("Sleutel van het object; delen gescheiden door een schuine streep.", verplicht=True)


def object_(verzoek: Apiverzoek) -> JsonObject:
    """An object; without inhoud when it was not there then."""
    uit = op_moment(verzoek, verzoek.delen["objecttype"], verzoek.delen["sleutel"])
    return uit | {"_links": verzoek.links()}


def op_moment(verzoek: Apiverzoek, objecttype: str, sleutel: str, deel: str = "sleutel") -> JsonObject:
    """What the reading answers of an object.

    :param deel: parameter of the path that the key came from.
    :raises Probleem: for one that RIO does not know, or that is not public.
    """
    velden = {
        "objecttype": objecttype,
        "sleutel": sleutel,
        "geldigOp": verzoek.geldig_op,
        "bekendOp": verzoek.bekend_op,
    }
    namen = {"sleutel": deel} if "objecttype" in verzoek.delen else {"sleutel": deel, "objecttype": deel}
    return lees(verzoek, OPERATIE, velden, namen)


def een_object(verzoek: Apiverzoek, objecttype: str, sleutel: str, deel: str) -> JsonObject:
    """An object under the name of its element.

    :raises Probleem: also for one that was not there then.
    """
    if verzoek.bekend_op is None and (nu := _nu(verzoek, OBJECTTYPEN[objecttype], sleutel)) is not None:
        return {**nu, "_links": verzoek.links()}
    versie = op_moment(verzoek, objecttype, sleutel, deel)["objectversie"]
    assert isinstance(versie, dict)
    inhoud = versie.get("inhoud")
    if not isinstance(inhoud, dict):
        raise Probleem(404, "Het object was er toen niet.")
    return {**inhoud, "_links": verzoek.links()}


def _nu(verzoek: Apiverzoek, soort: Objecttype, sleutel: str) -> JsonObject | None:
    """An object as it is now, of the day that is asked; None leaves it to the reading to say why there is none."""
    if (canoniek := soort.canoniek(sleutel)) is None:
        return None
    plek = Plek(None, canoniek)
    gelezen = openbare_inhoud(verzoek.session, verzoek.context, soort, [plek]).get(plek)
    if gelezen is not None and verzoek.geldig_op is not None:
        gelezen = op_dag(gelezen, verzoek.geldig_op)
    return None if gelezen is None else json_van(gelezen)


def nummer_van_object(verzoek: Apiverzoek, objecttype: str, sleutel: str) -> int:
    """The number of the last change of an object; 0 when it never changed since it was loaded."""
    soort = OBJECTTYPEN.get(objecttype)
    canoniek = None if soort is None else soort.canoniek(sleutel)
    return 0 if soort is None or canoniek is None else laatste_nummer(verzoek.session, soort, canoniek)


def kan_besloten(objecttype: str) -> bool:
    """Whether some objects of a kind are not for everybody."""
    return objecttype in _BESLOTEN


def vorm_van_object(*elementen: tuple[Dienst, str]) -> Antwoordvorm:
    """The schema of `een_object`.

    :param elementen: under which names, each of a contract, it may stand.
    """

    def vorm(schemas: Schemas) -> Schema:
        velden = {naam: schemas.los(dienst, naam) for dienst, naam in elementen}
        return object_van(velden | {"_links": LINKS}, ("_links",))

    return vorm


def _nummer(verzoek: Apiverzoek) -> int:
    return nummer_van_object(verzoek, verzoek.delen["objecttype"], verzoek.delen["sleutel"])


PADEN = (
    Pad(
        "/objecten/<objecttype>/<path:sleutel>",
        object_,
        vorm_van(OPERATIE),
        "Een object op beide tijdlijnen",
        "Objecten",
        "Zonder `inhoud` was het object er toen niet.",
        OpDagEnMoment,
        Objectdelen,
        _nummer,
        lambda verzoek: kan_besloten(verzoek.delen["objecttype"]),
    ),
)
