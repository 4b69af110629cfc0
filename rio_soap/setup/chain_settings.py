"""Settings of the chain: where the BAG and the Handelsregister are, who we are there, and what they may cost."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """The part of `Settings` that concerns other registers; ``RIO_BAG_URL`` is the field `bag_url`, and so on."""

    bag_url: str = ""
    """URL of Kadaster's BagVsRaadplegenDatumADO; empty: there is no BAG."""
    bag_wsdl: str = ""
    """Kadaster's own WSDL on disk in place of ours."""
    bag_opslag: str = ""
    """Store made from a BAG extract, for woonplaatsen and the stand-in; empty: ``bag.db`` in the data directory."""
    bag_ca: str = ""
    """PEM file with the issuers that are trusted for the BAG's certificate; empty: the trust store of the machine."""
    bag_certificaat: str = ""
    """PEM file with our client certificate for the BAG."""
    bag_sleutel: str = ""
    """PEM file with its private key."""
    bag_per_seconde: float = 5.0
    """Questions per second to the BAG, of this process."""
    bag_tijd: float = 8.0
    """Seconds after which a question to the BAG has failed, all attempts together."""
    bag_gelijktijdig: int = 6
    """Questions to the BAG at the same moment; kept below the number of worker threads."""
    bag_cache: int = 3600
    """Seconds for which a found address is remembered; 0: never."""
    kvk_url: str = ""
    """URL of KvK's Dataservice; empty: there is no Handelsregister."""
    kvk_wsdl: str = ""
    """KvK's own WSDL on disk in place of ours."""
    kvk_omgeving: str = "productie"
    """``productie`` or ``test``: decides the logical wsa:To."""
    kvk_naar: str = ""
    """Another logical wsa:To, to the letter."""
    kvk_ca: str = ""
    """As `bag_ca`, for KvK."""
    kvk_certificaat: str = ""
    """PEM file of the certificate that signs questions and shows who we are in TLS; empty: `certificaat`."""
    kvk_sleutel: str = ""
    """PEM file of its private key; empty: `sleutel`."""
    kvk_ondertekenaar: str = ""
    """PEM file with the certificates with which KvK signs its answers; none else is believed."""
    kvk_tijd: float = 15.0
    """Seconds after which a question to KvK has failed, all attempts together."""
    kvk_gelijktijdig: int = 2
    """Questions to KvK at the same moment; kept below the number of worker threads, together with those to the BAG."""
    kvk_cache: int = 900
    """Seconds for which a registration is remembered; 0: never."""


CHAIN_RANGES: tuple[tuple[str, float, float], ...] = (
    ("bag_per_seconde", 0.01, 1000),
    ("bag_tijd", 0.1, 120),
    ("bag_gelijktijdig", 1, 256),
    ("bag_cache", 0, 7 * 86400),
    ("kvk_tijd", 0.1, 120),
    ("kvk_gelijktijdig", 1, 256),
    ("kvk_cache", 0, 7 * 86400),
)
"""Setting, least and most."""

BAG_FILE = "bag.db"
"""Name of the store in the data directory."""


def store_file(settings: ChainSettings, data_dir: Path) -> Path:
    """The store of BAG data in force, whether or not it is there."""
    return Path(settings.bag_opslag) if settings.bag_opslag else data_dir / BAG_FILE
