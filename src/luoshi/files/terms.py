"""Ledger tags of stored files, and the kinds of file that are taken as evidence."""

from luoshi.kernel.terms import Term


class Tag(Term):
    """Ledger tags of this module."""

    FILE_STORED = "file:store", "保存文件"


class Kind(Term):
    """What a file is by its content; the code is its media type as stored and as sent."""

    PDF = "application/pdf", "PDF 文件"
    OFD = "application/ofd", "OFD 版式文件"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation", "演示文稿"
    DOC = "application/msword", "Word 97-2003 文档"
    XLS = "application/vnd.ms-excel", "Excel 97-2003 工作簿"
    PPT = "application/vnd.ms-powerpoint", "演示文稿（旧版）"
    JPEG = "image/jpeg", "JPEG 图片"
    PNG = "image/png", "PNG 图片"
    GIF = "image/gif", "GIF 图片"
    MP4 = "video/mp4", "MP4 视频"
    TXT = "text/plain", "纯文本"
    CSV = "text/csv", "CSV 表格"
