"""A course as it is brought in: one description of its facts, read from CSV, from JSON and from forms."""
