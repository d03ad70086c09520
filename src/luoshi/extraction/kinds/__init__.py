"""What words ask for: a task, a target, a ban, a fault to be put right, or nothing."""

from luoshi.extraction.kinds.drafts import Draft, trimmed
from luoshi.extraction.kinds.owned import kind_of
from luoshi.extraction.kinds.parts import Commands, is_told
from luoshi.extraction.kinds.passage import Passage, read_passage
from luoshi.extraction.kinds.sentence import read_sentence

__all__ = ["Commands", "Draft", "Passage", "is_told", "kind_of", "read_passage", "read_sentence", "trimmed"]
