"""The kinds of file that are told apart by content, and what to say about those that cannot be read."""

from luoshi.kernel.terms import Term


class Format(Term):
    """The value is what callers store; the label is what a person calls such a file."""

    TXT = "txt", "纯文本"
    CSV = "csv", "CSV 表格"
    DOCX = "docx", "Word 文档（docx）"
    DOC = "doc", "Word 97-2003 文档（doc）"
    OLD_DOC = "old-doc", "Word 95 或更早的文档"
    PDF = "pdf", "PDF 文件"
    XLSX = "xlsx", "Excel 工作簿（xlsx）"
    XLS = "xls", "Excel 97-2003 工作簿（xls）"
    PPTX = "pptx", "演示文稿"
    PPT = "ppt", "演示文稿（旧版）"
    HTML = "html", "网页"
    WORD_XML = "word-xml", "Word XML 文档"
    RTF = "rtf", "RTF 文档"
    OFD = "ofd", "OFD 版式文件"
    OPEN_DOCUMENT = "open-document", "OpenDocument 文档"
    ARCHIVE = "archive", "压缩包"
    IMAGE = "image", "图片"
    ENCRYPTED = "encrypted", "加密的 Office 文件"
    BINARY = "binary", "无法识别的二进制文件"

    @property
    def inline(self) -> str:
        """The label as it stands after a Han character: Latin letters keep a space."""
        return f" {self.label}" if self.label[0].isascii() else self.label


SUFFIXES = {
    Format.TXT: frozenset({"", ".txt", ".text", ".md", ".log"}),
    Format.CSV: frozenset({".csv"}),
    Format.DOCX: frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    Format.DOC: frozenset({".doc", ".dot", ".wps", ".wpt"}),
    Format.PDF: frozenset({".pdf"}),
    Format.XLSX: frozenset({".xlsx", ".xlsm", ".xltx"}),
    Format.XLS: frozenset({".xls", ".xlt", ".et"}),
}

ADVICE = {
    Format.CSV: "表格请到相应的导入页面上传。",
    Format.XLSX: "表格请到相应的导入页面上传。",
    Format.XLS: "表格请到相应的导入页面上传。",
    Format.HTML: "请打开网页复制正文后粘贴，或另存为 Word、纯文本文件后上传。",
    Format.ARCHIVE: "请解压后逐个上传其中的文件。",
    Format.IMAGE: "图片中的文字不能读取，请上传 Word 版或文本版。",
}
DEFAULT_ADVICE = "请另存为 Word（.docx）、PDF 或纯文本文件后上传。"
