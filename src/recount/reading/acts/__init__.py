"""Acts on a page: each word or expression of ``vocabulary/acts.yaml`` with who suffers it and who does it.

One reader applies the rows to the tree; the readers of harm, parts and events share what it finds.
"""

from recount.reading.acts.frames import Act, acts_of, doers_of, sufferers_of
from recount.reading.acts.lexicon import Frame, frames

__all__ = ["Act", "Frame", "acts_of", "doers_of", "frames", "sufferers_of"]
