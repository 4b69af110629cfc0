"""Instellingserkenningen: a list, and one with its periods, addresses, relations, succession and licenties."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rio_soap.api.organisatiepaden import ZOEKEN
from rio_soap.api.soorten import Licentievraag, licenties
from rio_soap.api.vragen import tekst, van_type
from rio_soap.contract.gegevens import Enkel, Gegeven
from rio_soap.contract.jsonvorm import Json, JsonObject, json_antwoord, json_los
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.erkenning import rijen as erkenningrijen
from rio_soap.register.erkenning.rijen_relatie import alle_van, lees_relatie
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.objectsleutel import deel_uit, delen_van, sleutel_uit
from rio_soap.register.zoeken.leesvorm import eenheden_achter
from rio_soap.register.zoeken.raadplegingen import Organisatiepagina, organisaties_bladeren
from rio_soap.register.zoeken.sleutellijst import Zoekplek
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.beschrijving import Beschrijver, Cel
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, Objectbeeld, lees_beeld, objecten, op_begin, tekst_van
from rio_soap.web.publiek.objectpad import pad_van
from rio_soap.web.publiek.objectpagina import Relatie, objectblad, op_geldigheid, relatie_van, volgende_van
from rio_soap.web.publiek.objectverwijzing import van_instelling

SOORT: Final = "INSTELLINGSERKENNING"
_MEESTE: Final = 250
"""Relations on a page."""
_OPVOLGING: Final = "OVERGANG"
"""What a soort of relation begins with by which one erkenning goes on in another."""
_APART: Final = ("formeelInstellingsadres", "regioErkendeSamenwerking", "geometrie")


class Erkenningsvraag(OpAssen):
    """Of an erkenning, where the list of its licenties begins."""

    cursor = tekst("", lengte=1000)


class Erkenningenlijstvraag(OpAssen):
    """Of whom, and where the list begins."""

    erkenner = van_type("OrganisatieErkenner-v01", "")
    na = van_type("Objectsleutel", "")


def erkenningen(verzoek: Schermverzoek) -> Uitkomst:
    """All instellingserkenningen by key, page by page; or those of one erkenner, which are together in that order."""
    vraag = verzoek.vraag
    begin = f"{sleutel_uit(vraag['erkenner'])}/" if vraag.get("erkenner") else ""
    na = Zoekplek(vraag.get("na") or begin, SOORT)
    soorten: list[Enkel] = [SOORT]
    gevraagd = Gegeven("", {"objecttype": soorten, "peildatum": verzoek.dag, "aantal": PER_PAGINA})
    pagina = organisaties_bladeren(verzoek.session, verzoek.context, gevraagd, na)
    assert isinstance(pagina, Organisatiepagina), "the kind is on its list"
    velden = json_antwoord(AANVULLING_RAADPLEGEN, f"{ZOEKEN}_response", {"organisatietreffer": [*pagina.treffers]})
    rijen = [_treffer(een) for een in objecten(velden.get("organisatietreffer"))]
    eigen = [rij for rij in rijen if rij["sleutel"].startswith(begin)]
    verder = pagina.volgende if len(eigen) == len(rijen) else None
    return Blad(
        "publiek/erkenningen.html",
        {
            "rijen": eigen,
            "erkenner": opmaak.waardenaam(verzoek.taal, vraag["erkenner"]) if begin else "",
            "volgende": verzoek.hier(na=verder.sleutel) if verder is not None else None,
            "vorige": verzoek.hier(na=None) if vraag.get("na") else None,
        },
    )


def _treffer(een: JsonObject) -> dict[str, str]:
    """A line of the list. An erkenning whose erkenner the open data do not name has no page: its key is not whole."""
    sleutel = tekst_van(een, "sleutel")
    erkenner, *_, code = delen_van(sleutel)
    velden = {naam: tekst_van(een, naam) for naam in ("naam", "plaatsnaam")}
    return {**velden, "sleutel": sleutel, "code": code, "pad": (pad_van(SOORT, sleutel) or "") if erkenner else ""}


def erkenning(verzoek: Schermverzoek) -> Uitkomst:
    """One instellingserkenning."""
    delen = [deel_uit(verzoek.delen[naam]) for naam in ("erkenner", "type", "code")]
    return erkenningsblad(verzoek, Instellingsleutel(*delen), "erkenning")


def erkenningsblad(
    verzoek: Schermverzoek,
    sleutel: Instellingsleutel,
    sjabloon: str,
    deel: Callable[[Objectbeeld], Mapping[str, object]] = lambda _: {},
) -> Blad:
    """The page of an instellingserkenning.

    :param sjabloon: of the page.
    :param deel: what its template is given beside, of the erkenning as it is shown.
    """
    beeld = lees_beeld(verzoek, SOORT, sleutel_uit(*sleutel))
    rij = erkenningrijen.op_sleutel(verzoek.session, sleutel)
    rijen = [] if rij is None else alle_van(verzoek.session, rij.id, _MEESTE + 1)
    relaties = [json_los(AANVULLING_RAADPLEGEN, lees_relatie(een)) for een in rijen[:_MEESTE]]
    achter = eenheden_achter(verzoek.session, [rij.id], verzoek.dag).get(rij.id, ()) if rij is not None else ()
    eenheden: list[Json] = [*sorted(achter)]
    licenties_, volgende = licenties_bij(verzoek, "instellingserkenning", sleutel_uit(*sleutel))
    schrijver = Beschrijver(verzoek, beeld.velden, *relaties, {"organisatorischeEenheidcode": eenheden}, *licenties_)
    eigen = [_relatie(verzoek, schrijver, sleutel, een) for een in relaties]
    opvolging = [een for een in eigen if een[0].startswith(_OPVOLGING)]
    return objectblad(
        verzoek,
        sjabloon,
        beeld,
        tekst_van(beeld.periode, "naamLang") or sleutel.code,
        f"/instellingserkenningen/{beeld.sleutel}",
        code=sleutel.code,
        soort=sleutel.soort,
        opvolgers=[een.met for _, boven, een in opvolging if boven],
        voorgangers=[een.met for _, boven, een in opvolging if not boven],
        feiten=schrijver.regels(beeld.velden, _APART),
        perioden=schrijver.tabel(beeld.perioden),
        adressen=schrijver.tabel(op_begin(objecten(beeld.velden.get("formeelInstellingsadres")))),
        eenheden=schrijver.cellen("organisatorischeEenheidcode", eenheden),
        boven=op_geldigheid(een for soort, boven, een in eigen if not boven and not soort.startswith(_OPVOLGING)),
        onder=op_geldigheid(een for soort, boven, een in eigen if boven and not soort.startswith(_OPVOLGING)),
        hierna=op_geldigheid(een for _, boven, een in opvolging if boven),
        hiervoor=op_geldigheid(een for _, boven, een in opvolging if not boven),
        meer=len(rijen) > _MEESTE,
        licenties=[licentierij(schrijver, een, "opleidingserkenning") for een in licenties_],
        volgende=volgende,
        vorige=verzoek.hier(cursor=None) if verzoek.vraag.get("cursor") else None,
        deel=deel(beeld),
    )


def _relatie(
    verzoek: Schermverzoek, schrijver: Beschrijver, sleutel: Instellingsleutel, relatie: JsonObject
) -> tuple[str, bool, Relatie]:
    """The soort of a relation, whether the erkenning is the end from which it goes, and what is shown."""
    van, naar = relatie["van"], relatie["naar"]
    assert isinstance(van, dict)
    assert isinstance(naar, dict)
    boven = (van.get("erkenner"), van.get("type"), van.get("code")) == sleutel
    soort = tekst_van(relatie, "soort")
    cel = schrijver.naar(van_instelling(naar if boven else van))
    return soort, boven, relatie_van(verzoek, soort, cel, relatie)


def licenties_bij(verzoek: Schermverzoek, soort: str, sleutel: str) -> tuple[list[JsonObject], str | None]:
    """The licenties of the day that rest on an erkenning, one page of them, and the address of the next.

    :param soort: the parameter of the API that names it: ``instellingserkenning`` or ``opleidingserkenning``.
    :raises Toestand: for what is not there, unless it was at the moment that is asked about.
    """
    gevraagd = {soort: sleutel, "geldigOp": verzoek.vraag.get("geldigOp")}
    vraag = {**gevraagd, "limiet": PER_PAGINA, "cursor": verzoek.vraag.get("cursor")}
    try:
        uit = van_api(verzoek, licenties, vraag=vraag, vorm=Licentievraag)
    except Toestand as fout:
        if fout.status not in (400, 404) or verzoek.bekend_op is None:
            raise
        return [], None  # what was there at that moment and is no more has no licenties now
    return objecten(uit["licentie"]), volgende_van(verzoek, uit)


def licentierij(schrijver: Beschrijver, licentie: JsonObject, kant: str) -> dict[str, object]:
    """A licentie in a list.

    :param kant: the erkenning of it that is shown.
    """
    code = tekst_van(licentie, "licentiecode")
    maatregelen: Sequence[JsonObject] = objecten(licentie.get("licentiemaatregel"))
    soort = "".join(cel.tekst for cel in schrijver.cellen("type", licentie.get("type")))
    return {
        "cel": Cel(soort or code, schrijver.verzoek.url(f"/licenties/{code}")),
        "code": code,
        "anders": schrijver.cellen(kant, licentie.get(kant)),
        "van": licentie.get("begindatum"),
        "tot": licentie.get("einddatum"),
        "stadium": schrijver.cellen("stadium", licentie.get("stadium")),
        "maatregelen": [cel for een in maatregelen for cel in schrijver.cellen("soort", een.get("soort"))],
    }


SCHERMEN: Final = (
    Scherm("/erkenningen", erkenningen, Erkenningenlijstvraag),
    Scherm("/erkenningen/<erkenner>/<type>/<path:code>", erkenning, Erkenningsvraag),
)
