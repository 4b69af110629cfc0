"""rio_soap: RIO (Registratie Instellingen en Opleidingen) V4 as a service on anyone's machine."""
