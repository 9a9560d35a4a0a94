"""What can go wrong, for callers who want to tell the cases apart."""

from __future__ import annotations


class OnRecordError(Exception):
    """Any error of onrecord's own; the message is meant for people."""


class PageError(OnRecordError):
    """A page cannot be read."""


class ModelError(OnRecordError):
    """A model is missing, damaged, or of another version."""


class LedgerError(OnRecordError):
    """A ledger cannot be opened, read or written."""


class SettingsError(OnRecordError):
    """A setting has a value that cannot be used."""


class UnfitReadingError(LedgerError):
    """One reading that no ledger takes; others can still be kept."""
