#!/usr/bin/env python3
"""The model as Tidemark asks it: a record a line in, CSV without a header; a probability a line out.

An empty line ends a batch. Records are collected until then, since the model takes about as long for
one as for a thousand.
"""
import pickle
import sys

with open("model.pickle", "rb") as file:
    model = pickle.load(file)

batch = []
for line in sys.stdin:
    if line.strip():
        batch.append([float(cell) for cell in line.split(",")])
    elif batch:
        for _, p in model.predict_proba(batch):
            print(p)
        sys.stdout.flush()
        batch = []
