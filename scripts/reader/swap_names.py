"""Changes documents a little each time that they are learned from, so that what stands around a name counts and not the name."""

import random

# In a token of `export.ts`.
ID, SHAPE, COLUMN, MARK, HEAD, TAG, ROLE = range(7)
SIGNS = 64
NO_TARGET = -100
BEGINS_NAME, GOES_ON = 1, 2
# Of `shapeOf` in tokens.ts.
SIGN, SMALL, TITLE, CAPITALS, MIXED = 0, 1, 2, 3, 4
LAST_COLUMN = 32


class SwapNames:
    """
    In half of all readings most names are those of others in the same role. Some words are hidden, some documents are written
    in capitals, and in some the columns are moved or not known.
    """

    def __init__(self, documents, masked):
        self.masked = masked
        self.others = {}
        for document in documents:
            for tokens in names_of(document["tokens"]):
                if not any(0 < token[ID] < SIGNS for token in tokens[2]):
                    self.others.setdefault(tokens[2][0][ROLE], []).append(tokens[2])

    def __call__(self, document):
        tokens = document["tokens"]
        if random.random() < 0.5:
            tokens = self.swap(tokens)
        if random.random() < 0.5:
            tokens = [with_field(token, ID, self.masked) if token[ID] >= SIGNS and random.random() < 0.05 else token for token in tokens]
        if random.random() < 0.1:
            tokens = [with_field(token, SHAPE, CAPITALS) if token[SHAPE] in (SMALL, TITLE, MIXED) else token for token in tokens]
        if random.random() < 0.15:
            by = random.choice([None, random.randint(-6, 6)])
            tokens = [with_field(token, COLUMN, 0 if by is None else max(1, min(LAST_COLUMN, token[COLUMN] + by))) for token in tokens]
        return {**document, "tokens": tokens}

    def swap(self, tokens):
        swapped, at, chosen = [], 0, {}
        for start, end, name in names_of(tokens):
            swapped += tokens[at:start]
            at = end
            key = tuple(token[ID] for token in name if token[ID] >= SIGNS)
            if key not in chosen:
                chosen[key] = random.choice(self.others.get(name[0][ROLE], [None])) if random.random() < 0.8 else None
            swapped += written_as(name, chosen[key]) if chosen[key] else name
        return swapped + tokens[at:]


def written_as(name, other):
    """The other's words at the place of the name, in capitals where the name is."""
    capitals = not any(token[SHAPE] in (SMALL, TITLE, MIXED) for token in name)
    first = name[0]
    words = []
    for token in other:
        shape = CAPITALS if capitals and token[SHAPE] == TITLE else token[SHAPE]
        words.append([token[ID], shape, first[COLUMN], 0, token[HEAD], token[TAG], first[ROLE], NO_TARGET, NO_TARGET])
    return words


def names_of(tokens):
    """Where names begin and end, with the signs of rows that end within them."""
    names, start = [], None
    for index, token in enumerate([*tokens, None]):
        begins = token is not None and token[HEAD] and token[TAG] == BEGINS_NAME
        inside = token is not None and not begins and token[TAG] in (BEGINS_NAME, GOES_ON)
        if start is not None and not inside:
            names.append((start, index, tokens[start:index]))
            start = None
        if begins:
            start = index
    return names


def with_field(token, field, value):
    return [*token[:field], value, *token[field + 1 :]]
