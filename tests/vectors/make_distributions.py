"""Writes distributions.json: quantiles and cumulative probabilities of many laws, by scipy, checked by mpmath.

    python tests/vectors/make_distributions.py

Every value is scipy's, and is compared with the same value worked out to 50 digits by mpmath from the definition of the
law. Numbers stand as text, since not every reader of JSON reads a number to its last digit. Where scipy is further off
than 2e-14 of the value, mpmath's value is written. The file says how many those are.
"""

import json
import pathlib

import mpmath
import scipy
from mpmath import mpf
from scipy import stats

mpmath.mp.dps = 50

SHARES = [1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 0.001, 0.01, 0.05, 0.1, 0.25, 0.4, 0.49999, 0.5, 0.50001, 0.6, 0.75, 0.9,
          0.95, 0.99, 0.999, 1 - 1e-4, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 1e-15]
CLOSE = 2e-14
replaced = 0


def both_tails(law, x):
    """The share below x and the share above, to 50 digits, and the density."""
    kind, p = law["kind"], [mpf(v) for v in law["parameters"]]
    x = mpf(x)
    if law["high"] is not None and x >= law["high"]:
        return mpf(1), mpf(0), None
    if kind in ("beta", "pert"):
        a, b, low, width = beta_of(law)
        a, b = mpf(a), mpf(b)
        y = (x - mpf(low)) / mpf(width)
        below = mpmath.betainc(a, b, 0, y, regularized=True)
        above = mpmath.betainc(b, a, 0, 1 - y, regularized=True)
        return below, above, y ** (a - 1) * (1 - y) ** (b - 1) / mpmath.beta(a, b) / mpf(width)
    if kind == "normal":
        z = (x - p[0]) / p[1]
        return mpmath.ncdf(z), mpmath.ncdf(-z), mpmath.npdf(z) / p[1]
    if kind == "lognormal":
        z = (mpmath.log(x) - p[0]) / p[1]
        return mpmath.ncdf(z), mpmath.ncdf(-z), mpmath.npdf(z) / p[1] / x
    if kind == "gamma":
        shape, scale = (p[0] / p[1]) ** 2, p[1] ** 2 / p[0]
        y = x / scale
        below = mpmath.gammainc(shape, 0, y, regularized=True)
        above = mpmath.gammainc(shape, y, mpmath.inf, regularized=True)
        return below, above, y ** (shape - 1) * mpmath.exp(-y) / mpmath.gamma(shape) / scale
    if kind == "triangular":
        low, mode, high = p
        if x < mode:
            below = (x - low) ** 2 / ((high - low) * (mode - low))
            return below, 1 - below, 2 * (x - low) / ((high - low) * (mode - low))
        above = (high - x) ** 2 / ((high - low) * (high - mode))
        return 1 - above, above, 2 * (high - x) / ((high - low) * (high - mode))
    low, high = p
    return (x - low) / (high - low), (high - x) / (high - low), 1 / (high - low)


def beta_of(law):
    p = law["parameters"]
    if law["kind"] == "beta":
        a, b, low, high = p
        return a, b, low, high - low
    low, mode, high = (mpf(v) for v in p)
    return 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), low, high - low


def scipy_law(law):
    kind, p = law["kind"], law["parameters"]
    if kind in ("beta", "pert"):
        a, b, low, width = (float(v) for v in beta_of(law))
        return stats.beta(a, b, low, width)
    if kind == "normal":
        return stats.norm(*p)
    if kind == "lognormal":
        return stats.lognorm(p[1], scale=float(mpmath.exp(mpf(p[0]))))
    if kind == "gamma":
        return stats.gamma((p[0] / p[1]) ** 2, scale=p[1] ** 2 / p[0])
    if kind == "triangular":
        low, mode, high = p
        return stats.triang((mode - low) / (high - low), low, high - low)
    low, high = p
    return stats.uniform(low, high - low)


def polished(law, u, start):
    """Scipy's quantile made exact: Newton's steps to 50 digits in the smaller tail."""
    u, x = mpf(u), mpf(start)
    if law["kind"] in ("beta", "pert"):
        a, b, low, width = (mpf(v) for v in beta_of(law))
        if u <= 0.5:
            return mpf(low) + width * beta_distance(a, b, u)
        return mpf(low) + width - width * beta_distance(b, a, 1 - u)
    if law["kind"] in ("gamma", "lognormal"):
        # By the logarithm, which cannot leave the range.
        for _ in range(60):
            below, above, density = both_tails(law, x)
            share, wanted, sign = (below, u, 1) if u < 0.5 else (above, 1 - u, -1)
            step = sign * mpmath.log(share / wanted) * share / (density * x)
            x *= mpmath.exp(-step)
            if abs(step) <= mpf(10) ** -35:
                return x
        raise AssertionError((law, u))
    for _ in range(60):
        below, above, density = both_tails(law, x)
        step = (below - u) / density if u < 0.5 else (1 - u - above) / density
        x -= step
        if abs(step) <= mpf(10) ** -35 * max(abs(x), mpf(10) ** -10):
            return x
    raise AssertionError((law, u))


def beta_distance(a, b, share):
    """The distance from the end of 0 to 1 at which a beta law has this share, at most a half."""
    start = stats.beta(float(a), float(b)).ppf(float(share))
    x = mpf(start) if 0 < start < 1 else (share * a * mpmath.beta(a, b)) ** (1 / a)
    for _ in range(100):
        below = mpmath.betainc(a, b, 0, x, regularized=True)
        slope = x ** a * (1 - x) ** (b - 1) / mpmath.beta(a, b)
        step = mpmath.log(below / share) * below / slope
        moved = x * mpmath.exp(-step)
        x = moved if moved < 1 else (x + 1) / 2
        if abs(step) <= mpf(10) ** -35:
            return x
    raise AssertionError((a, b, share))


def settle(found, exact):
    global replaced
    if abs(mpf(float(found)) - exact) <= CLOSE * abs(exact):
        return float(found)
    replaced += 1
    return float(exact)


def law(kind, *parameters):
    low = high = None
    if kind in ("pert", "triangular", "uniform"):
        low, high = parameters[0], parameters[-1]
    if kind == "beta":
        low, high = parameters[2], parameters[3]
    if kind in ("gamma", "lognormal"):
        low = 0.0
    return {"kind": kind, "parameters": list(parameters), "low": low, "high": high}


LAWS = [
    law("uniform", 80.0, 150.0), law("uniform", -1.0, 1.0),
    law("triangular", 80.0, 100.0, 150.0), law("triangular", 0.0, 0.0, 1.0), law("triangular", 0.0, 1.0, 1.0),
    law("triangular", 0.0, 0.001, 1.0),
    law("pert", 80.0, 100.0, 150.0), law("pert", 2500.0, 4000.0, 6000.0), law("pert", 0.0, 0.0, 1.0),
    law("pert", 0.0, 1.0, 1.0), law("pert", -1.0, 0.0, 1.0), law("pert", 0.0, 0.01, 1.0),
    law("beta", 20.0, 80.0, 0.0, 1.0), law("beta", 0.5, 0.5, 0.0, 1.0), law("beta", 0.2, 3.0, 0.0, 1.0),
    law("beta", 3.0, 0.2, 0.0, 1.0), law("beta", 1.0, 1.0, 0.0, 1.0), law("beta", 1.0, 30.0, 0.0, 1.0),
    law("beta", 1500.0, 2500.0, 0.0, 1.0), law("beta", 40000.0, 20.0, 0.0, 1.0), law("beta", 2.5, 1.5, 10.0, 20.0),
    law("normal", 0.0, 1.0), law("normal", 100.0, 15.0),
    law("lognormal", 0.0, 1.0), law("lognormal", 4.5, 0.2), law("lognormal", 0.0, 3.0),
    law("gamma", 9900.0, 3000.0), law("gamma", 6.0, 3.0), law("gamma", 1.0, 1.0), law("gamma", 1.0, 3.0),
    law("gamma", 100.0, 1.0), law("gamma", 2.0, 0.01),
]


def main():
    out = []
    for one in LAWS:
        known = scipy_law(one)
        rows = []
        for u in SHARES:
            exact = polished(one, u, known.ppf(u))
            quantile = settle(known.ppf(u), exact)
            # The share below the quantile moved towards the middle, so that it is a test of its own.
            x = float(quantile)
            centre = float(known.ppf(0.5))
            x = x + (centre - x) * 0.0625
            below, _, _ = both_tails(one, x)
            rows.append([repr(float(v)) for v in (u, quantile, x, settle(known.cdf(x), below))])
        out.append({"kind": one["kind"], "parameters": one["parameters"], "rows": rows})
    text = {
        "made_by": "tests/vectors/make_distributions.py",
        "scipy": scipy.__version__,
        "mpmath": mpmath.__version__,
        "replaced_by_mpmath": replaced,
        "columns": ["u", "quantile of u", "x", "share below x"],
        "laws": out,
    }
    lines = json.dumps(text, separators=(", ", ": ")).replace('{"kind"', '\n{"kind"').replace("], [", "],\n [")
    pathlib.Path(__file__).with_name("distributions.json").write_text(lines + "\n", encoding="utf-8")
    print(len(out), "laws,", replaced, "values by mpmath")


main()
