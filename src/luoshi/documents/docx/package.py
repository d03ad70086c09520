"""The parts of a Word package, parsed without entities."""

from lxml import etree

from luoshi.documents import refusals
from luoshi.documents.archives import Archive
from luoshi.documents.docx.names import STRICT, TRANSITIONAL
from luoshi.documents.formats import Format

_DOCUMENT = "word/document.xml"
_MAIN = "/officeDocument"


class Package:
    """``main`` is the body; other parts are reached by their name under ``word/``."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content, kind=Format.DOCX)
        self._archive.verify()
        name = self._main_name()
        if name not in self._archive.names:
            raise refusals.unreadable(Format.DOCX)
        self.main = self._parse(name)

    @property
    def names(self) -> frozenset[str]:
        return self._archive.names

    def part(self, name: str) -> etree._Element | None:
        """``name`` is relative to ``word/``; None when the package has no such part."""
        path = f"word/{name}"
        return self._parse(path) if path in self.names else None

    def _main_name(self) -> str:
        if "_rels/.rels" not in self.names:
            return _DOCUMENT
        for relation in self._parse("_rels/.rels"):
            if relation.get("Type", "").endswith(_MAIN):
                return relation.get("Target", "").lstrip("/")
        return _DOCUMENT

    def _parse(self, name: str) -> etree._Element:
        """Strict OOXML says the same in other names; a document type is never legitimate in a package."""
        data = self._archive.read(name).replace(STRICT.encode(), TRANSITIONAL.encode())
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise refusals.unreadable(Format.DOCX) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusals.unreadable(Format.DOCX)
        return root
