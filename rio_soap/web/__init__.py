"""The screens: what everybody may see, what an institution keeps, and the workbench in the browser.

Views on the readings that there are, by the functions of the JSON API, and writing by messages through the pipeline.
They work without JavaScript. Source: our own design (aanvulling 2 and 3).
"""
