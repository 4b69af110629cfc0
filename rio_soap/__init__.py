"""rio_soap: RIO (Registratie Settings en Opleidingen) V4 as a service on anyone's machine."""
