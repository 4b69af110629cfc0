"""The objects of a RIO that a conformance run may use, by name; by default those of the trial set."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from rio_soap.register.regels.databestand import lees_tekst

_MAX_BYTES = 1_000_000


class Namenfout(ValueError):
    """A file of names that cannot be used."""


@dataclass(frozen=True, slots=True)
class Namen:
    """Codes of objects in the RIO under test; empty: there is none, and what needs it is not exercised.

    `Vreemd` is what belongs to another institution: it is read and refused, never changed.
    """

    bestuur: str = ""
    """onderwijsbestuurcode for which the run delivers."""
    bevoegdGezag: str = ""
    aanbieder: str = ""
    """onderwijsaanbiedercode under the bestuur, that stays as it is."""
    locatie: str = ""
    """onderwijslocatiecode that the bestuur uses."""
    locatiePostcode: str = ""
    """Postcode and huisnummer of `locatie`."""
    locatieHuisnummer: int = 0
    vrijeLocatie: str = ""
    """onderwijslocatiecode that the bestuur does not use: the run begins and removes its use."""
    brin4: str = ""
    brin6: str = ""
    vreemdBestuur: str = ""
    vreemdeAanbieder: str = ""
    vreemdeEenheid: str = ""
    """particuliere opleiding of another bestuur."""
    vreemdeOpleiding: str = ""
    """hoOpleiding of soort OPLEIDING of another bestuur, and a VARIANT of it."""
    vreemdeVariant: str = ""
    vreemdAanbod: str = ""
    vreemdBrin4: str = ""
    vreemdBrin6: str = ""
    vreemdOin: str = ""
    """OIN for which the signer has no mandate."""
    erkendeEenheid: str = ""
    """Opleidingseenheid with an opleidingserkenning."""
    vreemdeErkenning: str = ""
    """Opleidingserkenning of an opleiding of another bestuur, as ``STELSEL CODE``."""
    nietOcwInstelling: str = ""
    """Erkende instelling that is not of OCW."""
    bronAanbieder: str = ""
    """onderwijsaanbiedercode under the bestuur with deelnames in BRON."""


PROEF = Namen(
    bestuur="100B490",
    bevoegdGezag="40169",
    aanbieder="110A133",
    locatie="107X215",
    locatiePostcode="9747AS",
    locatieHuisnummer=17,
    vrijeLocatie="799X001",
    brin4="25BE",
    brin6="25BE00",
    vreemdBestuur="107B213",
    vreemdeAanbieder="799A007",
    vreemdeEenheid="1010O3664",
    vreemdeOpleiding="1019O0040",
    vreemdeVariant="1019O0041",
    vreemdAanbod="fa990000-0000-4000-8000-00000000000c",
    vreemdBrin4="99HA",
    vreemdBrin6="99HA00",
    vreemdOin="0000000700099ZZ00000",
    erkendeEenheid="1019O0040",
    vreemdeErkenning="ISAT 39901",
    nietOcwInstelling="NRTO9901",
)
"""What the trial set holds."""


def lees_namen(pad: Path) -> Namen:
    """Names from a TOML file.

    :raises Namenfout: for a file that cannot be read, an unknown name, or a value of the wrong kind.
    """
    try:
        gelezen = tomllib.loads(lees_tekst(pad, _MAX_BYTES, Namenfout))
    except (OSError, tomllib.TOMLDecodeError) as fout:
        raise Namenfout(f"{pad}: {fout}") from fout
    soorten = {veld.name: type(veld.default) for veld in fields(Namen)}
    for naam, waarde in gelezen.items():
        if naam not in soorten:
            raise Namenfout(f"{pad}: unknown name {naam!r}; known are {', '.join(soorten)}")
        if not isinstance(waarde, soorten[naam]):
            raise Namenfout(f"{pad}: {naam} is {waarde!r}, allowed is {soorten[naam].__name__}")
    return Namen(**gelezen)
