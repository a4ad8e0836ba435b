"""Letters: what is decided, in words that bind.

`texts/` holds what they say, in Danish, one file per kind and version; a text that has gone out is never
changed, a new version is a new file. `fratagelse.py` chooses the paragraphs that fit a decision, `letter.py`
is the letter itself, kept word for word as it went out, `pdf.py` makes it a tagged PDF.
"""
