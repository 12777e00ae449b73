"""From a response to findings, from findings to verdicts; and the test of the graders themselves."""
