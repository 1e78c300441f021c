"""Wilcoxon's test by SciPy, Holm's correction by statsmodels, percentile bootstraps by SciPy and NumPy.

Run: python make_statistics.py > statistics.json
Needs: numpy, scipy, statsmodels (the versions are written into the file).
"""
import json
import warnings

import numpy as np
import scipy
import statsmodels
from scipy.stats import bootstrap, wilcoxon
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
rng = np.random.default_rng(7)


def number(value):
    return None if np.isnan(value) else float(value)


def case(name, differences):
    differences = [float(x) for x in differences]
    result = wilcoxon(differences)
    return {"name": name, "differences": differences, "statistic": number(result.statistic),
            "p": number(result.pvalue)}


tests = []
for n in (1, 2, 3, 5, 6, 10, 13, 14, 20, 49, 50, 51, 100, 300):
    tests.append(case(f"plain {n}", rng.normal(0.2, 1, n)))
for n in (3, 6, 13, 14, 30, 50, 51, 300):
    tests.append(case(f"ties {n}", rng.integers(1, 6, n) * rng.choice([-1, 1], n) / 8))
    tests.append(case(f"zeros {n}", np.where(np.arange(n) % 3 == 0, 0, rng.normal(-0.3, 1, n))))
    tests.append(case(f"ties and zeros {n}", rng.integers(-3, 5, n) / 8))
for n in (2, 5, 13, 14, 60):
    tests.append(case(f"all zero {n}", np.zeros(n)))
for n in (8, 13, 40, 60):
    tests.append(case(f"one sign {n}", 0.01 + np.arange(n) / 100))
tests.append(case("one is not zero 20", [0.0] * 19 + [0.25]))
# Dice of two models: differences as they come out.
a, b = 0.9 + 0.08 * rng.random(138), 0.9 + 0.08 * rng.random(138)
tests.append(case("dice 138", a - b))

holm = []
for p in ([0.01], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.2], [0.9, 0.6, 0.001], [0.0, 1.0, 0.5],
          list(rng.random(10) ** 3), [0.02, 0.02, 0.04, 0.04]):
    p = [float(x) for x in p]
    holm.append({"p": p, "corrected": [float(x) for x in multipletests(p, method="holm")[1]]})

# Groups of one to four values: intervals of the mean, by 100,000 draws.
sizes = [int(x) for x in rng.integers(1, 5, 40)]
groups = [[float(x) for x in rng.normal(rng.normal(0.01, 0.02), 0.01, size)] for size in sizes]
sums, counts = np.array([sum(g) for g in groups]), np.array([len(g) for g in groups])
taken = rng.integers(0, len(groups), (100_000, len(groups)))
clustered = np.quantile(sums[taken].sum(1) / counts[taken].sum(1), (0.025, 0.975))
single = [float(x) for x in rng.exponential(0.02, 60) - 0.015]
by_scipy = bootstrap((np.array(single),), np.mean, n_resamples=100_000, method="percentile",
                     rng=np.random.default_rng(3)).confidence_interval

print(json.dumps({
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "wilcoxon": tests, "holm": holm,
    "bootstrap": {
        "single": single, "single_interval": [float(by_scipy.low), float(by_scipy.high)],
        "groups": groups, "groups_interval": [float(x) for x in clustered]}}, separators=(",", ":")))
