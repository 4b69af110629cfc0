"""What is wrong with a file or folder, and what helps, on one line."""

import errno

from rio_soap.bevinding import spraak
from rio_soap.bevinding.spraak import zin

_HELP = {
    errno.EACCES: "bestand.rechten",
    errno.EPERM: "bestand.rechten",
    errno.EROFS: "bestand.alleen_lezen",
    errno.ENOSPC: "bestand.ruimte",
    errno.EDQUOT: "bestand.ruimte",
    errno.EEXIST: "bestand.in_de_weg",
    errno.ENOTDIR: "bestand.in_de_weg",
    errno.ENOENT: "bestand.geen",
    errno.EMFILE: "bestand.open",
}
_DUTCH = {
    errno.EACCES: "bestand.geen_recht",
    errno.EPERM: "bestand.geen_recht",
    errno.EROFS: "bestand.niet_beschrijfbaar",
    errno.ENOSPC: "bestand.vol",
    errno.EDQUOT: "bestand.vol",
    errno.EEXIST: "bestand.bestaat",
    errno.ENOTDIR: "bestand.geen_map",
    errno.ENOENT: "bestand.is_er_niet",
    errno.EISDIR: "bestand.is_map",
    errno.EIO: "bestand.leesfout",
    errno.EMFILE: "bestand.te_veel",
    errno.ENAMETOOLONG: "bestand.te_lang",
    errno.ELOOP: "bestand.kring",
}
"""What the system says in English, as sentences of the catalogue."""


def explain(error: OSError) -> str:
    """Which file, what the system says of it, and what helps."""
    name = f"{error.filename}: " if error.filename else ""
    help_ = _HELP.get(error.errno or 0)
    return f"{name}{said(error)}{f'; {zin(help_)}' if help_ else ''}"


def said(error: OSError) -> str:
    """What the system says, in the language of this process."""
    if spraak.gekozen() == "nl" and (key := _DUTCH.get(error.errno or 0)) is not None:
        return zin(key)
    return error.strerror or str(error)
