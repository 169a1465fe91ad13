"""What the markup of a page of the web says of its voices: comments, captions, the box on the author, furniture.

Invariant: nothing here changes a word; parts are taken out of the tree with their texts, and the reader of the format
lays them out again. No walk is recursive, and no text is read twice without a bound.
"""
