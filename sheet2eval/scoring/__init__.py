"""From verdicts to figures: rates with intervals, changes, comparisons, agreement with people. Pure."""
