"""DER as a tree: to take a file apart, change one thing in it, and put it together with the right lengths."""

import dataclasses

INTEGER, OCTETS, TEXT, SEQUENCE = 0x02, 0x04, 0x0C, 0x30

CONSTRUCTED = 0x20


@dataclasses.dataclass
class Node:
    """One value: its tag, and either its bytes or the values in it."""

    tag: int
    content: bytes | list

    def __getitem__(self, path):
        """The value at an index, or along a path of them."""
        node = self
        for index in path if isinstance(path, tuple) else (path,):
            node = node.content[index]
        return node

    def __len__(self):
        return len(self.content)

    @property
    def is_leaf(self):
        return isinstance(self.content, bytes)

    @property
    def encoded(self):
        content = self.content if self.is_leaf else b"".join(node.encoded for node in self.content)
        return bytes([self.tag]) + length(len(content)) + content

    @property
    def text(self):
        return self.content.decode()

    @property
    def number(self):
        return int.from_bytes(self.content, "big", signed=True)

    def leaves(self, path=()):
        """Every value that holds no others, with the path to it."""
        if self.is_leaf:
            yield path, self
        else:
            for index, node in enumerate(self.content):
                yield from node.leaves((*path, index))


def parse(data):
    """The tree of the one value that `data` is."""
    node, rest = take(data)
    if rest:
        raise ValueError(f"{len(rest)} bytes after the end")
    return node


def take(data):
    """The first value of `data`, and what follows it. It reads what the program wrote, which has short tags only."""
    tag, first, rest = data[0], data[1], data[2:]
    if first >= 0x80:
        first, rest = int.from_bytes(rest[:first - 0x80], "big"), rest[first - 0x80:]
    if len(rest) < first:
        raise ValueError(f"{first} bytes announced, and {len(rest)} are there")
    content, rest = rest[:first], rest[first:]
    if not tag & CONSTRUCTED:
        return Node(tag, content), rest
    children = []
    while content:
        child, content = take(content)
        children.append(child)
    return Node(tag, children), rest


def length(count):
    """The shortest form, as DER wants it."""
    if count < 0x80:
        return bytes([count])
    digits = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([0x80 + len(digits)]) + digits


def integer(value):
    return Node(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def text(value):
    return Node(TEXT, value.encode())


def flipped(data):
    """One bit of the middle byte made another."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]
