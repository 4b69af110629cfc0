"""SHA256SUMS and its signature: whoever has both and the certificate of the service knows what was published."""

from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.opendata.dagpublicatie import Bestandsfeiten

SOMMEN, HANDTEKENING = "SHA256SUMS", "SHA256SUMS.p7s"


def schrijf_sommen(map_: Path, feiten: Mapping[str, Bestandsfeiten], sleutelpaar: Sleutelpaar) -> None:
    """Write both into a publication.

    :param feiten: of all other files, by path.
    """
    regels = "".join(f"{feiten[pad].sha256}  {pad}\n" for pad in sorted(feiten)).encode()
    (map_ / SOMMEN).write_bytes(regels)
    (map_ / HANDTEKENING).write_bytes(onderteken(regels, sleutelpaar))


def onderteken(data: bytes, sleutelpaar: Sleutelpaar) -> bytes:
    """A detached signature in CMS, DER, with the certificate: ``openssl cms -verify -inform DER -content …``."""
    certificaat = x509.load_der_x509_certificate(sleutelpaar.der)
    bouwer = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificaat, sleutelpaar.sleutel, hashes.SHA256())
    opties = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return bouwer.sign(serialization.Encoding.DER, opties)
