"""Loading DUO's open data: the CSV files in which RIO is published, in their exact published form.

`laden.laad` is the way in; `laden.SOORTEN` says which file goes to which loader, in order.
"""
