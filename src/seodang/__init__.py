"""Seodang: one curriculum in git, a site for everyone, a fork for every region."""

__version__ = "0.1.0"
