"""Fuzzing of what strangers reach: messages, HTTP, certificates. ``make fuzz`` runs it; the tests do a little of it."""
