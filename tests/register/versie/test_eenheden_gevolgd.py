"""What stands under besturen, known as it was and followed by the feeds: all of it, and that of one bestuur."""

import random
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register import hulp_eenheden
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import DUO
from tests.register.versie.eenhedenwereld import Eenhedenwereld
from tests.register.versie.hulp_versie import Klok, Sleutel, Stand, alles, zet_begin
from tests.register.versie.test_assen import ZWAAR, vraag_alles
from tests.register.versie.test_volgen import Volger, gelijk

GEBOUWD = {
    f"{wat}_{naam}"
    for wat in ("aanleveren", "verwijderen")
    for naam in ("onderwijsaanbiedergroep", "onderwijsbegeleidingsaanbieder", "organisatierelatie")
}


@pytest.fixture
def wereld(register: Register) -> Eenhedenwereld:
    zet_begin(register)
    hulp_eenheden.laad_eenheden(register)
    return Eenhedenwereld(register, Klok(), 4)


def van_organisaties(register: Register) -> Stand:
    """All eenheden and their relations."""
    soorten = ("ONDERWIJSAANBIEDER", "ONDERWIJSBE", "ORGANISATIE")
    return {sleutel: een for sleutel, een in alles(register).items() if sleutel[0].startswith(soorten)}


def besturen_nu(school: Gegeven | None, vandaag: date) -> set[str]:
    """The besturen of an aanbieder by what V4 reads of it."""
    gevonden: set[str] = set()
    lijst: Any = [] if school is None else school.velden["bijbehorendOnderwijsbestuur"]
    for bestuur in lijst:
        einde = bestuur.velden.get("organisatierelatieEinddatum")
        if einde is None or einde > vandaag:
            gevonden.add(bestuur.velden["onderwijsbestuurcode"])
    return gevonden


def ieder_hoort_het(register: Register, voor: Stand, na: Stand, vanaf: int, vandaag: date) -> None:
    """Whatever changed is recorded; of an aanbieder for each bestuur that has it, before or afterwards."""
    gelogd = rijen(register, model.mutatie, model.mutatie.c.volgnummer > vanaf)
    per_sleutel: dict[str, set[str | None]] = {}
    for rij in gelogd:
        per_sleutel.setdefault(rij.sleutel, set()).add(rij.houder)
    anders: list[Sleutel] = [sleutel for sleutel in {**voor, **na} if voor.get(sleutel) != na.get(sleutel)]
    for objecttype, sleutel in anders:
        assert sleutel in per_sleutel, (objecttype, sleutel)
        if objecttype == "ONDERWIJSAANBIEDER":
            was, nu = (stand.get((objecttype, sleutel)) for stand in (voor, na))
            assert besturen_nu(was, vandaag) | besturen_nu(nu, vandaag) <= per_sleutel[sleutel], sleutel


def test_what_was_known_of_eenheden_at_any_moment_is_what_was_read_then(wereld: Eenhedenwereld) -> None:
    """Through changes of which each is heard of by every bestuur that it concerns."""
    register, klok = wereld.register, wereld.klok
    gezien = [(klok.tik(), van_organisaties(register))]
    while len(gezien) <= 60 * ZWAAR:
        klok.tik()
        [(laatste,)] = [tuple(rij) for rij in _laatste(register)]
        if wereld.wijzig():
            gezien.append((klok.nu, van_organisaties(register)))
            ieder_hoort_het(register, gezien[-2][1], gezien[-1][1], laatste, klok.nu.date())
    assert wereld.aanvaard.keys() >= GEBOUWD, (wereld.aanvaard, wereld.geweigerd)
    vraag_alles(register, klok, gezien, random.Random(5), 150 * ZWAAR)


def _laatste(register: Register) -> list[Any]:
    with register.lees() as session:
        return list(session.execute(sa.select(sa.func.coalesce(sa.func.max(model.mutatie.c.volgnummer), 0))).all())


def test_a_mirror_of_eenheden_equals_the_register_after_every_round(wereld: Eenhedenwereld) -> None:
    register, klok, toeval = wereld.register, wereld.klok, random.Random(17)
    volger = Volger(register, alles(register), lambda: klok.context(DUO))
    for _ in range(8):
        for _ in range(toeval.randrange(3, 15)):
            klok.tik()
            wereld.wijzig()
        volger.bij(toeval)
        assert gelijk(volger, alles)
