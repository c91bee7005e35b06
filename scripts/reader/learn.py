"""
Teaches the reader: a small transformer that says of each word and value of a document what it is.

    python learn.py DOCUMENTS BASE OUT [--without HAND,HAND] [--epochs 12]

DOCUMENTS is what `export.ts` wrote, BASE a folder with the `model.safetensors` of all-MiniLM-L6-v2, OUT the folder that
gets `reader.onnx`, with weights of 8 bits. See README.md. On two cores an epoch over 1,100 documents takes about three minutes.
"""

import argparse
import json
import random
import time
from pathlib import Path

import onnxruntime.quantization as quantization
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from swap_names import SwapNames

WIDTH, HEADS, INNER, LAYERS, PLACES = 384, 12, 1536, 6, 512
SHAPES, COLUMNS, MARKS, SIGNS = 16, 34, 16, 64
WINDOW, STRIDE = 510, 380
BEGINS, ENDS, MASKED = 101, 102, 103
# In a token of `export.ts`.
ID, SHAPE, COLUMN, MARK, HEAD, TAG, ROLE, AMOUNT, DATE = range(9)
NO_TARGET = -100
TOKENS_PER_BATCH = 3072


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, hidden):
        parts = [line(x).view(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2) for line in (self.query, self.key, self.value)]
        seen = F.scaled_dot_product_attention(*parts, attn_mask=hidden).transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Sums what a token is, where it stands and how it is written, and answers four questions about it."""

    def __init__(self, words, sizes, dropout=0.1):
        super().__init__()
        self.words, self.places = nn.Embedding(words, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.signs, self.shapes = nn.Embedding(SIGNS, WIDTH), nn.Embedding(SHAPES, WIDTH)
        self.columns, self.marks = nn.Embedding(COLUMNS, WIDTH), nn.Embedding(MARKS, WIDTH)
        for own, spread in ((self.signs, 0.02), (self.shapes, 0.005), (self.columns, 0.005), (self.marks, 0.005)):
            nn.init.normal_(own.weight, std=spread)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.answers = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in sizes.items()})

    def start_from(self, file):
        weights = load_file(file)
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
        names |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        names |= {"inner": "intermediate.dense", "outer": "output.dense", "norm2": "output.LayerNorm"}
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            kind = weights["embeddings.token_type_embeddings.weight"][0]
            self.places.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
            for side in ("weight", "bias"):
                getattr(self.norm, side).copy_(weights[f"embeddings.LayerNorm.{side}"])
                for number, layer in enumerate(self.layers):
                    for own, theirs in names.items():
                        getattr(getattr(layer, own), side).copy_(weights[f"encoder.layer.{number}.{theirs}.{side}"])

    def see(self, ids, shapes, columns, marks, hidden):
        signs = ((ids > 0) & (ids < SIGNS)).unsqueeze(-1)
        x = torch.where(signs, self.signs(ids.clamp(max=SIGNS - 1)), self.words(ids))
        x = x + self.places.weight[: ids.shape[1]] + self.shapes(shapes) + self.columns(columns) + self.marks(marks)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Product(nn.Module):
    """What the product runs: one window, the chances of all answers beside one another. Signs are words like others."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader
        with torch.no_grad():
            reader.words.weight[1:SIGNS] = reader.signs.weight[1:]

    def forward(self, ids, shapes, columns, marks):
        reader = self.reader
        x = reader.words(ids) + reader.places.weight[: ids.shape[1]]
        x = reader.norm(x + reader.shapes(shapes) + reader.columns(columns) + reader.marks(marks))
        for layer in reader.layers:
            x = layer(x, None)
        asked = ("tag", "role", "amount", "date")
        return torch.cat([torch.softmax(reader.answers[name](x), -1) for name in asked], -1)[0]


def to_windows(document):
    tokens, windows, start = document["tokens"], [], 0
    while True:
        windows.append((tokens[start : start + WINDOW], document["type"]))
        if start + WINDOW >= len(tokens):
            return windows
        start += STRIDE


def to_batches(windows):
    """Windows of about the same length together, in no order."""
    batches, batch, longest = [], [], 0
    for index in sorted(range(len(windows)), key=lambda i: len(windows[i][0]) + random.random() * 40):
        longest = max(longest, len(windows[index][0]) + 2)
        if batch and longest * (len(batch) + 1) > TOKENS_PER_BATCH:
            batches.append(batch)
            batch, longest = [], len(windows[index][0]) + 2
        batch.append(index)
    batches.append(batch)
    random.shuffle(batches)
    return [[windows[index] for index in each] for each in batches]


def to_tensors(batch):
    length = max(len(tokens) for tokens, _ in batch) + 2
    seen = torch.zeros(4, len(batch), length, dtype=torch.long)
    wanted = torch.full((4, len(batch), length), NO_TARGET)
    there = torch.zeros(len(batch), length)
    for row, (tokens, _) in enumerate(batch):
        end = len(tokens) + 1
        there[row, : end + 1] = 1
        seen[0, row, 0], seen[0, row, end] = BEGINS, ENDS
        if tokens:
            columns = torch.tensor(tokens).T
            seen[:, row, 1:end] = columns[: MARK + 1]
            wanted[:, row, 1:end] = torch.where((columns[HEAD] == 1) | (columns[TAG:] == NO_TARGET), columns[TAG:], NO_TARGET)
    return seen, wanted, there


def loss_of(reader, batch):
    seen, wanted, there = to_tensors(batch)
    x = reader.see(*seen, (1 - there)[:, None, None, :] * -1e4)
    answered = reader.dropout(x)
    total = x.sum() * 0
    for (name, weight), target in zip((("tag", 2), ("role", 1), ("amount", 1), ("date", 1)), wanted):
        if (target != NO_TARGET).any():
            scores = reader.answers[name](answered).transpose(1, 2)
            total = total + weight * F.cross_entropy(scores, target, ignore_index=NO_TARGET)
    # What kind of document it is: asked here only, because whoever knows it reads the rest better.
    middle = (x * there.unsqueeze(-1)).sum(1) / there.sum(1, keepdim=True)
    types = torch.tensor([kind for _, kind in batch])
    return total + 0.5 * F.cross_entropy(reader.answers["kind"](reader.dropout(middle)), types)


def learn(reader, documents, epochs, rate=3e-4):
    change = SwapNames(documents, MASKED)
    reader.words.weight.requires_grad = False
    own = {id(each) for part in (reader.signs, reader.shapes, reader.columns, reader.marks, reader.answers) for each in part.parameters()}
    trained = [each for each in reader.parameters() if each.requires_grad]
    groups = [{"params": [each for each in trained if id(each) not in own], "lr": rate}]
    groups.append({"params": [each for each in trained if id(each) in own], "lr": rate * 8})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    steps = int(len(to_batches([w for each in documents for w in to_windows(each)])) * epochs * 1.02)
    ramp = lambda step: min(1, (step + 1) / (0.1 * steps)) * max(0.02, (steps - step) / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, ramp)
    started = time.time()
    for epoch in range(epochs):
        reader.train()
        losses = []
        for batch in to_batches([w for each in documents for w in to_windows(change(each))]):
            loss = loss_of(reader, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {time.time() - started:.0f} s", flush=True)


def save(reader, folder):
    reader.eval()
    none = torch.zeros(1, 64, dtype=torch.int32)
    inputs = ("ids", "shapes", "columns", "marks")
    axes = {name: {1: "tokens"} for name in inputs} | {"tokens": {0: "tokens"}}
    whole = folder / "reader.whole.onnx"
    torch.onnx.export(
        Product(reader), (none + 1000, none, none, none), whole, input_names=list(inputs), output_names=["tokens"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )
    quantization.quantize_dynamic(
        whole, folder / "reader.onnx", weight_type=quantization.QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    whole.unlink()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", default="")
    parser.add_argument("--epochs", type=int, default=12)
    given = parser.parse_args()
    random.seed(1031)
    torch.manual_seed(1031)
    head, *documents = [json.loads(line) for line in given.documents.open()]
    left_out = set(given.without.split(","))
    documents = [each for each in documents if each["hand"] not in left_out]
    print(f"{len(documents)} documents", flush=True)
    reader = Reader(head["words"], head["answers"])
    reader.start_from(given.base / "model.safetensors")
    learn(reader, documents, given.epochs)
    save(reader, given.out)


if __name__ == "__main__":
    main()
