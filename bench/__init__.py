"""How fast, how large."""

from onrecord.helpers import settle

settle()
