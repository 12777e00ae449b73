"""Language models behind OpenAI's API or one like it: what everything that asks them shares."""
