"""Check a proof that recount wrote, with nothing but Python: python check_proof.py PROOF.json [SIZE:ROOT].

SIZE:ROOT is a head of the ledger that you hold from elsewhere, to be compared. A proof shows that an entry, or a claim
of a record that an entry names, stands in the ledger under a head, or that an earlier head is the beginning of a later.
"""

import hashlib
import json
import sys


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def climb(path, index, size, leaf, old=None):
    """Return the roots of the tree that ends with a leaf and of the whole tree: RFC 9162, 2.1.3.2 and 2.1.4.2."""
    small, node, last = old, leaf, size - 1
    for other in path:
        if not last:
            return None, None  # the path is too long
        if index % 2 or index == last:
            small, node = small and sha(b"\1", other, small), sha(b"\1", other, node)
            while not index % 2 and index:
                index, last = index // 2, last // 2
        else:
            node = sha(b"\1", node, other)
        index, last = index // 2, last // 2
    return (None, None) if last else (small, node)


def check_growth(proof, path, root):
    old, size = bytes.fromhex(proof["old_root"]), proof["old_size"]
    index, whole = size - 1, proof["size"] - 1
    if not 0 < size < proof["size"] or not path:
        return size == proof["size"] and old == root and not path
    path = [old, *path] if size & index == 0 else path
    while index % 2:
        index, whole = index // 2, whole // 2
    return climb(path[1:], index, whole + 1, path[0], path[0]) == (old, root)


def check(proof):
    path, root = [bytes.fromhex(node) for node in proof["path"]], bytes.fromhex(proof["root"])
    if "old_root" in proof:
        return check_growth(proof, path, root)
    entry, named = sha(b"\0", proof["entry"].encode()), json.loads(proof["entry"])
    fits = 0 <= proof["index"] < proof["size"] and climb(path, proof["index"], proof["size"], entry)[1] == root
    if "claim" not in proof:
        return fits
    claim = json.dumps(proof["claim"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    part, nodes = proof["within"]["index"], [bytes.fromhex(node) for node in proof["within"]["path"]]
    found = climb(nodes, part, named["claims"], sha(b"\0", claim.encode()))[1]
    return fits and 0 <= part < named["claims"] and found == bytes.fromhex(named["claims_root"])


if __name__ == "__main__":
    proof = json.load(open(sys.argv[1], encoding="utf-8"))
    head = f"{proof['size']}:{proof['root']}"
    fits = check(proof) and sys.argv[2:] in ([], [head])
    print(f"{'fits' if fits else 'DOES NOT FIT'} under {(sys.argv[2:] or [head])[0]}")
    sys.exit(not fits)
