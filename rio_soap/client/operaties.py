"""The operations of the contract. Written by ``python -m rio_soap.client.genereer``; do not edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rio_soap.client.antwoord import Antwoord
from rio_soap.client.wissel import Wissel
from rio_soap.contract.gegevens import Gegeven


@dataclass(frozen=True, slots=True)
class AanleverenAangebodenOpleiding(Antwoord):
    """Approved answer to aanleveren_aangebodenOpleiding."""


@dataclass(frozen=True, slots=True)
class AanleverenOnderwijsaanbieder(Antwoord):
    """Approved answer to aanleveren_onderwijsaanbieder."""

    @property
    def onderwijsaanbiedercode(self) -> str | None:
        """Field onderwijsaanbiedercode."""
        return self.tekst("onderwijsaanbiedercode")


@dataclass(frozen=True, slots=True)
class AanleverenOnderwijslocatiegebruik(Antwoord):
    """Approved answer to aanleveren_onderwijslocatiegebruik."""

    @property
    def onderwijslocatiecode(self) -> str | None:
        """Field onderwijslocatiecode."""
        return self.tekst("onderwijslocatiecode")


@dataclass(frozen=True, slots=True)
class AanleverenOpleidingseenheid(Antwoord):
    """Approved answer to aanleveren_opleidingseenheid."""

    @property
    def opleidingseenheidcode(self) -> str | None:
        """Field opleidingseenheidcode."""
        return self.tekst("opleidingseenheidcode")


@dataclass(frozen=True, slots=True)
class AanleverenOpleidingsrelatie(Antwoord):
    """Approved answer to aanleveren_opleidingsrelatie."""


@dataclass(frozen=True, slots=True)
class VerwijderenAangebodenOpleiding(Antwoord):
    """Approved answer to verwijderen_aangebodenOpleiding."""


@dataclass(frozen=True, slots=True)
class VerwijderenOnderwijsaanbieder(Antwoord):
    """Approved answer to verwijderen_onderwijsaanbieder."""


@dataclass(frozen=True, slots=True)
class VerwijderenOnderwijslocatiegebruik(Antwoord):
    """Approved answer to verwijderen_onderwijslocatiegebruik."""


@dataclass(frozen=True, slots=True)
class VerwijderenOpleidingseenheid(Antwoord):
    """Approved answer to verwijderen_opleidingseenheid."""


@dataclass(frozen=True, slots=True)
class VerwijderenOpleidingsrelatie(Antwoord):
    """Approved answer to verwijderen_opleidingsrelatie."""


@dataclass(frozen=True, slots=True)
class OpvragenAangebodenOpleiding(Antwoord):
    """Approved answer to opvragen_aangebodenOpleiding."""

    @property
    def aangebodenOpleiding(self) -> Gegeven | None:
        """Field aangebodenOpleiding."""
        return self.object("aangebodenOpleiding")


@dataclass(frozen=True, slots=True)
class OpvragenAangebodenOpleidingenVanOrganisatie(Antwoord):
    """Approved answer to opvragen_aangebodenOpleidingenVanOrganisatie."""

    @property
    def peildatum(self) -> date | None:
        """Field peildatum."""
        waarde = self.veld("peildatum")
        return waarde if isinstance(waarde, date) else None

    @property
    def aangebodenOpleiding(self) -> Sequence[Gegeven]:
        """Field aangebodenOpleiding."""
        return self.lijst("aangebodenOpleiding")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenGewijzigdeOnderwijsaanbieders(Antwoord):
    """Approved answer to opvragen_gewijzigdeOnderwijsaanbieders."""

    @property
    def gewijzigdeOnderwijsaanbieder(self) -> Sequence[Gegeven]:
        """Field gewijzigde_Onderwijsaanbieder."""
        return self.lijst("gewijzigde_Onderwijsaanbieder")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenGewijzigdOnderwijslocatiegebruik(Antwoord):
    """Approved answer to opvragen_gewijzigdOnderwijslocatiegebruik."""

    @property
    def gewijzigdOnderwijslocatiegebruik(self) -> Sequence[Gegeven]:
        """Field gewijzigd_Onderwijslocatiegebruik."""
        return self.lijst("gewijzigd_Onderwijslocatiegebruik")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijsaanbieder(Antwoord):
    """Approved answer to opvragen_onderwijsaanbieder."""

    @property
    def onderwijsaanbieder(self) -> Gegeven | None:
        """Field onderwijsaanbieder."""
        return self.object("onderwijsaanbieder")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijsaanbiedersVanOrganisatie(Antwoord):
    """Approved answer to opvragen_onderwijsaanbiedersVanOrganisatie."""

    @property
    def onderwijsbestuur(self) -> Gegeven | None:
        """Field onderwijsbestuur."""
        return self.object("onderwijsbestuur")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijslocatie(Antwoord):
    """Approved answer to opvragen_onderwijslocatie."""

    @property
    def onderwijslocatie(self) -> Gegeven | None:
        """Field onderwijslocatie."""
        return self.object("onderwijslocatie")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijslocatiegebruik(Antwoord):
    """Approved answer to opvragen_onderwijslocatiegebruik."""

    @property
    def onderwijslocatiegebruik(self) -> Gegeven | None:
        """Field onderwijslocatiegebruik."""
        return self.object("onderwijslocatiegebruik")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijslocatiegebruikVanOrganisatie(Antwoord):
    """Approved answer to opvragen_onderwijslocatiegebruikVanOrganisatie."""

    @property
    def onderwijslocatiegebruik(self) -> Sequence[Gegeven]:
        """Field onderwijslocatiegebruik."""
        return self.lijst("onderwijslocatiegebruik")


@dataclass(frozen=True, slots=True)
class OpvragenInstellingsstructuur(Antwoord):
    """Approved answer to opvragen_instellingsstructuur."""

    @property
    def bevoegdGezag(self) -> Gegeven | None:
        """Field bevoegdGezag."""
        return self.object("bevoegdGezag")


@dataclass(frozen=True, slots=True)
class OpvragenGewijzigdeAangebodenOpleidingen(Antwoord):
    """Approved answer to opvragen_gewijzigdeAangebodenOpleidingen."""

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")

    @property
    def gewijzigdeAangebodenOpleiding(self) -> Sequence[Gegeven]:
        """Field gewijzigde_AangebodenOpleiding."""
        return self.lijst("gewijzigde_AangebodenOpleiding")


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingseenhedenVanOrganisatie(Antwoord):
    """Approved answer to opvragen_opleidingseenhedenVanOrganisatie."""

    @property
    def opleidingseenheid(self) -> Sequence[Gegeven]:
        """Field opleidingseenheid."""
        return self.lijst("opleidingseenheid")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingsrelatiesBijOpleidingseenheid(Antwoord):
    """Approved answer to opvragen_opleidingsrelatiesBijOpleidingseenheid."""

    @property
    def samenhangOpleidingseenheid(self) -> Gegeven | None:
        """Field samenhangOpleidingseenheid."""
        return self.object("samenhangOpleidingseenheid")


@dataclass(frozen=True, slots=True)
class OpvragenRioIdentificatiecode(Antwoord):
    """Approved answer to opvragen_rioIdentificatiecode."""

    @property
    def aangebodenOpleidingCode(self) -> str | None:
        """Field aangebodenOpleidingCode."""
        return self.tekst("aangebodenOpleidingCode")

    @property
    def opleidingseenheidcode(self) -> str | None:
        """Field opleidingseenheidcode."""
        return self.tekst("opleidingseenheidcode")

    @property
    def onderwijsaanbiedercode(self) -> str | None:
        """Field onderwijsaanbiedercode."""
        return self.tekst("onderwijsaanbiedercode")

    @property
    def onderwijslocatiecode(self) -> str | None:
        """Field onderwijslocatiecode."""
        return self.tekst("onderwijslocatiecode")


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingseenheid(Antwoord):
    """Approved answer to opvragen_opleidingseenheid."""

    @property
    def opleidingseenheid(self) -> Gegeven | None:
        """Field opleidingseenheid."""
        return self.object("opleidingseenheid")


class Operaties:
    """Every operation as a method; the errors are those of `Wissel.roep`."""

    def __init__(self, wissel: Wissel) -> None:
        self.wissel = wissel

    def aanleveren_aangebodenOpleiding(self, *, aangebodenOpleiding: Gegeven) -> AanleverenAangebodenOpleiding:
        """Deliver, replace or remove: operation aanleveren_aangebodenOpleiding of Beheren."""
        antwoord = self.wissel.roep("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aangebodenOpleiding})
        return antwoord.als(AanleverenAangebodenOpleiding)

    def aanleveren_onderwijsaanbieder(
        self,
        *,
        onderwijsbestuurcode: str,
        nieuweOnderwijsaanbieder: Gegeven | None = None,
        onderwijsaanbieder: Gegeven | None = None,
    ) -> AanleverenOnderwijsaanbieder:
        """Deliver, replace or remove: operation aanleveren_onderwijsaanbieder of Beheren."""
        antwoord = self.wissel.roep(
            "aanleveren_onderwijsaanbieder",
            {
                "onderwijsbestuurcode": onderwijsbestuurcode,
                "nieuweOnderwijsaanbieder": nieuweOnderwijsaanbieder,
                "onderwijsaanbieder": onderwijsaanbieder,
            },
        )
        return antwoord.als(AanleverenOnderwijsaanbieder)

    def aanleveren_onderwijslocatiegebruik(
        self, *, onderwijslocatiegebruik: Gegeven
    ) -> AanleverenOnderwijslocatiegebruik:
        """Deliver, replace or remove: operation aanleveren_onderwijslocatiegebruik of Beheren."""
        antwoord = self.wissel.roep(
            "aanleveren_onderwijslocatiegebruik", {"onderwijslocatiegebruik": onderwijslocatiegebruik}
        )
        return antwoord.als(AanleverenOnderwijslocatiegebruik)

    def aanleveren_opleidingseenheid(self, *, opleidingseenheid: Gegeven) -> AanleverenOpleidingseenheid:
        """Deliver, replace or remove: operation aanleveren_opleidingseenheid of Beheren."""
        antwoord = self.wissel.roep("aanleveren_opleidingseenheid", {"opleidingseenheid": opleidingseenheid})
        return antwoord.als(AanleverenOpleidingseenheid)

    def aanleveren_opleidingsrelatie(self, *, opleidingsrelatie: Gegeven) -> AanleverenOpleidingsrelatie:
        """Deliver, replace or remove: operation aanleveren_opleidingsrelatie of Beheren."""
        antwoord = self.wissel.roep("aanleveren_opleidingsrelatie", {"opleidingsrelatie": opleidingsrelatie})
        return antwoord.als(AanleverenOpleidingsrelatie)

    def verwijderen_aangebodenOpleiding(self, *, aangebodenOpleidingCode: str) -> VerwijderenAangebodenOpleiding:
        """Deliver, replace or remove: operation verwijderen_aangebodenOpleiding of Beheren."""
        antwoord = self.wissel.roep(
            "verwijderen_aangebodenOpleiding", {"aangebodenOpleidingCode": aangebodenOpleidingCode}
        )
        return antwoord.als(VerwijderenAangebodenOpleiding)

    def verwijderen_onderwijsaanbieder(self, *, onderwijsaanbiedercode: str) -> VerwijderenOnderwijsaanbieder:
        """Deliver, replace or remove: operation verwijderen_onderwijsaanbieder of Beheren."""
        antwoord = self.wissel.roep(
            "verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": onderwijsaanbiedercode}
        )
        return antwoord.als(VerwijderenOnderwijsaanbieder)

    def verwijderen_onderwijslocatiegebruik(
        self, *, onderwijsbestuurcode: str, onderwijslocatiecode: str
    ) -> VerwijderenOnderwijslocatiegebruik:
        """Deliver, replace or remove: operation verwijderen_onderwijslocatiegebruik of Beheren."""
        antwoord = self.wissel.roep(
            "verwijderen_onderwijslocatiegebruik",
            {"onderwijsbestuurcode": onderwijsbestuurcode, "onderwijslocatiecode": onderwijslocatiecode},
        )
        return antwoord.als(VerwijderenOnderwijslocatiegebruik)

    def verwijderen_opleidingseenheid(self, *, opleidingseenheidcode: str) -> VerwijderenOpleidingseenheid:
        """Deliver, replace or remove: operation verwijderen_opleidingseenheid of Beheren."""
        antwoord = self.wissel.roep("verwijderen_opleidingseenheid", {"opleidingseenheidcode": opleidingseenheidcode})
        return antwoord.als(VerwijderenOpleidingseenheid)

    def verwijderen_opleidingsrelatie(
        self, *, opleidingseenheidcode: Sequence[str], begindatum: date
    ) -> VerwijderenOpleidingsrelatie:
        """Deliver, replace or remove: operation verwijderen_opleidingsrelatie of Beheren."""
        antwoord = self.wissel.roep(
            "verwijderen_opleidingsrelatie",
            {"opleidingseenheidcode": list(opleidingseenheidcode), "begindatum": begindatum},
        )
        return antwoord.als(VerwijderenOpleidingsrelatie)

    def opvragen_aangebodenOpleiding(self, *, aangebodenOpleidingCode: str) -> OpvragenAangebodenOpleiding:
        """Read: operation opvragen_aangebodenOpleiding of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": aangebodenOpleidingCode}
        )
        return antwoord.als(OpvragenAangebodenOpleiding)

    def opvragen_aangebodenOpleidingenVanOrganisatie(
        self,
        *,
        pagina: int,
        onderwijsaanbiedercode: str | None = None,
        erkendeVestigingCode: str | None = None,
        onderwijslocatiecode: str | None = None,
        peildatum: date | None = None,
    ) -> OpvragenAangebodenOpleidingenVanOrganisatie:
        """Read: operation opvragen_aangebodenOpleidingenVanOrganisatie of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_aangebodenOpleidingenVanOrganisatie",
            {
                "pagina": pagina,
                "onderwijsaanbiedercode": onderwijsaanbiedercode,
                "erkendeVestigingCode": erkendeVestigingCode,
                "onderwijslocatiecode": onderwijslocatiecode,
                "peildatum": peildatum,
            },
        )
        return antwoord.als(OpvragenAangebodenOpleidingenVanOrganisatie)

    def opvragen_aangebodenOpleidingenVanOrganisatie_paginas(
        self,
        *,
        onderwijsaanbiedercode: str | None = None,
        erkendeVestigingCode: str | None = None,
        onderwijslocatiecode: str | None = None,
        peildatum: date | None = None,
    ) -> Iterator[OpvragenAangebodenOpleidingenVanOrganisatie]:
        """All pages of opvragen_aangebodenOpleidingenVanOrganisatie, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_aangebodenOpleidingenVanOrganisatie(
                onderwijsaanbiedercode=onderwijsaanbiedercode,
                erkendeVestigingCode=erkendeVestigingCode,
                onderwijslocatiecode=onderwijslocatiecode,
                peildatum=peildatum,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_gewijzigdeOnderwijsaanbieders(
        self, *, peildatumtijdMutaties: datetime, pagina: int, onderwijsbestuurcode: str | None = None
    ) -> OpvragenGewijzigdeOnderwijsaanbieders:
        """Read: operation opvragen_gewijzigdeOnderwijsaanbieders of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_gewijzigdeOnderwijsaanbieders",
            {
                "peildatumtijdMutaties": peildatumtijdMutaties,
                "pagina": pagina,
                "onderwijsbestuurcode": onderwijsbestuurcode,
            },
        )
        return antwoord.als(OpvragenGewijzigdeOnderwijsaanbieders)

    def opvragen_gewijzigdeOnderwijsaanbieders_paginas(
        self, *, peildatumtijdMutaties: datetime, onderwijsbestuurcode: str | None = None
    ) -> Iterator[OpvragenGewijzigdeOnderwijsaanbieders]:
        """All pages of opvragen_gewijzigdeOnderwijsaanbieders, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_gewijzigdeOnderwijsaanbieders(
                peildatumtijdMutaties=peildatumtijdMutaties, onderwijsbestuurcode=onderwijsbestuurcode, pagina=pagina
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_gewijzigdOnderwijslocatiegebruik(
        self, *, peildatumtijdMutaties: datetime, pagina: int
    ) -> OpvragenGewijzigdOnderwijslocatiegebruik:
        """Read: operation opvragen_gewijzigdOnderwijslocatiegebruik of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_gewijzigdOnderwijslocatiegebruik",
            {"peildatumtijdMutaties": peildatumtijdMutaties, "pagina": pagina},
        )
        return antwoord.als(OpvragenGewijzigdOnderwijslocatiegebruik)

    def opvragen_gewijzigdOnderwijslocatiegebruik_paginas(
        self, *, peildatumtijdMutaties: datetime
    ) -> Iterator[OpvragenGewijzigdOnderwijslocatiegebruik]:
        """All pages of opvragen_gewijzigdOnderwijslocatiegebruik, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_gewijzigdOnderwijslocatiegebruik(
                peildatumtijdMutaties=peildatumtijdMutaties, pagina=pagina
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_onderwijsaanbieder(self, *, onderwijsaanbiedercode: str) -> OpvragenOnderwijsaanbieder:
        """Read: operation opvragen_onderwijsaanbieder of Raadplegen."""
        antwoord = self.wissel.roep("opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": onderwijsaanbiedercode})
        return antwoord.als(OpvragenOnderwijsaanbieder)

    def opvragen_onderwijsaanbiedersVanOrganisatie(
        self, *, bevoegdGezagNummer: str | None = None, onderwijsbestuurCode: str | None = None
    ) -> OpvragenOnderwijsaanbiedersVanOrganisatie:
        """Read: operation opvragen_onderwijsaanbiedersVanOrganisatie of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_onderwijsaanbiedersVanOrganisatie",
            {"bevoegdGezagNummer": bevoegdGezagNummer, "onderwijsbestuurCode": onderwijsbestuurCode},
        )
        return antwoord.als(OpvragenOnderwijsaanbiedersVanOrganisatie)

    def opvragen_onderwijslocatie(self, *, onderwijslocatieCode: str) -> OpvragenOnderwijslocatie:
        """Read: operation opvragen_onderwijslocatie of Raadplegen."""
        antwoord = self.wissel.roep("opvragen_onderwijslocatie", {"onderwijslocatieCode": onderwijslocatieCode})
        return antwoord.als(OpvragenOnderwijslocatie)

    def opvragen_onderwijslocatiegebruik(
        self, *, onderwijsbestuurCode: str, onderwijslocatieCode: str
    ) -> OpvragenOnderwijslocatiegebruik:
        """Read: operation opvragen_onderwijslocatiegebruik of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_onderwijslocatiegebruik",
            {"onderwijsbestuurCode": onderwijsbestuurCode, "onderwijslocatieCode": onderwijslocatieCode},
        )
        return antwoord.als(OpvragenOnderwijslocatiegebruik)

    def opvragen_onderwijslocatiegebruikVanOrganisatie(
        self, *, onderwijsbestuurCode: str
    ) -> OpvragenOnderwijslocatiegebruikVanOrganisatie:
        """Read: operation opvragen_onderwijslocatiegebruikVanOrganisatie of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijsbestuurCode": onderwijsbestuurCode}
        )
        return antwoord.als(OpvragenOnderwijslocatiegebruikVanOrganisatie)

    def opvragen_instellingsstructuur(
        self, *, bevoegdGezagNummer: str, peildatum: date | None = None
    ) -> OpvragenInstellingsstructuur:
        """Read: operation opvragen_instellingsstructuur of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_instellingsstructuur", {"bevoegdGezagNummer": bevoegdGezagNummer, "peildatum": peildatum}
        )
        return antwoord.als(OpvragenInstellingsstructuur)

    def opvragen_gewijzigdeAangebodenOpleidingen(
        self, *, peildatumtijdMutaties: datetime, onderwijsaanbiederCode: str, pagina: int
    ) -> OpvragenGewijzigdeAangebodenOpleidingen:
        """Read: operation opvragen_gewijzigdeAangebodenOpleidingen of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_gewijzigdeAangebodenOpleidingen",
            {
                "peildatumtijdMutaties": peildatumtijdMutaties,
                "onderwijsaanbiederCode": onderwijsaanbiederCode,
                "pagina": pagina,
            },
        )
        return antwoord.als(OpvragenGewijzigdeAangebodenOpleidingen)

    def opvragen_gewijzigdeAangebodenOpleidingen_paginas(
        self, *, peildatumtijdMutaties: datetime, onderwijsaanbiederCode: str
    ) -> Iterator[OpvragenGewijzigdeAangebodenOpleidingen]:
        """All pages of opvragen_gewijzigdeAangebodenOpleidingen, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_gewijzigdeAangebodenOpleidingen(
                peildatumtijdMutaties=peildatumtijdMutaties,
                onderwijsaanbiederCode=onderwijsaanbiederCode,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_opleidingseenhedenVanOrganisatie(
        self, *, onderwijsbestuurcode: str, pagina: int
    ) -> OpvragenOpleidingseenhedenVanOrganisatie:
        """Read: operation opvragen_opleidingseenhedenVanOrganisatie of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_opleidingseenhedenVanOrganisatie",
            {"onderwijsbestuurcode": onderwijsbestuurcode, "pagina": pagina},
        )
        return antwoord.als(OpvragenOpleidingseenhedenVanOrganisatie)

    def opvragen_opleidingseenhedenVanOrganisatie_paginas(
        self, *, onderwijsbestuurcode: str
    ) -> Iterator[OpvragenOpleidingseenhedenVanOrganisatie]:
        """All pages of opvragen_opleidingseenhedenVanOrganisatie, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_opleidingseenhedenVanOrganisatie(
                onderwijsbestuurcode=onderwijsbestuurcode, pagina=pagina
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_opleidingsrelatiesBijOpleidingseenheid(
        self, *, opleidingseenheidcode: str
    ) -> OpvragenOpleidingsrelatiesBijOpleidingseenheid:
        """Read: operation opvragen_opleidingsrelatiesBijOpleidingseenheid of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_opleidingsrelatiesBijOpleidingseenheid", {"opleidingseenheidcode": opleidingseenheidcode}
        )
        return antwoord.als(OpvragenOpleidingsrelatiesBijOpleidingseenheid)

    def opvragen_rioIdentificatiecode(
        self,
        *,
        eigenAangebodenOpleidingSleutel: str | None = None,
        eigenOnderwijsaanbiederSleutel: str | None = None,
        eigenOpleidingseenheidSleutel: str | None = None,
        kadasterPlaatscode: str | None = None,
        aanduidingAdres: Gegeven | None = None,
    ) -> OpvragenRioIdentificatiecode:
        """Read: operation opvragen_rioIdentificatiecode of Raadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_rioIdentificatiecode",
            {
                "eigenAangebodenOpleidingSleutel": eigenAangebodenOpleidingSleutel,
                "eigenOnderwijsaanbiederSleutel": eigenOnderwijsaanbiederSleutel,
                "eigenOpleidingseenheidSleutel": eigenOpleidingseenheidSleutel,
                "kadasterPlaatscode": kadasterPlaatscode,
                "aanduidingAdres": aanduidingAdres,
            },
        )
        return antwoord.als(OpvragenRioIdentificatiecode)

    def opvragen_opleidingseenheid(self, *, opleidingseenheidcode: str) -> OpvragenOpleidingseenheid:
        """Read: operation opvragen_opleidingseenheid of Raadplegen."""
        antwoord = self.wissel.roep("opvragen_opleidingseenheid", {"opleidingseenheidcode": opleidingseenheidcode})
        return antwoord.als(OpvragenOpleidingseenheid)
