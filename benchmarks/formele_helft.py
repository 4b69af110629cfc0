"""The formal half of a register of any size, as facts; `formele_soorten` has the numbers of a whole country."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.formele_soorten import (
    BEGIN,
    BG,
    BG_VAN_OCW,
    CODES,
    EERDER,
    KWALIFICATIES,
    MBO_INSTELLINGEN,
    OI,
    OI_VAN_OCW,
    OO,
    PARTICULIER,
    PER_MBO_OPLEIDING,
    POSTCODES_PER_REGIO,
    SW,
    VE,
    VERGUNNINGEN,
    VO_BLOK,
    VO_PER_INSTELLING,
    WISSEL,
    Band,
    Formeel,
    Kwalificatie,
    Vergunning,
)

_PER_BESTAND = {soort.bestand: soort for soort in KWALIFICATIES}
_PO = "po_opleidingserkenningen.csv"
"""Few, and as many in a register of every size."""
_NIVEAUS = ("VO-VWO", "VO-HAVO", "VO-VMBO-BB")


@dataclass(frozen=True)
class FormeleHelft:
    """The formal half at a share of a country: 1 is all of it."""

    deel: float

    def _aantal(self, landelijk: int) -> int:
        return max(1, round(landelijk * self.deel))

    def codes(self, soort: str) -> int:
        """How many instellingserkenningen of a soort."""
        return max(self._aantal(CODES[soort]), 30)

    @property
    def van_ocw(self) -> int:
        """How many onderwijsinstellingen OCW recognised."""
        return max(self._aantal(OI_VAN_OCW), 20)

    def instellingen(self) -> Iterator[Formeel]:
        """Bevoegde gezagen, then onderwijsinstellingen, vestigingen, samenwerkingen, ondersteuners."""
        for soort in CODES:
            for nummer in range(self.codes(soort)):
                yield self.instelling(soort, nummer)

    def instelling(self, soort: str, nummer: int) -> Formeel:
        """The instellingserkenning with this number."""
        erkenner, code = self.sleutel(soort, nummer)
        perioden, adressen = (BEGIN, WISSEL), ()
        if soort == OI:
            adressen = (BEGIN,)
        elif soort == VE:
            perioden = (BEGIN, EERDER, WISSEL) if nummer % 10 < 3 else perioden
            adressen = (BEGIN, WISSEL) if nummer % 8 < 5 else (BEGIN,)
        elif soort == BG:
            perioden = perioden if nummer % 8 < 3 else (BEGIN,)
        postcodes = self._postcodes(nummer) if soort == SW else ()
        return Formeel(soort, nummer, erkenner, code, perioden, adressen, postcodes)

    def sleutel(self, soort: str, nummer: int) -> tuple[str, str]:
        """Erkenner and code of an instellingserkenning."""
        if soort == BG:
            return ("OCW", f"{nummer + 1:05d}") if nummer < self._aantal(BG_VAN_OCW) else ("", f"{nummer + 1:06d}")
        if soort == VE:
            return "OCW", f"{brin(nummer % self.van_ocw)}{nummer // self.van_ocw:02d}"
        if soort == SW:
            return "OCW", f"{'PV'[nummer % 2]}O{nummer:04d}"
        if soort == OO:
            return "OCW", f"LOA{nummer:04d}"
        if nummer < self.van_ocw:
            return "OCW", brin(nummer)
        erkenner = PARTICULIER[nummer % len(PARTICULIER)]
        return erkenner, f"{erkenner}{nummer:06d}"

    def _postcodes(self, nummer: int) -> tuple[str, ...]:
        """Of the first regio its own, of the others in turn over the country; 151 samenwerkingen have one."""
        if nummer >= self._aantal(151):
            return ()
        begin = nummer * POSTCODES_PER_REGIO
        rest = 9_000 - POSTCODES_PER_REGIO
        return tuple(
            str(1_000 + (begin + i if not nummer else POSTCODES_PER_REGIO + (begin + i) % rest))
            for i in range(POSTCODES_PER_REGIO)
        )

    def banden(self) -> Iterator[Band]:
        """The instellingsrelaties, in numbers as the 9 relation files and overgangen have them."""
        bg, oi, ve, sw, oo = (self.codes(soort) for soort in (BG, OI, VE, SW, OO))
        for nummer in range(oi):
            if nummer % 2 == 0:
                yield Band((BG, (nummer + 1) % bg), (OI, nummer), "HIERARCHISCH", BEGIN, WISSEL)
            yield Band((BG, nummer % bg), (OI, nummer), "HIERARCHISCH", BEGIN if nummer % 2 else WISSEL, None)
        for nummer in range(ve):
            yield Band((OI, nummer % self.van_ocw), (VE, nummer), "HIERARCHISCH", BEGIN, None)
        for van, soort, naar, aantal in (
            ((BG, bg), "SAMENWERKING", (SW, sw), 871),
            ((BG, bg), "ONDERSTEUNING", (OO, oo), 490),
            ((SW, sw), "SAMENWERKING", (OI, self.van_ocw), 11_193),
            ((SW, sw), "SAMENWERKING", (VE, ve), 11_078),
            ((SW, sw), "SAMENWERKING", (OO, oo), 599),
            ((OO, oo), "ONDERSTEUNING", (OI, self.van_ocw), 11_083),
            ((OO, oo), "ONDERSTEUNING", (VE, ve), 82),
        ):
            for nummer in range(self._aantal(aantal)):
                ronde, rest = divmod(nummer, naar[1])
                yield Band((van[0], (nummer + ronde) % van[1]), (naar[0], rest), soort, BEGIN, None)
        for nummer in range(self._aantal(7_776)):
            yield Band((OI, nummer % oi), (OI, (nummer + 1) % oi), "OVERGANG_VOLLEDIG", WISSEL, None)

    def kwalificaties(self) -> Iterator[Kwalificatie]:
        """The opleidingserkenningen, kind by kind."""
        for soort in KWALIFICATIES:
            for nummer in range(self.aantal_kwalificaties(soort.bestand)):
                yield kwalificatie(soort.bestand, nummer)

    def aantal_kwalificaties(self, bestand: str) -> int:
        """How many of a file; of the vo never fewer than one onderwijsinstelling has licenties for, of the po all."""
        if bestand == _PO:
            return _PER_BESTAND[bestand].aantal
        minimum = VO_PER_INSTELLING if bestand == "vo_opleidingserkenningen.csv" else 1
        return max(self._aantal(_PER_BESTAND[bestand].aantal), minimum)

    def eenheidrelaties(self) -> Iterator[tuple[str, str, int]]:
        """Relation file, file and number of the opleidingserkenning; one per opleidingseenheid, in order."""
        for soort in KWALIFICATIES:
            minimum = 250 if soort.stelsel == "ILT" else 1
            aantal = soort.relaties if soort.bestand == _PO else self._aantal(soort.relaties)
            for nummer in range(max(aantal, minimum) if soort.relaties else 0):
                yield soort.eenheden, soort.bestand, nummer % self.aantal_kwalificaties(soort.bestand)

    def vergunningen(self, alleen: str = "") -> Iterator[Vergunning]:
        """All licenties, kind by kind.

        :param alleen: those of this type.
        """
        volgnummer = 0
        for soort in VERGUNNINGEN:
            aantal = self._aantal(soort.aantal)
            if soort.type == "VOONDERWIJSLICENTIE":
                aantal = max(aantal, VO_PER_INSTELLING)
            if alleen not in ("", soort.type):
                volgnummer += aantal
                continue
            for nummer in range(aantal):
                instelling, opleiding = self._waarop(soort.type, nummer)
                opleiding %= self.aantal_kwalificaties(soort.opleidingen)
                waar: tuple[str, ...] = ()
                if soort.type == "HOONDERWIJSLICENTIE":
                    oi = brin(instelling)
                    waar = tuple(f"{oi}{keer:02d}" for keer in range(3 + (nummer % 9 < 2)))
                houder = (VE if soort.type == "EXAMENLICENTIE" else OI, instelling)
                yield Vergunning(soort.bestand, soort.type, volgnummer, houder, (soort.opleidingen, opleiding), waar)
                volgnummer += 1

    def _waarop(self, type_: str, nummer: int) -> tuple[int, int]:
        """Numbers of the instelling and of the opleidingserkenning of a licentie."""
        ocw = self.van_ocw
        if type_ == "VOONDERWIJSLICENTIE":
            instelling, opleiding = divmod(nummer, VO_PER_INSTELLING)
            return instelling % ocw, opleiding + instelling // VO_BLOK * VO_PER_INSTELLING
        if type_ == "EXAMENLICENTIE":
            vestiging, opleiding = divmod(nummer, 89)
            return vestiging % self.codes(VE), opleiding
        mbo = max(self._aantal(MBO_INSTELLINGEN), PER_MBO_OPLEIDING)
        if type_ == "MBOONDERWIJSLICENTIE":
            return (ocw // 10 + nummer % mbo) % ocw, nummer // PER_MBO_OPLEIDING
        if type_ == "PARTICULIEREONDERWIJSLICENTIE":
            return ocw + nummer % (self.codes(OI) - ocw), nummer
        return (ocw // 5 + nummer) % ocw, nummer


def kwalificatie(bestand: str, nummer: int) -> Kwalificatie:
    """The opleidingserkenning with this number in its file."""
    soort = _PER_BESTAND[bestand]
    code, niveau, uniek = f"{nummer + 1:05d}", "", ""
    if soort.stelsel == "ISAT":
        code = f"{40_000 + nummer // 3}"
        uniek = f"{code}_{nummer % 3 + 1}"
    elif soort.stelsel == "VOVAK":
        code, niveau = f"{1_000 + nummer // len(_NIVEAUS)}", _NIVEAUS[nummer % len(_NIVEAUS)]
    elif bestand == "vo_groepserkenningen.csv":
        code = f"G{nummer + 1:04d}"
    perioden = ((), (BEGIN,), (BEGIN, WISSEL))[soort.perioden]
    if uniek and nummer % 2:
        perioden = (BEGIN,)
    return Kwalificatie(bestand, soort.type, soort.stelsel, nummer, code, niveau, uniek, soort.erkenner, perioden)


def brin(nummer: int) -> str:
    """Code of an onderwijsinstelling of OCW: a code of two digits and two letters; never one of the trial set."""
    getal, rest = divmod(nummer, 676)
    code = f"{getal:02d}{chr(65 + rest // 26)}{chr(65 + rest % 26)}"
    return "99XX" if code == "25BE" else code
