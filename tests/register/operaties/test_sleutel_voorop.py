"""A refusal of a reading of our own contract names the object by its sleutel, then the element that asked for it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from rio_soap.register.bevoegdheid.raadplegingen_rollen import opvragen_autorisaties, opvragen_inzagelog
from rio_soap.register.contact.raadplegingen import opvragen_contactadressen
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid.eigen_raadplegingen import opvragen_opleidingseenheden_bij_stelsel
from rio_soap.register.kwaliteit.raadplegingen import opvragen_kwaliteitssignalen
from rio_soap.register.overzicht import raadplegingen as overzicht
from rio_soap.register.versie.feed import opvragen_gewijzigde_objecten
from rio_soap.register.zoeken.aanbodraadplegingen import zoeken_aangeboden_opleidingen
from tests.register.conftest import Leegmaken
from tests.register.hulp import VREEMD, context, vraag
from tests.register.kern import laad_kern

EENHEID, BESTUUR, AANBIEDER, OPLEIDING = "999G999", "999B999", "999A999", "9999O9999"
NU = datetime(2026, 11, 24, 10, 0, 0, 123456, tzinfo=UTC)
CODE = "organisatorischeEenheidcode"


@pytest.fixture(scope="module")
def vaste_kern(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The kern, which these tests only read."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("kern")))) as register:
        register.schrijf(laad_kern)
        yield register


@pytest.mark.parametrize(
    ("handeling", "element", "sleutel", "velden"),
    [
        (overzicht.opvragen_organisatorische_eenheid, CODE, EENHEID, {}),
        (overzicht.opvragen_organisatiestructuur, CODE, EENHEID, {}),
        (overzicht.opvragen_organisatieoverzicht, CODE, EENHEID, {}),
        (opvragen_contactadressen, CODE, EENHEID, {}),
        (opvragen_inzagelog, CODE, EENHEID, {"vanaf": NU, "pagina": 0}),
        (opvragen_inzagelog, CODE, "107B213", {"vanaf": NU, "pagina": 0}),
        (opvragen_autorisaties, "onderwijsbestuurcode", BESTUUR, {}),
        (opvragen_autorisaties, "onderwijsbestuurcode", "107B213", {}),
        (opvragen_kwaliteitssignalen, "onderwijsbestuurcode", BESTUUR, {"pagina": 0}),
        (opvragen_kwaliteitssignalen, "onderwijsbestuurcode", "107B213", {"pagina": 0}),
        (opvragen_gewijzigde_objecten, "houder", BESTUUR, {}),
        (opvragen_opleidingseenheden_bij_stelsel, "opleidingseenheidcode", OPLEIDING, {"pagina": 0}),
        (zoeken_aangeboden_opleidingen, "onderwijsaanbiedercode", AANBIEDER, {"pagina": 0}),
    ],
)
def test_of_what_is_not_there_or_not_for_the_sender_the_sleutel_comes_first(
    vaste_kern: Register, handeling: Any, element: str, sleutel: str, velden: Mapping[str, Any]
) -> None:
    (melding,) = vraag(vaste_kern, handeling, context(VREEMD), **{element: sleutel, **velden}).foutmeldingen
    assert melding.sleutels[0] == ("sleutel", sleutel)
    assert [waarde for _, waarde in melding.sleutels[1:]] == [sleutel]


def test_a_moment_in_it_is_in_utc_with_milliseconds_and_whole(vaste_kern: Register) -> None:
    velden: dict[str, Any] = {CODE: "100B490", "vanaf": NU, "tot": NU, "pagina": 0}
    (melding,) = vraag(vaste_kern, opvragen_inzagelog, **velden).foutmeldingen
    assert melding.sleutels[-1] == ("tot", "2026-11-24T10:00:00.123Z")
