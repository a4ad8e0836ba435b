"""Findings, meetings and the next thing to do, in words. Knows neither the web nor the database."""
