"""What became of a message: who sent it reads what it was answered, what it changed, and its place in the chain."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.mapping import schrijf_antwoord
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog, mutatie
from rio_soap.register.logboek.berichtenlog import log_bericht
from rio_soap.register.logboek.links import Seal, verzegel
from rio_soap.register.operaties.verwerkingsverslag import opvragen_verwerkingsverslag
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import (
    HANZE,
    NU,
    VREEMD,
    Proefcontext,
    context,
    eenheid,
    lever,
    opdrachten,
    vraag,
)
from tests.register.logboek.hulp import STEMPEL
from tests.register.rollen import DUO, INSPECTIE, geef

LEVER = "aanleveren_opleidingseenheid"
KOP = {
    "verzendendeInstantie": "0000000700025BE00000",
    "ontvangendeInstantie": "00000001802327497000",
    "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
}


class Bericht:
    """A delivery as the service handles it: carried out, answered and logged in one transaction."""

    def __init__(self, register: Register, deel: Gegeven, oin: str = HANZE, code: str = "", na: int = 0) -> None:
        self.code = code or str(uuid.uuid4())
        moment = NU + timedelta(minutes=na)
        basis = context(oin, moment=moment)
        ctx = Proefcontext(oin, moment, LEVER, basis.instellingen, identificatiecode=self.code)
        self.uitslag = lever(register, deel, ctx)
        envelope = f"<e>{schrijf_antwoord(OPERATIES[LEVER], self._antwoord())}</e>".encode()

        def log(session: Any) -> Any:
            return log_bericht(
                session,
                ctx,
                identificatiecode=self.code,
                message_id="x",
                vingerafdruk=None,
                verzoek=b"<v/>",
                antwoord=envelope,
                uitslag=self.uitslag,
            )

        self.gelogd = register.schrijf(log)

    def _antwoord(self) -> Gegeven:
        kop = {"identificatiecodeBedrijfsdocument": self.code, **KOP, "requestGoedgekeurd": self.uitslag.goedgekeurd}
        fouten: list[Waarde] = [
            Gegeven(
                "foutmelding",
                {
                    "foutcode": fout.foutcode,
                    "fouttekst": fout.fouttekst,
                    "sleutelgegeven": [
                        Gegeven("sleutelgegeven", {"sleutelnaam": naam, "sleutelwaarde": waarde})
                        for naam, waarde in fout.sleutels
                    ],
                },
            )
            for fout in self.uitslag.foutmeldingen
        ]
        rest: dict[str, Waarde] = {"foutmelding": fouten} if fouten else dict(self.uitslag.gegevens)  # type: ignore[dict-item]
        return Gegeven(OPERATIES[LEVER].antwoord, {**kop, **rest})

    @property
    def eenheid(self) -> str:
        return str(self.uitslag.gegevens["opleidingseenheidcode"])


def opvragen(register: Register, code: str, oin: str = HANZE) -> Uitslag:
    return vraag(register, opvragen_verwerkingsverslag, context(oin), identificatiecode=code)


def verslag(register: Register, code: str, oin: str = HANZE) -> dict[str, Waarde]:
    gelezen = opvragen(register, code, oin).gegevens["verwerkingsverslag"]
    assert isinstance(gelezen, Gegeven)
    return gelezen.velden


def test_an_approved_delivery_is_told_with_what_it_changed_and_its_place_in_the_chain(register: Register) -> None:
    bericht = Bericht(register, eenheid())
    gelezen = verslag(register, bericht.code)
    assert gelezen == {
        "identificatiecode": bericht.code,
        "operatie": LEVER,
        "moment": NU,
        "goedgekeurd": True,
        "objectwijziging": [
            Gegeven("objectwijziging", {"objecttype": "OPLEIDINGSEENHEID", "sleutel": bericht.eenheid})
        ],
        "hash": bericht.gelogd.inhoud.hex(),
    }
    schakel = Seal(bericht.gelogd.id, bericht.gelogd.inhoud, b"")
    register.schrijf(lambda session: verzegel(session, [schakel], STEMPEL))
    assert verslag(register, bericht.code) == gelezen | {"schakel": 1}


def test_a_refused_delivery_is_told_with_its_foutmeldingen_and_changed_nothing(register: Register) -> None:
    bericht = Bericht(register, eenheid(code="9999O9999"))
    gelezen = verslag(register, bericht.code)
    assert gelezen["goedgekeurd"] is False
    [melding] = gelezen["melding"]  # type: ignore[misc]
    assert isinstance(melding, Gegeven)
    assert (melding.naam, melding.velden["foutcode"]) == ("melding", "A01070")
    assert "objectwijziging" not in gelezen


def test_only_what_this_very_message_changed_is_told(register: Register) -> None:
    """Not what others changed at the same time, nor what was changed before or long after."""
    for bericht in [Bericht(register, eenheid(), na=minuten) for minuten in (0, 20, 20, 21, 40)]:
        [gewijzigd] = verslag(register, bericht.code)["objectwijziging"]  # type: ignore[misc]
        assert isinstance(gewijzigd, Gegeven)
        assert gewijzigd.velden["sleutel"] == bericht.eenheid


@pytest.mark.foutcode("opvragen_verwerkingsverslag", "RS1601")
def test_a_code_that_the_sender_did_not_use_is_not_known(register: Register) -> None:
    bericht = Bericht(register, eenheid())
    for oin, code in ((HANZE, str(uuid.uuid4())), (VREEMD, bericht.code), (INSPECTIE, bericht.code)):
        [fout] = opvragen(register, code, oin).foutmeldingen
        assert fout.foutcode == "RS1601"
    assert opvragen(register, bericht.code).goedgekeurd


def test_duo_reads_of_any_sender_and_of_itself_first(register: Register) -> None:
    geef(register, DUO, "DUO")
    bericht = Bericht(register, eenheid())
    assert verslag(register, bericht.code, DUO)["goedgekeurd"] is True
    eigen = Bericht(register, eenheid(), DUO, bericht.code)
    assert eigen.uitslag.foutmeldingen
    assert verslag(register, bericht.code, DUO)["goedgekeurd"] is False
    assert verslag(register, bericht.code)["goedgekeurd"] is True
    assert opvragen(register, str(uuid.uuid4()), DUO).foutmeldingen


def test_a_code_is_the_same_in_whatever_case(register: Register) -> None:
    bericht = Bericht(register, eenheid(), code=str(uuid.uuid4()).upper())
    assert verslag(register, bericht.code.lower())["identificatiecode"] == bericht.code


def test_an_object_that_changed_more_than_once_is_told_once(register: Register) -> None:
    bericht = Bericht(register, eenheid())
    with register.lees() as session:
        [rij] = session.execute(sa.select(mutatie).where(mutatie.c.identificatiecode == bericht.code)).mappings()
    nog_eens = {**rij, "volgnummer": None, "soort": "W", "houder": "107B213"}
    register.schrijf(lambda session: session.execute(sa.insert(mutatie), {k: v for k, v in nog_eens.items() if v}))
    assert len(verslag(register, bericht.code)["objectwijziging"]) == 1  # type: ignore[arg-type]


def test_a_restricted_contactadres_is_told_while_its_sender_may_read_it_and_noted(register: Register) -> None:
    """That a sender changed it once does not let it hear of it for ever."""
    bericht = Bericht(register, eenheid(), VREEMD)
    for soort in ("ALGEMEEN", "TOEZICHT"):
        rij = {"object": "contactadres", "sleutel": f"110A133/{soort}/0", "houder": "100B490", "soort": "W"}
        van = {"oin": VREEMD, "identificatiecode": bericht.code, "kanaal": "BERICHT", "moment": NU}
        register.schrijf(lambda session, rij=rij | van: session.execute(sa.insert(mutatie), rij))
    tot = NU + timedelta(minutes=5)
    geef(register, VREEMD, "BEHEER_CONTACTADRES", "100B490", tot=tot)
    for moment, gehoord in ((tot - timedelta(microseconds=1), ["ALGEMEEN", "TOEZICHT"]), (tot, ["ALGEMEEN"])):
        ctx = context(VREEMD, moment=moment)
        gelezen: Any = vraag(register, opvragen_verwerkingsverslag, ctx, identificatiecode=bericht.code)
        wijzigingen = gelezen.gegevens["verwerkingsverslag"].velden["objectwijziging"]
        assert [een.velden["sleutel"].split("/")[1] for een in wijzigingen] == gehoord
        assert [een.context for een in ctx.inzagen] == gehoord[1:]


def test_an_entry_of_which_nothing_can_be_read_any_more_is_told_as_far_as_it_goes(register: Register) -> None:
    bericht = Bericht(register, eenheid(code="9999O9999"))
    register.schrijf(
        lambda session: session.execute(
            sa.update(berichtenlog).where(berichtenlog.c.id == bericht.gelogd.id).values(antwoord=b"niets")
        )
    )
    schakel = Seal(bericht.gelogd.id, bericht.gelogd.inhoud, b"")
    register.schrijf(lambda session: verzegel(session, [schakel], STEMPEL))
    gelezen = verslag(register, bericht.code)
    assert "melding" not in gelezen
    assert gelezen["hash"] == bericht.gelogd.inhoud.hex()


def test_it_takes_the_same_few_queries_however_much_is_in_the_log(register: Register) -> None:
    geef(register, DUO, "DUO")

    def aantal(oin: str, code: str) -> int:
        with opdrachten(register) as gezien:
            opvragen(register, code, oin)
        return len(gezien)

    eerste = Bericht(register, eenheid())
    eigen, van_duo = aantal(HANZE, eerste.code), aantal(DUO, eerste.code)
    for _ in range(5):
        Bericht(register, eenheid())
    assert (aantal(HANZE, eerste.code), aantal(DUO, eerste.code)) == (eigen, van_duo)
    assert (eigen, van_duo) <= (5, 9)
