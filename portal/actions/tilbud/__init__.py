"""Offers that are asked of the jobcenter: recommended, agreed on, sent, decided, taken back."""
