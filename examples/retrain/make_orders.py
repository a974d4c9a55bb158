#!/usr/bin/env python3
"""Writes three weeks of made-up deliveries, a CSV each: make_orders.py FOLDER

    ordered_at,distance_km,items,minutes

Week 1 is the city. In weeks 2 and 3 a suburb is served as well and the bridge on the way to it is
closed, so that distances are longer and each kilometre takes more time. The same bytes every time.
"""
import csv
import datetime
import os
import random
import sys

MONDAY = datetime.datetime(2027, 3, 1)
ORDERS = 2_000


def order(source, at, suburb):
    far = suburb and source.random() < 0.5
    distance = source.uniform(6, 15) if far else min(6, source.lognormvariate(0.8, 0.5))
    items = source.randint(1, 8)
    per_km = 4.4 if suburb else 3.1
    minutes = 12 + per_km * distance + 1.2 * items + source.gauss(0, 2.5)
    return [at.isoformat() + "Z", round(distance, 2), items, round(max(5, minutes), 1)]


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    source = random.Random(5)
    for week in range(3):
        start = MONDAY + datetime.timedelta(weeks=week)
        seconds = sorted(source.randrange(7 * 86_400) for _ in range(ORDERS))
        with open(f"{folder}/week-{week + 1}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["ordered_at", "distance_km", "items", "minutes"])
            for second in seconds:
                at = start + datetime.timedelta(seconds=second)
                writer.writerow(order(source, at, suburb=week > 0))


main()
