"""The signed parts of a message as a report shows them."""

from collections.abc import Iterator, Mapping

from rio_soap.edukoppeling.position import regel
from rio_soap.workbench.grenzen import MAX_CANONIEK, kort_af
from rio_soap.workbench.herleid import Herleid
from rio_soap.workbench.ondertekening import CanonicalForm, Deel, Losse, tekst64
from rio_soap.workbench.rapport import SignedPart

_MAX_WOORD = 200


def maak_verwijzingen(los: Losse, herleid_: Mapping[str, Herleid]) -> Iterator[SignedPart]:
    """The parts for which there was time, with as much of their canonical forms as a report holds."""
    ruimte = {"nu": MAX_CANONIEK, "toen": MAX_CANONIEK}

    def past(welke: str, data: bytes) -> bytes:
        uit = data[: ruimte[welke]]
        ruimte[welke] -= len(uit)
        return uit

    for deel in los.delen:
        if (vorm := deel.vorm) is None:
            continue
        gevonden = herleid_.get(deel.waar)
        nu, toen, omvang = past("nu", vorm.begin), None, 0
        if gevonden is not None:
            toen, omvang = past("toen", gevonden.ondertekend), len(gevonden.ondertekend)
        elif deel.klopt:
            toen, omvang = past("toen", vorm.begin), vorm.omvang
        weg = vorm.omvang - len(nu) + omvang - len(toen or b"")
        yield _verwijzing(deel, vorm._replace(begin=nu), toen, weg)


def _verwijzing(deel: Deel, vorm: CanonicalForm, toen: bytes | None, weg: int) -> SignedPart:
    return SignedPart(
        deel.naam,
        kort_af(deel.waar),
        regel(deel.element),
        deel.hash,
        tuple(kort_af(prefix, _MAX_WOORD) for prefix in deel.prefixen),
        tekst64(vorm.digest) if vorm.digest else None,
        kort_af(tekst64(deel.digest), _MAX_WOORD),
        vorm.begin,
        toen,
        weg,
    )
