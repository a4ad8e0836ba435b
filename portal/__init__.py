"""Selvbooking: citizens book their own jobsamtaler. The rooms are described in README.md."""
