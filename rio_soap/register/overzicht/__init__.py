"""All of an organisation at once: structure, overview, and the signed statement of it."""
