"""What a list of controles lacks, and what stands out of place in it, by the table of foutcodes."""

from collections.abc import Collection, Mapping, Sequence

from rio_soap.register.regels.foutcodes import FOUTCODES, volledige_volgorde


def ontbrekende_controles(
    per_operatie: Mapping[str, Sequence[str]], uitgezonderd: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Give per operation the codes that need a control and have none; empty when all is well.

    per_operatie: operation to the codes of its controls. Only operations named there are judged. A code that no
    control can raise (uitvoering other than "controle") is not asked for; uitgezonderd names codes that the caller
    leaves out on purpose. KeyError for an operation without table.
    """
    tekort: dict[str, tuple[str, ...]] = {}
    for operatie, aanwezig in per_operatie.items():
        mist = tuple(
            code
            for code in volledige_volgorde(operatie)
            if FOUTCODES[code].uitvoering == "controle" and code not in aanwezig and code not in uitgezonderd
        )
        if mist:
            tekort[operatie] = mist
    return tekort


def buiten_volgorde(per_operatie: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Give per operation the codes whose control stands out of place: after a later code, or not of the operation.

    A code may occur more than once in a row. Empty when all is well. KeyError for an operation without table.
    """
    fout: dict[str, tuple[str, ...]] = {}
    for operatie, aanwezig in per_operatie.items():
        plaats = {code: nummer for nummer, code in enumerate(volledige_volgorde(operatie))}
        verst, verkeerd = -1, []
        for code in aanwezig:
            if plaats.get(code, -1) < max(verst, 0):
                verkeerd.append(code)
            else:
                verst = plaats[code]
        if verkeerd:
            fout[operatie] = tuple(verkeerd)
    return fout
