"""What bench/run measured: reads lines "ROUND PRECISION PROGRAM SECONDS" and prints medians and ratios."""
import sys
from collections import defaultdict
from statistics import median


NOTE = """
Below 1 Pleura takes less time. Read the ratios: each compares two runs that followed one another. Seconds of a
machine that does something else as well mean nothing by themselves, and a wide range of the ratios says that
more rounds on a quieter machine are wanted."""


def main():
    times = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))  # precision, program, round
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            round_, precision, program, seconds = line.split()
            times[precision][program][int(round_)].append(float(seconds))
    print("| precision | Pleura, s an epoch | SMP, s an epoch | Pleura / SMP, median of rounds | by round |")
    print("| --- | --- | --- | --- | --- |")
    for precision, programs in times.items():
        overall = {name: median(s for rounds in programs[name].values() for s in rounds) for name in programs}
        rounds = sorted(programs["Pleura"])
        ratios = [median(programs["Pleura"][r]) / median(programs["SMP"][r]) for r in rounds]
        print(
            f"| {precision} | {overall['Pleura']:.2f} | {overall['SMP']:.2f} | {median(ratios):.3f} "
            f"({min(ratios):.3f} to {max(ratios):.3f}) | {', '.join(f'{r:.3f}' for r in ratios)} |"
        )
    print(NOTE)


if __name__ == "__main__":
    main()
