"""Who grades criteria: one module a kind, its file name the `kind` in the configuration.

A module of this folder has

- `Options`, a frozen dataclass whose fields are its keys in `sheet2eval.toml`, as in `targets`
- `open_judge(name, options, member) -> Judge`, where `member` opens another judge by its name; SetupError with one
  line where the judge cannot be had
- where a judge of this kind can be given whole, on the command line: `FORM` and `given`, as in `targets`
"""
