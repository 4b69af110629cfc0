"""Commands of ``rio-soap``."""

from rio_soap.cli.hoofd import main

__all__ = ["main"]
