"""onrecord: who claims what, in which words, through whom."""

from onrecord.records import Act, Document, Page, Reading, Skipped, Speaker, SpeakerKind, Statement, Style

__all__ = ["Act", "Document", "Page", "Reading", "Skipped", "Speaker", "SpeakerKind", "Statement", "Style"]
