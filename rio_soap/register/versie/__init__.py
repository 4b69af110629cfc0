"""Every object as it was on any day, as it was known at any moment, and the one feed of all changes."""
