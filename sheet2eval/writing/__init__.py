"""What a run comes to, as cells: the tool's own tabs and `eval:` columns. Pure; a book does the writing."""
