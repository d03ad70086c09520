"""The Merkle tree of RFC 9162 section 2.1, as pure functions over a reader of stored hashes.

A node (level, index) is the root of the complete subtree over the leaves index * 2**level up to, but without,
(index + 1) * 2**level; level 0 are the leaves. Only complete subtrees are stored: they never change as the
tree grows.
"""

from collections.abc import Callable, Iterator, Sequence

from luoshi.kernel.hashing import SHA256, Hashing

NodeReader = Callable[[int, int], bytes]


def completed(
    index: int, leaf: bytes, node: NodeReader, *, by: Hashing = SHA256
) -> list[tuple[int, int, bytes]]:
    """The subtrees that become complete by appending leaf ``index``: (level, index, hash), lowest first."""
    nodes: list[tuple[int, int, bytes]] = []
    level, subtree = 0, leaf
    while index & 1:
        subtree = by.node(node(level, index - 1), subtree)
        level, index = level + 1, index >> 1
        nodes.append((level, index, subtree))
    return nodes


def peaks(size: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, index) that make up ``size`` leaves from ``start``, largest first."""
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            yield level, start >> level
            start += 1 << level


def root(size: int, node: NodeReader, *, by: Hashing = SHA256) -> bytes:
    """The head of the tree of the first ``size`` leaves."""
    return _span(0, size, node, by=by) if size else by.empty_root


def inclusion_proof(index: int, size: int, node: NodeReader, *, by: Hashing = SHA256) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    start = 0
    while size > 1:
        left = _left(size)
        if index < start + left:
            path.append(_span(start + left, size - left, node, by=by))
            size = left
        else:
            path.append(_span(start, left, node, by=by))
            start, size = start + left, size - left
    return path[::-1]


def consistency_proof(old: int, new: int, node: NodeReader, *, by: Hashing = SHA256) -> list[bytes]:
    """What shows that the tree of ``new`` leaves begins with that of ``old``; empty if old is 0 or new."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} cannot be the beginning of a tree of {new}")
    if old == 0:
        return []
    proof: list[bytes] = []
    start = 0
    while old != new:
        left = _left(new)
        if old <= left:
            proof.append(_span(start + left, new - left, node, by=by))
            new = left
        else:
            proof.append(_span(start, left, node, by=by))
            start, old, new = start + left, old - left, new - left
    if start:
        proof.append(_span(start, new, node, by=by))
    return proof[::-1]


def verify_inclusion(
    leaf: bytes, proof: Sequence[bytes], *, index: int, size: int, root: bytes, by: Hashing = SHA256
) -> bool:
    """Whether ``leaf`` stands at ``index`` of the tree of ``size`` leaves whose head is ``root``."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = by.node(sibling, reached)
            place, last = _climb(place, last)
        else:
            reached = by.node(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def verify_consistency(
    proof: Sequence[bytes],
    *,
    old: int,
    new: int,
    old_root: bytes,
    new_root: bytes,
    by: Hashing = SHA256,
) -> bool:
    """Whether the tree of ``new`` leaves with ``new_root`` begins with that of ``old`` with ``old_root``."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not proof and old_root == (by.empty_root if old == 0 else new_root)
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _replay(steps, place=place, last=last, by=by) == (old_root, new_root)


def _replay(steps: Sequence[bytes], *, place: int, last: int, by: Hashing) -> tuple[bytes, bytes] | None:
    old_side = new_side = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old_side, new_side = by.node(sibling, old_side), by.node(sibling, new_side)
            place, last = _climb(place, last)
        else:
            new_side = by.node(new_side, sibling)
        place, last = place >> 1, last >> 1
    return (old_side, new_side) if last == 0 else None


def _climb(place: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the right edge has no sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _left(size: int) -> int:
    """The largest power of two below ``size``: where the tree of ``size`` >= 2 leaves divides."""
    return 1 << ((size - 1).bit_length() - 1)


def _span(start: int, size: int, node: NodeReader, *, by: Hashing) -> bytes:
    """The root over ``size`` >= 1 leaves from ``start``, which must be a place where a tree divides."""
    *larger, smallest = peaks(size, start)
    reached = node(*smallest)
    for peak in reversed(larger):
        reached = by.node(node(*peak), reached)
    return reached
