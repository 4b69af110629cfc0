"""The commands of ``rio-soap``: where each stands, and the first sentence of its help, which a test holds to it."""

from rio_soap.cli.lazy import Lazy

TABLE = {
    "batch": Lazy(
        "rio_soap.cli.batch",
        "batch",
        "Deliver all messages (.xml, bare or in an envelope) of the folder or zip IN, and answer them in the folder "
        "UIT.",
    ),
    "bestuur": Lazy(
        "rio_soap.cli.keten",
        "bestuur",
        "Besturen and the Handelsregister.",
    ),
    "bevoegdheid": Lazy(
        "rio_soap.cli.bevoegdheid",
        "bevoegdheid",
        "Roles: what a sender or a person may do beside what follows from an OIN.",
    ),
    "bewijs": Lazy(
        "rio_soap.cli.logboek",
        "bewijs",
        "Export one delivery, by its identificatiecodeBedrijfsdocument or MessageID, as one file.",
    ),
    "completion": Lazy(
        "rio_soap.cli.completion",
        "completion",
        'Write what a shell completes rio-soap with, to be read at its start: `eval "$(rio-soap completion bash)"`.',
    ),
    "context": Lazy(
        "rio_soap.cli.context",
        "context",
        "Communicatiecontexten: for what an eenheid can be reached, who may read that, and which eenheden have it.",
    ),
    "controleer": Lazy(
        "rio_soap.cli.controleer",
        "controleer_",
        "Explain messages: requests, answers, faults, bare bodies, bewijzen or uittreksels, also captured with their "
        "HTTP headers.",
    ),
    "gebruiker": Lazy(
        "rio_soap.cli.gebruiker",
        "gebruiker",
        "People: who acts on screens, and for how long.",
    ),
    "haal": Lazy(
        "rio_soap.cli.stuur",
        "haal",
        "Read from RIO: `rio-soap haal opleidingseenheid opleidingseenheidcode=1010O6466`.",
    ),
    "ingreep": Lazy(
        "rio_soap.cli.ingreep",
        "ingreep",
        "Remove or end an object of whatever owner, as operator: with the reason, in the log.",
    ),
    "init": Lazy(
        "rio_soap.cli.init",
        "init",
        "Create the database, or bring it to this version and its contract; make a test PKI when no certificate is "
        "there.",
    ),
    "kenmerk": Lazy(
        "rio_soap.cli.waardenlijst",
        "kenmerk",
        "The kenmerken in force: those of the package, or of the file in RIO_KENMERKEN.",
    ),
    "keten-proef": Lazy(
        "rio_soap.cli.keten",
        "keten_proef",
        "Serve stand-ins for the BAG and KvK, over their own contracts, until stopped.",
    ),
    "keur": Lazy(
        "rio_soap.cli.keur",
        "keur_",
        "Judge a service (--doel URL) or a client (--luister) by every rule of RIO.",
    ),
    "laad": Lazy(
        "rio_soap.cli.laden",
        "laad",
        "Load data into the register: the trial set, or MAP, a folder with CSV files of DUO's open data.",
    ),
    "logboek": Lazy(
        "rio_soap.cli.logboek",
        "logboek",
        "The berichtenlog: every message with its answer, chained.",
    ),
    "mandaat": Lazy(
        "rio_soap.cli.vertrouwen",
        "mandaat",
        "Mandates: for which senders a party or an OIN may sign.",
    ),
    "partij": Lazy(
        "rio_soap.cli.partij",
        "partij",
        "Parties: certificates that are trusted, and for whom they may sign.",
    ),
    "proef": Lazy(
        "rio_soap.cli.proef",
        "proef",
        "A fresh trial environment: test PKI, trial data, one signed delivery read back, then serving.",
    ),
    "publiceer": Lazy(
        "rio_soap.cli.publiceer",
        "publiceer",
        "Publish the open data of today: files, deltas, manifest, catalogue and signature, in a folder by the date.",
    ),
    "serve": Lazy(
        "rio_soap.cli.serve",
        "serve",
        "Serve RIO V4, and the contract beside it, until stopped.",
    ),
    "signaal": Lazy(
        "rio_soap.cli.signaal",
        "signaal",
        "Signals, such as an address with more than one verblijfsobject (MTM001).",
    ),
    "signaleer": Lazy(
        "rio_soap.cli.keten",
        "signaleer",
        "Hold locaties against the BAG and besturen against the Handelsregister; list what no longer holds.",
    ),
    "stuur": Lazy(
        "rio_soap.cli.stuur",
        "stuur",
        "Send the request in FILE: a bare body or an envelope.",
    ),
    "tls-proefsleutels": Lazy(
        "rio_soap.cli.init",
        "tls_proefsleutels",
        "Make trial TLS keys with the CA of the trial PKI: a server for these hosts, a client, and the CA to trust.",
    ),
    "uitleg": Lazy(
        "rio_soap.cli.uitleg",
        "uitleg",
        "Show what explains WAT: a cause (`sha1`), a foutcode (`A01010`), or a page (`rondgang`, `fouten/waarden`); "
        "without it, all pages.",
    ),
    "uittreksel": Lazy(
        "rio_soap.cli.uittreksel",
        "uittreksel",
        "Make an uittreksel of an eenheid or an instellingserkenning, signed by the service.",
    ),
    "verschil": Lazy(
        "rio_soap.cli.verschil",
        "verschil_",
        "Compare two signed messages, or what was sent (A) with what arrived (B), in the bytes that are signed.",
    ),
    "vertrouw": Lazy(
        "rio_soap.cli.vertrouwen",
        "vertrouw",
        "CAs whose certificates may sign, and their revocation lists.",
    ),
    "voorbeeld": Lazy(
        "rio_soap.cli.voorbeeld",
        "voorbeeld_",
        "Show what deliveries would do: what vanishes, changes and appears, and whether RIO would take them.",
    ),
    "waardenlijst": Lazy(
        "rio_soap.cli.waardenlijst",
        "waardenlijst",
        "The value lists in force: those of the package, or of the file in RIO_WAARDENLIJSTEN.",
    ),
    "wsdl": Lazy(
        "rio_soap.cli.wsdl",
        "wsdl",
        "Write the WSDLs of CONTRACTEN (all, when none is named) with their schemas, to generate a client from.",
    ),
    "zoekindex": Lazy(
        "rio_soap.cli.zoekindex",
        "zoekindex",
        "Make anew what search holds of the register.",
    ),
}
