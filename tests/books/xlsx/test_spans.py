from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.xlsx import spans
from sheet2eval.books.xlsx.scan import XmlError
from sheet2eval.books.xlsx.spans import Edit

names = st.sampled_from(["a", "x:b", "c-d"])
attributes = st.sampled_from(["", " k='>'", ' k="/>"', '\n q = "\'" '])
leaves = st.tuples(names, attributes).map("<{0[0]}{0[1]}/>".format) | st.sampled_from(
    ["text", "é中", "<!-- <a> -->", "<![CDATA[</a>]]>", "<?pi >?>", ">"]
)
trees = st.recursive(
    leaves,
    lambda inner: st.tuples(names, attributes, st.lists(inner, max_size=4).map("".join)).map(
        "<{0[0]}{0[1]}>{0[2]}</{0[0]} >".format
    ),
)


@given(trees)
def test_spans_are_those_of_the_elements(tree):
    part = f"<root>{tree}</root>".encode()
    root = spans.parse(part)
    assert (root.start, root.end) == (0, len(part))
    for element in root.walk():
        name = element.qualified.encode()
        assert part[element.start :].startswith(b"<" + name)
        if element.inner == element.end:
            assert part[element.end - 2 : element.end] == b"/>"
        else:
            assert part[element.inner - 1 : element.inner] == b">"
            assert part[element.inner_end : element.end].strip(b"</ >") == name
        assert all(
            element.inner <= child.start < child.end <= element.inner_end for child in element.children
        )


def test_elements_that_are_nested_without_end_are_refused():
    depth = spans.MAX_DEPTH
    assert len(list(spans.parse(b"<a>" * depth + b"</a>" * depth).walk())) == depth
    with pytest.raises(XmlError, match="nested too deeply"):
        spans.parse(b"<a>" * 50_000 + b"</a>" * 50_000)


@pytest.mark.parametrize("chunks", ["abcdef", "abc|def", "a|b|c|d|e|f", "a||bcd|ef|"])
def test_edits(chunks):
    edits = [Edit(4, 5, b"E"), Edit(1, 1, b"-"), Edit(1, 2, b"B"), Edit(6, 6, b".")]
    parts = chunks.encode().split(b"|")
    assert b"".join(spans.pieces(parts, spans.in_order(edits))) == b"a-BcdEf."
    assert spans.apply(b"".join(parts), edits) == b"a-BcdEf."


def test_overlapping_edits_are_a_bug():
    with pytest.raises(RuntimeError, match="overlap"):
        spans.apply(b"abcdef", [Edit(1, 4, b""), Edit(3, 5, b"")])


@pytest.mark.parametrize(
    ("tag", "changes", "result"),
    [
        (b"<a/>", {"k": "1"}, b'<a k="1"/>'),
        (b"<a >", {"k": "<"}, b'<a  k="&lt;">'),
        (b"<a k = '1' l=\"2\">", {"k": "3"}, b'<a k="3" l="2">'),
        (b"<a k='1' l='2'/>", {"k": None}, b"<a l='2'/>"),
        (b"<a l=' k=\"1\"'/>", {"k": None}, b"<a l=' k=\"1\"'/>"),
        (b"<a>", {"k": None}, b"<a>"),
    ],
)
def test_attributes(tag, changes, result):
    assert spans.with_attributes(tag, changes) == result


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"]
)
def test_encodings(encoding):
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    part = f'<?xml version="1.0" encoding="{declared}"?><a k="é"><b/></a>'
    root = spans.parse(spans.as_utf8(part.encode(encoding)))
    assert root.attributes == {"k": "é"}
    assert spans.as_utf8(part.encode(encoding))[slice(root.first("b").start, root.first("b").end)] == b"<b/>"


@pytest.mark.parametrize(
    "part",
    [b"<!DOCTYPE a><a/>", b"<a>", b"", b'<?xml version="1.0" encoding="no-such"?><a/>', b"<a k='\xff'/>"],
)
def test_what_is_no_xml_of_ours(part):
    with pytest.raises(XmlError):
        spans.parse(spans.as_utf8(part))
