"""What is known, said in a language: claims in, sentences out.

The sentences stand in `templates/words`, one folder a language, one file a section.
"""

from reporter.wording.chosen import chosen_words, words_of
from reporter.wording.words import Said, Words

__all__ = ["Said", "Words", "chosen_words", "words_of"]
