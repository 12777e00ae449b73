"""Telling people, by a webhook, that something broke or that the gate was crossed: each event once."""
