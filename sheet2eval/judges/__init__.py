"""Who grades criteria: one module a kind, its file name the `kind` in the configuration.

A module of this folder has `Options`, a frozen dataclass whose fields are its keys in `sheet2eval.toml`, and
`open_judge(name, options) -> Judge`.
"""
