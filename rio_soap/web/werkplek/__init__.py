"""The workbench in the browser: the last messages with cause and remedy, and one to be explained."""
