"""What all books that are files have in common."""

from pathlib import Path

import pytest

from sheet2eval.books.files import identity


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "sheet.xlsx").touch()
    (tmp_path / "link.xlsx").symlink_to("sheet.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", ["sheet.xlsx", "./sheet.xlsx", "link.xlsx", "../{folder}/sheet.xlsx"])
def test_every_path_to_a_sheet_is_the_same_sheet(folder, path):
    assert identity(Path(path.format(folder=folder.name))) == identity(folder / "sheet.xlsx")


def test_another_file_is_another_sheet(folder):
    assert identity(Path("other.xlsx")) != identity(folder / "sheet.xlsx")
