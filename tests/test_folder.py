import pytest

from sheet2eval.checks.check import BadArgument
from sheet2eval.folder import MAX_BYTES, read_beside


@pytest.mark.parametrize("content", ['{"a": "ü"}'.encode(), '\ufeff{"a": "ü"}'.encode()])
def test_a_file_is_read_as_text_without_its_byte_order_mark(tmp_path, content):
    (tmp_path / "s.json").write_bytes(content)
    assert read_beside(tmp_path, "s.json") == '{"a": "ü"}'


@pytest.mark.parametrize("name", ["../s.json", "/etc/passwd", ".env", "..", "sub/s.json", "", "missing.json"])
def test_only_bare_names_of_files_that_are_there(tmp_path, name):
    (tmp_path / "sub").mkdir()
    for place in (tmp_path / ".env", tmp_path / "sub" / "s.json", tmp_path.parent / "s.json"):
        place.write_text("secret")
    with pytest.raises(BadArgument):
        read_beside(tmp_path, name)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b" " * (MAX_BYTES + 1)])
def test_no_text_and_too_much_of_it(tmp_path, content):
    (tmp_path / "s.json").write_bytes(content)
    with pytest.raises(BadArgument):
        read_beside(tmp_path, "s.json")
