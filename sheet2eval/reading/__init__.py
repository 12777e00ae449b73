"""From tables to a suite: which tab is which, the rows by id, the check language, the self-test of checks."""
