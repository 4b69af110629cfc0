"""``python -m rio_soap`` is ``rio-soap``."""

from rio_soap.cli import main

if __name__ == "__main__":
    main(prog_name="python -m rio_soap")
