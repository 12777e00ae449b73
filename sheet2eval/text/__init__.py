"""What can be read in running text: words, numbers, times, dates. Pure; knows nothing of sheets or checks."""
