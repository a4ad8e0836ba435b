"""The law. Pure: it knows no web framework, no database, no clock and no settings.

Facts go in (`facts`), a Decision comes out (`law`). One file per topic, each opening with its paragraph.
"""
