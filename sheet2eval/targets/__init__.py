"""What is evaluated: one module a kind, its file name the `kind` in the configuration.

A module of this folder has `Options`, a frozen dataclass whose fields are its keys in `sheet2eval.toml` (with
types and defaults: the configuration is checked against them), and `open_target(name, options, folder) -> Target`.
"""
