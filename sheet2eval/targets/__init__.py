"""What is evaluated: one module a kind, its file name the `kind` in the configuration.

A module of this folder has

- `Options`, a frozen dataclass (a `TargetOptions`) whose fields are its keys in `sheet2eval.toml`, with types
  and defaults: the configuration is checked against them; what else can be wrong raises ValueError there
- `open_target(name, options, folder) -> Target`, where `folder` is that of the configuration; SetupError with
  one line where the target cannot be had
- where a target of this kind can be given whole, on the command line: `FORM`, how that is written, and
  `given(name)`, what the configuration would say instead (ValueError where that cannot be read)
"""
