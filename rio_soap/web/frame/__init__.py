"""The frame of the screens: from a request to a page, in the language of the path, for whoever is logged in."""
