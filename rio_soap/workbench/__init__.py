"""The vendor's workbench: why a message is refused, and in what two signed messages differ.

It stands above the service, whose own judgement it repeats step by step, and adds the cause: what the vendor did that
led to the finding. Nothing here stores anything.
"""
