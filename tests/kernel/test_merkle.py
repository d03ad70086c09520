"""The tree against a naive recursive one, written from the definitions of RFC 9162 section 2.1."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.kernel import merkle
from luoshi.kernel.hashing import SHA256

KNOWN_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(131)
LEAVES = [b"leaf %d" % number for number in range(1100)]


def naive_root(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    left = power_below(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:left]) + naive_root(leaves[left:])).digest()


def power_below(size):
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def naive_path(index, leaves):
    if len(leaves) == 1:
        return []
    left = power_below(len(leaves))
    if index < left:
        return [*naive_path(index, leaves[:left]), naive_root(leaves[left:])]
    return [*naive_path(index - left, leaves[left:]), naive_root(leaves[:left])]


def naive_subproof(old, leaves, *, known):
    if old == len(leaves):
        return [] if known else [naive_root(leaves)]
    left = power_below(len(leaves))
    if old <= left:
        return [*naive_subproof(old, leaves[:left], known=known), naive_root(leaves[left:])]
    return [*naive_subproof(old - left, leaves[left:], known=False), naive_root(leaves[:left])]


def grown(leaves):
    """The hashes that appending one leaf after the other leaves behind."""
    nodes = {}
    for index, data in enumerate(leaves):
        leaf = SHA256.leaf(data)
        new = merkle.completed(index, leaf, lambda level, place: nodes[level, place])
        nodes[0, index] = leaf
        nodes.update({(level, place): subtree for level, place, subtree in new})
    return nodes


@pytest.fixture(scope="module")
def node():
    nodes = grown(LEAVES)
    return lambda level, index: nodes[level, index]


def test_the_published_vectors():
    nodes = grown(KNOWN_LEAVES)
    roots = [merkle.root(size, lambda level, index: nodes[level, index]).hex() for size in range(9)]
    assert roots == KNOWN_ROOTS


def test_appending_completes_each_subtree_once():
    nodes = grown(LEAVES[:100])
    assert sorted(nodes) == [(level, index) for level in range(7) for index in range(100 >> level)]
    assert all(
        subtree == naive_root(LEAVES[index << level : (index + 1) << level])
        for (level, index), subtree in nodes.items()
    )


def test_appending_reads_only_the_left_neighbours():
    read = []

    def reader(level, index):
        read.append((level, index))
        return bytes(32)

    completed = merkle.completed(0b1011, bytes(32), reader)
    assert read == [(0, 0b1010), (1, 0b100)]
    assert [place[:2] for place in completed] == [(1, 0b101), (2, 0b10)]


@pytest.mark.parametrize("size", SIZES)
def test_root_is_that_of_the_definition(size, node):
    assert merkle.root(size, node) == naive_root(LEAVES[:size])


@pytest.mark.parametrize("size", SIZES)
def test_inclusion_is_that_of_the_definition_and_verifies(size, node):
    head = naive_root(LEAVES[:size])
    for index in range(size):
        proof = merkle.inclusion_proof(index, size, node)
        assert proof == naive_path(index, LEAVES[:size])
        leaf = SHA256.leaf(LEAVES[index])
        assert merkle.verify_inclusion(leaf, proof, index=index, size=size, root=head)


@pytest.mark.parametrize("new", SIZES)
def test_consistency_is_that_of_the_definition_and_verifies(new, node):
    head = naive_root(LEAVES[:new])
    for old in range(1, new + 1):
        proof = merkle.consistency_proof(old, new, node)
        assert proof == naive_subproof(old, LEAVES[:new], known=True)
        old_head = naive_root(LEAVES[:old])
        assert merkle.verify_consistency(proof, old=old, new=new, old_root=old_head, new_root=head)


def test_the_empty_tree_begins_every_tree(node):
    assert merkle.consistency_proof(0, 5, node) == []
    head = merkle.root(5, node)
    assert merkle.verify_consistency([], old=0, new=5, old_root=SHA256.empty_root, new_root=head)
    assert not merkle.verify_consistency([], old=0, new=5, old_root=head, new_root=head)
    assert not merkle.verify_consistency([head], old=0, new=5, old_root=SHA256.empty_root, new_root=head)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_no_proof_for_a_leaf_outside(index, size, node):
    with pytest.raises(ValueError, match=f"leaf {index} is not in a tree of {size}"):
        merkle.inclusion_proof(index, size, node)
    assert not merkle.verify_inclusion(bytes(32), [], index=index, size=size, root=bytes(32))


@pytest.mark.parametrize(("old", "new"), [(6, 5), (-1, 5)])
def test_no_proof_for_a_tree_that_shrank(old, new, node):
    with pytest.raises(ValueError, match=f"a tree of {old} cannot be the beginning of a tree of {new}"):
        merkle.consistency_proof(old, new, node)
    assert not merkle.verify_consistency([], old=old, new=new, old_root=bytes(32), new_root=bytes(32))


@given(st.data())
def test_any_inclusion_verifies_and_no_altered_one_does(node, data):
    size = data.draw(st.integers(2, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, node)
    leaf, head = SHA256.leaf(LEAVES[index]), merkle.root(size, node)
    assert merkle.verify_inclusion(leaf, proof, index=index, size=size, root=head)
    forgeries = {
        "other leaf": (SHA256.leaf(b"forged"), proof, index, size, head),
        "other place": (leaf, proof, (index + 1) % size, size, head),
        "other head": (leaf, proof, index, size, merkle.root(size - 1, node)),
        "short": (leaf, proof[:-1], index, size, head),
        "long": (leaf, [*proof, head], index, size, head),
        "flipped": (leaf, flipped(proof, data.draw(st.integers(0, len(proof) - 1))), index, size, head),
    }
    accepted = [
        name
        for name, (leaf, proof, index, size, head) in forgeries.items()
        if merkle.verify_inclusion(leaf, proof, index=index, size=size, root=head)
    ]
    assert accepted == []


@given(st.data())
def test_any_consistency_verifies_and_no_altered_one_does(node, data):
    new = data.draw(st.integers(2, len(LEAVES)))
    old = data.draw(st.integers(1, new - 1))
    proof = merkle.consistency_proof(old, new, node)
    before, after = merkle.root(old, node), merkle.root(new, node)
    forged = SHA256.leaf(b"forged")
    assert merkle.verify_consistency(proof, old=old, new=new, old_root=before, new_root=after)
    forgeries = {
        "other beginning": (proof, forged, after),
        "other end": (proof, before, forged),
        "short": (proof[:-1], before, after),
        "long": ([*proof, after], before, after),
        "none": ([], before, after),
        "flipped": (flipped(proof, data.draw(st.integers(0, len(proof) - 1))), before, after),
    }
    accepted = [
        name
        for name, (proof, before, after) in forgeries.items()
        if merkle.verify_consistency(proof, old=old, new=new, old_root=before, new_root=after)
    ]
    assert accepted == []


def flipped(proof, place):
    return [*proof[:place], bytes([proof[place][0] ^ 1]) + proof[place][1:], *proof[place + 1 :]]
