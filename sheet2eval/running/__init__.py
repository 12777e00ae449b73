"""Asking the targets: every trial, at the target's pace, within the budget, kept before it counts."""
