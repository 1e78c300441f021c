"""Student's t by SciPy, and mean differences over groups and seeds by NumPy and SciPy.

Run: python make_students_t.py > students_t.json
Needs: numpy, scipy (the versions are written into the file).

The references are computed another way than in Pleura: balanced tables by the mean squares of a textbook's two-way
analysis of variance, unbalanced ones by leaving out each group in turn, one seed and equal groups by SciPy's t test.
"""
import json

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(17)

distribution = []
for degrees in (1, 1.25, 2, 2.7, 5, 9.5, 39, 70, 399.3, 10_000, 1_000_000):
    # Nearer to 0 SciPy's own values of few degrees are wrong in the ninth digit.
    for t in (0, 0.01, 0.5, 1, 1.96, 2.5, 4.3, 12.7, 40):
        distribution.append({"degrees": degrees, "t": t, "p": float(2 * stats.t.sf(t, degrees))})
quantiles = [{"degrees": degrees, "p": p, "t": float(stats.t.isf(p / 2, degrees))}
             for degrees in (1, 1.25, 2, 5, 9.5, 39, 399.3, 10_000) for p in (1, 0.5, 0.1, 0.05, 0.01, 1e-6)]


def half(variance, degrees):
    return stats.t.isf(0.025, degrees) * np.sqrt(variance)


def p(mean, variance, degrees):
    return 2 * stats.t.sf(abs(mean) / np.sqrt(variance), degrees)


def case(name, table, sizes, parts):
    """`parts`: variance and degrees of freedom of each source."""
    mean = float(np.average(table.mean(0), weights=sizes))
    width = max(half(*part) for part in parts)
    return {"name": name, "mean": mean, "parts": [[float(x) for x in part] for part in parts],
            "interval": [mean - float(width), mean + float(width)], "p": float(max(p(mean, *part) for part in parts))}


def values(table, sizes):
    """Images of each group and seed with the table's means."""
    result = []
    for row in table:
        groups = []
        for mean, size in zip(row, sizes):
            noise = rng.normal(0, 0.002, size)
            groups.append([float(x) for x in mean + noise - noise.mean()])
        result.append(groups)
    return result


def joined(groups, seeds, both):
    variance = max(groups[0] + seeds[0] - both, groups[0], seeds[0])
    square = groups[0] ** 2 / groups[1] + seeds[0] ** 2 / seeds[1] + both ** 2 / (groups[1] * seeds[1])
    return variance, variance ** 2 / square


def balanced(table):
    """Mean squares of a table of seeds by groups with one value a cell."""
    s, g = table.shape
    total = table.mean()
    ms_groups = s * ((table.mean(0) - total) ** 2).sum() / (g - 1)
    ms_seeds = g * ((table.mean(1) - total) ** 2).sum() / (s - 1)
    rest = table - table.mean(0) - table.mean(1)[:, None] + total
    ms_rest = (rest ** 2).sum() / ((s - 1) * (g - 1))
    groups, seeds = (ms_groups / (s * g), g - 1), (ms_seeds / (s * g), s - 1)
    return groups, seeds, ms_rest / (s * g)


def unbalanced(table, sizes):
    """The jackknife over groups, and of the combinations the jackknife of the residuals."""
    s, g = table.shape
    sizes = np.array(sizes, float)
    shares = sizes / sizes.sum()
    degrees = 1 / (shares ** 2).sum() - 1

    def jackknife(row):
        whole = np.average(row, weights=sizes)
        left = [np.average(np.delete(row, i), weights=np.delete(sizes, i)) for i in range(g)]
        return (g - 1) / g * sum((x - whole) ** 2 for x in left)

    by_seed = np.average(table, axis=1, weights=sizes)
    rest = table - table.mean(0) - by_seed[:, None] + by_seed.mean()
    both = sum(jackknife(row) for row in rest) / (s * (s - 1)) if s > 1 else 0
    seeds = (by_seed.var(ddof=1) / s, s - 1) if s > 1 else None
    return (jackknife(table.mean(0)), degrees), seeds, both


cases = []
# One seed, equal groups: SciPy's t test of the groups' means.
for n in (2, 6, 40):
    table, sizes = rng.normal(0.005, 0.02, (1, n)), [3] * n
    result = stats.ttest_1samp(table[0], 0)
    interval = result.confidence_interval(0.95)
    mean = float(table.mean())
    cases.append({"name": f"one seed, {n} equal groups", "values": values(table, sizes), "mean": mean,
                  "parts": [[float(table[0].var(ddof=1) / n), n - 1]],
                  "interval": [float(interval.low), float(interval.high)], "p": float(result.pvalue)})
for name, sizes in (("1 to 4 images", [1 + i % 4 for i in range(30)]), ("one group of half", [1] * 12 + [12])):
    table = rng.normal(0.005, 0.02, (1, len(sizes)))
    groups, _, _ = unbalanced(table, sizes)
    cases.append({**case(f"one seed, {name}", table, sizes, [groups]), "values": values(table, sizes)})
for s, g, by_seed, by_group, by_both in ((3, 20, 0.02, 0.01, 0.01), (3, 20, 0, 0.02, 0.01), (5, 12, 0.01, 0.02, 0.05),
                                         (10, 8, 0.02, 0.02, 0.02), (3, 40, 0, 0, 0.02), (2, 6, 0.01, 0.01, 0.01)):
    table = (0.004 + rng.normal(0, by_seed, (s, 1)) + rng.normal(0, by_group, (1, g)) + rng.normal(0, by_both, (s, g)))
    groups, seeds, both = balanced(table)
    cases.append({**case(f"{s} seeds, {g} equal groups, {by_seed} {by_group} {by_both}", table, [2] * g,
                         [groups, seeds, joined(groups, seeds, both)]), "values": values(table, [2] * g)})
for s, sizes in ((3, [1 + i % 4 for i in range(30)]), (4, [1] * 12 + [12]), (5, [int(x) for x in rng.integers(1, 20, 15)])):
    g = len(sizes)
    table = 0.004 + rng.normal(0, 0.01, (s, 1)) + rng.normal(0, 0.02, (1, g)) + rng.normal(0, 0.02, (s, g))
    groups, seeds, both = unbalanced(table, sizes)
    cases.append({**case(f"{s} seeds, {g} groups of several sizes", table, sizes,
                         [groups, seeds, joined(groups, seeds, both)]), "values": values(table, sizes)})

print(json.dumps({"versions": {"numpy": np.__version__, "scipy": scipy.__version__}, "distribution": distribution,
                  "quantiles": quantiles, "differences": cases}, separators=(",", ":")))
