"""Pages for everybody: searching, objects, lists, files, help."""
