"""Offers that the jobcenter is asked for, on both authorities' side."""
