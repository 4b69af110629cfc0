"""What a delivery of our own contract concerns: the object as it is read at any moment, by the key that it has."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact.bericht import sleutel_in as contactsleutel
from rio_soap.register.database import model
from rio_soap.register.erkenning.bericht import Instellingserkenningbericht
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel, relatiesleutel, sleutel_van
from rio_soap.register.licentie.rijen import licentierelatiesleutel, maatregelsleutel
from rio_soap.register.licentie.rijen import sleutel_van as licentiesleutel
from rio_soap.register.opleidingserkenning.sleutel import lees_sleutel
from rio_soap.register.opleidingserkenning.sleutel import sleutel_van as opleidingssleutel
from rio_soap.register.organisatie.zaak_organisatierelatie import Relatienaam
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.vooraf.onderwerp import NIEUW, Blik, Foto, Onderwerp

_Sleutel: TypeAlias = Callable[[Context, Gegeven], str]
"""The key of an object, or of what names it, as a message has it."""


def _gelezen(blik: Blik, objecttype: str, naam: str, sleutel: str, *, als: str = "") -> Foto:
    """An object as it is now; `als` stands for its key."""
    plek = Plek(None, sleutel)
    gevonden = inhoud(Lezing(blik.session, blik.context), OBJECTTYPEN[objecttype], [plek]).get(plek)
    return {} if gevonden is None else {(naam, als or sleutel): gevonden.gegeven}


def _foto(objecttype: str, naam: str, sleutel: _Sleutel, blik: Blik) -> Foto:
    deel = velden.deel(blik.verzoek, naam) or blik.verzoek
    foto = _gelezen(blik, objecttype, naam, sleutel(blik.context, deel))
    for tabel, letter, nieuw, element in _UITGEGEVEN:
        for mutatie in blik.session.mutaties:
            toegevoegd = (mutatie["object"], mutatie["soort"]) == (tabel.name, "T")
            if toegevoegd and str(mutatie["sleutel"])[3:4] == letter:
                foto |= _gelezen(blik, nieuw, element, str(mutatie["sleutel"]), als=NIEUW)
    return foto


_UITGEGEVEN = (
    (model.organisatorische_eenheid, "B", "ONDERWIJSBESTUUR", "onderwijsbestuur"),
    (model.organisatorische_eenheid, "G", "ONDERWIJSAANBIEDERGROEP", "onderwijsaanbiedergroep"),
    (model.organisatorische_eenheid, "T", "ONDERWIJSBEGELEIDINGSAANBIEDER", "onderwijsbegeleidingsaanbieder"),
    (model.erkenner, "E", "ERKENNER", "erkenner"),
)
"""What a delivery makes under a code that is issued, by the letter in it: an erkenner, an eenheid, and the bestuur of a
bevoegd gezag that is new."""


def _bedoeld(naam: str, sleutel: _Sleutel, context: Context, verzoek: Gegeven) -> Foto:
    deel = velden.verplicht_deel(verzoek, naam)
    return {(naam, sleutel(context, deel)): Gegeven(naam, deel.velden)}


def _object(objecttype: str, naam: str, sleutel: _Sleutel) -> Onderwerp:
    return Onderwerp(
        partial(_foto, objecttype, naam, sleutel),
        lambda context, verzoek, _oud: _bedoeld(naam, sleutel, context, verzoek),
    )


def _eenheid(objecttype: str, naam: str) -> Onderwerp:
    """An eenheid by its code, which a new one does not have yet."""
    return _object(objecttype, naam, lambda _, deel: velden.tekst_of_niet(deel, f"{naam}code") or NIEUW)


def _instellingserkenning(context: Context, deel: Gegeven) -> str:
    """Of an erkenning in its choice, or of the key that a removal has."""
    if "code" in deel.velden:
        return sleutel_van(*Instellingsleutel.uit(deel))
    (erkenning,) = (waarde for waarde in deel.velden.values() if isinstance(waarde, Gegeven))
    return sleutel_van(*Instellingserkenningbericht.van(context, erkenning).wat)


def _erkenner(_: Context, deel: Gegeven) -> str:
    return velden.tekst_of_niet(deel, "erkennercode") or NIEUW


def _bestuur(_: Context, deel: Gegeven) -> str:
    return velden.tekst_of_niet(deel, "onderwijsbestuurcode") or NIEUW


def _licentie(_: Context, deel: Gegeven) -> str:
    return licentiesleutel(velden.tekst(deel, "licentiecode"))


def _maatregel(_: Context, deel: Gegeven) -> str:
    code, soort = velden.tekst(deel, "licentiecode"), velden.tekst(deel, "soort")
    return maatregelsleutel(code, soort, velden.datum(deel, "begindatum"))


def _licentierelatie(_: Context, deel: Gegeven) -> str:
    van, naar, soort = (velden.tekst(deel, naam) for naam in ("vanLicentiecode", "naarLicentiecode", "soort"))
    return licentierelatiesleutel(van, naar, soort, velden.datum(deel, "begindatum"))


# brongebruik: no object of its own, but kept with the aanbieder


def _foto_bron(blik: Blik) -> Foto:
    aanbieder, soort = (velden.tekst(blik.verzoek, naam) for naam in ("onderwijsaanbiedercode", "soort"))
    tabel = model.brongebruik
    keuze = sa.select(tabel.c.soort).where(tabel.c.aanbieder == aanbieder, tabel.c.soort == soort)
    return _bron(aanbieder, soort) if blik.session.execute(keuze).first() is not None else {}


def _bedoelde_bron(_context: Context, verzoek: Gegeven, _oud: Foto) -> Foto:
    aanbieder, soort = (velden.tekst(verzoek, naam) for naam in ("onderwijsaanbiedercode", "soort"))
    return _bron(aanbieder, soort) if verzoek.velden["inGebruik"] else {}


def _bron(aanbieder: str, soort: str) -> Foto:
    deel = Gegeven("brongebruik", {"onderwijsaanbiedercode": aanbieder, "soort": soort})
    return {("brongebruik", f"{aanbieder}/{soort}"): deel}


EIGEN_ONDERWERPEN: Final[Mapping[str, Onderwerp]] = MappingProxyType(
    {
        "brongebruik": Onderwerp(_foto_bron, _bedoelde_bron),
        "contactadres": _object("CONTACTADRES", "contactadres", lambda _, deel: contactsleutel(deel)),
        "erkenner": _object("ERKENNER", "erkenner", _erkenner),
        "instellingserkenning": _object("INSTELLINGSERKENNING", "instellingserkenning", _instellingserkenning),
        "instellingsrelatie": _object(
            "INSTELLINGSRELATIE", "instellingsrelatie", lambda _, deel: relatiesleutel(Relatiesleutel.uit(deel))
        ),
        "licentie": _object(
            "LICENTIE", "licentie", lambda _, deel: licentiesleutel(velden.tekst(deel, "licentiecode"))
        ),
        "licentiemaatregel": _object("LICENTIEMAATREGEL", "licentiemaatregel", _maatregel),
        "licentierelatie": _object("LICENTIERELATIE", "licentierelatie", _licentierelatie),
        "onderwijsbestuur": _object("ONDERWIJSBESTUUR", "onderwijsbestuur", _bestuur),
        "onderwijsaanbiedergroep": _eenheid("ONDERWIJSAANBIEDERGROEP", "onderwijsaanbiedergroep"),
        "onderwijsbegeleidingsaanbieder": _eenheid("ONDERWIJSBEGELEIDINGSAANBIEDER", "onderwijsbegeleidingsaanbieder"),
        "opleidingserkenning": _object(
            "OPLEIDINGSERKENNING", "opleidingserkenning", lambda _, deel: opleidingssleutel(*lees_sleutel(deel))
        ),
        "organisatierelatie": _object(
            "ORGANISATIERELATIE", "organisatierelatie", lambda _, deel: Relatienaam.uit(deel).sleutel
        ),
    }
)
"""Kind of object, as the names of operations end, to what is looked at of it."""
