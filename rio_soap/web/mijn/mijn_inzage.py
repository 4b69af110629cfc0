"""``/mijn/inzage``: who looked at the restricted contact points of my besturen; of all for who keeps the register."""

from datetime import timedelta
from typing import Final

from rio_soap.api.vragen import Getalveld, dag, tekst
from rio_soap.register.bevoegdheid.inzagen import GelezenInzage, lees_inzagen_van
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij
from rio_soap.register.regels.uitslag import begin_in_nederland
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.mijn_begin import INZAGEROLLEN

_BLAD: Final = 100
_DAGEN: Final = 30
"""Days that are shown when none are asked for."""


class Inzagevraag(Schermvraag):
    """Of which eenheid and which days."""

    eenheid = tekst("Code van een organisatorische eenheid.", lengte=7)
    van = dag("Eerste dag.")
    tot = dag("Laatste dag, die dag ook.")
    pagina = Getalveld(load_default=0)


def mijn_inzage(verzoek: Schermverzoek) -> Uitkomst:
    """Who looked at what of my besturen."""
    rollen = verzoek.rollen()
    alle = any(rollen.bereiken(rol) for rol in ("DUO", "BEHEERDER"))
    return _toon(verzoek, None if alle else besturen_bij(rollen, "opvragen_inzagelog"))


def mijn_beheer_inzage(verzoek: Schermverzoek) -> Uitkomst:
    """Who looked at what, of all."""
    return _toon(verzoek, None)


def _toon(verzoek: Schermverzoek, besturen: frozenset[str] | None) -> Uitkomst:
    vraag, vandaag = verzoek.vraag, verzoek.context.vandaag
    pagina: int = vraag["pagina"]
    tot = vraag.get("tot") or vandaag
    van = vraag.get("van") or tot - timedelta(days=_DAGEN)
    rijen = lees_inzagen_van(
        verzoek.session,
        besturen,
        vandaag,
        begin_in_nederland(van),
        begin_in_nederland(tot + timedelta(days=1)),
        pagina * _BLAD,
        _BLAD + 1,
        vraag.get("eenheid", ""),
    )
    return Blad(
        "mijn/inzage.html",
        {
            "inzagen": [(een, _wie(een, met_persoon=besturen is None)) for een in rijen[:_BLAD]],
            "van": van,
            "tot": tot,
            "alle": besturen is None,
            "volgende": verzoek.hier(pagina=pagina + 1) if len(rijen) > _BLAD else None,
            "vorige": verzoek.hier(pagina=pagina - 1 or None) if pagina else None,
        },
    )


def _wie(een: GelezenInzage, *, met_persoon: bool) -> str:
    """The sender that read; of a person the e-mail address for who keeps the register or its users, else nothing."""
    if een.oin is not None:
        return een.oin
    return (een.email or str(een.gebruiker)) if met_persoon else ""


SCHERMEN: Final = (
    Scherm("/mijn/inzage", mijn_inzage, Inzagevraag, ingelogd=True, rollen=INZAGEROLLEN),
    Scherm(
        "/mijn/beheer/inzage",
        mijn_beheer_inzage,
        Inzagevraag,
        ingelogd=True,
        rollen=frozenset({"BEHEERDER", "DUO"}),
    ),
)
