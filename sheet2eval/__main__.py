"""`python -m sheet2eval`."""

from sheet2eval.cli import main

if __name__ == "__main__":
    main()
