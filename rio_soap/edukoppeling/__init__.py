"""The transport profile Edukoppeling (Digikoppeling WUS 2W-be-S), for receiver and sender.

SOAP 1.1 over HTTP, WS-Addressing, WS-Security with X.509 certificates that name an OIN, and the technical faults DK
and EK. The package knows no contract: actions, OINs and trusted certificates are parameters. A receiver calls, in turn,
`envelope.lees_envelope`, `adressering.controleer_adressering`, `verifieer.verifieer` and `antwoord.stel_antwoord_op`
(or `antwoord.stel_fout_op` for an `Edufout`); a sender calls `verzoek.stel_verzoek_op` and
`verifieer.lees_antwoord`.
"""
