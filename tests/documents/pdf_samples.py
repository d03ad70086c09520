"""PDF files written by hand: every page is a list of lines, a scan, or blank."""

SCAN = object()
BLANK = object()

_SCAN_CONTENT = b"q 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Identity def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def pdf(*pages, trailer=b""):
    """The characters' codes are their Unicode values, so any text can be written without a font file."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (count, b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(count))),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
            b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        stream(_UNICODE),
    ]
    for number, page in enumerate(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (7 + 2 * number),
            stream(_content(page)),
        ]
    return _file(objects, trailer)


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _content(page):
    if page is SCAN:
        return _SCAN_CONTENT
    if page is BLANK:
        return b""
    shown = b"".join(
        b"1 0 0 1 80 %d Tm <%s> Tj\n" % (760 - 28 * n, _hex(line)) for n, line in enumerate(page)
    )
    return b"BT /F1 16 Tf\n" + shown + b"ET"


def _hex(line):
    return line.encode("utf-16-be").hex().encode()


def _file(objects, trailer):
    output = b"%PDF-1.7\n"
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(output)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    output += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, entries)
    output += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return output
