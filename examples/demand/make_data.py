#!/usr/bin/env python3
"""Writes a made-up demand series of taxi pickups per hour and zone: make_data.py FOLDER

    train.csv     January to May 2025, what the model was trained on
    steady.csv    June 2025, a month like any other
    collapse.csv  July 2025: from the 11th demand falls to 30%, drivers' ratings go missing (9% of
                  the month), and a channel turns up that training never saw

The same bytes on every run: integers only, with a generator of its own. There is no season and
no trend on purpose, so that nothing but the collapse is different in July.
"""
import os
import sys
from datetime import date, timedelta

MONTHS = {
    "train.csv": (date(2025, 1, 1), date(2025, 6, 1)),
    "steady.csv": (date(2025, 6, 1), date(2025, 7, 1)),
    "collapse.csv": (date(2025, 7, 1), date(2025, 8, 1)),
}
COLLAPSE = date(2025, 7, 11)

HEADER = (
    "hour_start,zone,weekday,pickups,pickups_last_week,temperature,mean_fare,channel,driver_rating"
)

# zone: pickups in an average hour, mean fare in cents
ZONES = {
    "airport": (90, 4100),
    "centre": (220, 1350),
    "docks": (60, 1800),
    "hills": (45, 2250),
    "station": (150, 1200),
    "university": (75, 1050),
}
# Percent of the average, for each hour of the day and each day of the week from Monday.
HOURS = [45, 35, 25, 20, 25, 45, 75, 115, 135, 120, 105, 105,
         110, 110, 110, 115, 130, 150, 165, 160, 145, 130, 105, 75]
WEEKDAYS = [95, 98, 100, 104, 112, 106, 85]


class Generator:
    """SplitMix64 (Steele, Lea and Flood 2014)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (z ^ (z >> 31)) % n

    def bell(self, spread):
        """An integer around 0, in -3*spread...3*spread; its standard deviation is about spread."""
        return sum(self.below(2 * spread + 1) - spread for _ in range(3))


def decimal(number, places):
    """1234 with two places is 12.34."""
    scale = 10 ** places
    whole, part = divmod(abs(number), scale)
    return f"{'-' if number < 0 else ''}{whole}.{part:0{places}d}"


def days(start, end):
    return (start + timedelta(days=n) for n in range((end - start).days))


def channel(random, collapsed):
    if collapsed and random.below(100) < 8:
        return "partner"
    draw = random.below(100)
    return "app" if draw < 55 else "street" if draw < 85 else "phone"


def rows():
    """Pairs of a day and a line, in order of time, from a week before the first month on."""
    random = Generator(20250101)
    pickups = {}
    weather = 0
    for day in days(MONTHS["train.csv"][0] - timedelta(days=7), MONTHS["collapse.csv"][1]):
        collapsed = day >= COLLAPSE
        weekday = day.isoweekday()
        weather = weather * 4 // 10 + random.bell(25)
        for hour in range(24):
            warmth = 50 - abs(hour - 15) * 100 // 12 if hour >= 3 else -50
            temperature = 90 + weather + warmth + random.bell(20)
            for zone, (level, fare) in ZONES.items():
                count = level * HOURS[hour] * WEEKDAYS[weekday - 1] // 10_000
                count = count * (100 + random.bell(12)) // 100
                if collapsed:
                    count = count * 30 // 100
                cents = fare * (1000 + random.bell(90)) // 1000
                rating = decimal(min(500, 462 + random.bell(18)), 2)
                if random.below(1000) < (130 if collapsed else 4):
                    rating = ""
                last_week = pickups.get((day - timedelta(days=7), hour, zone), count)
                pickups[day, hour, zone] = count
                yield day, (
                    f"{day.isoformat()}T{hour:02d}:00:00Z,{zone},{weekday},{count},{last_week},"
                    f"{decimal(temperature, 1)},{decimal(cents, 2)},"
                    f"{channel(random, collapsed)},{rating}\n"
                )


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_data.py FOLDER")
    os.makedirs(sys.argv[1], exist_ok=True)
    lines = list(rows())
    for name, (start, end) in MONTHS.items():
        path = os.path.join(sys.argv[1], name)
        month = [line for day, line in lines if start <= day < end]
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(HEADER + "\n")
            file.writelines(month)
        print(f"{path}: {len(month)} rows")


if __name__ == "__main__":
    main()
