"""Syncing again and again: when a sheet is due, what is remembered of it between starts, and who starts it."""
