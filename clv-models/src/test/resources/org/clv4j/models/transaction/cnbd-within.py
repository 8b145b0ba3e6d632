"""Makes cnbd-within.csv: discounted purchases within a horizon of CNBD-k models, to 25 digits.

Needs mpmath (1.3.0 was used). Run: python3 cnbd-within.py > cnbd-within.csv

The density of every purchase, of event n of a Poisson process with a rate that is gamma distributed
given the stage, is summed over stages and purchases and integrated over time.
"""
from mpmath import exp, factorial, log, loggamma, mp, mpf, nstr, quad, rf

mp.dps = 28


def within(family, k, r, alpha, a, b, x, tx, age, delta, horizon):
    m, rate, silence = mpf(r) + k * x, mpf(alpha) + age, mpf(age) - tx
    chances = x + (family == "mbg")
    a, b, delta, horizon = mpf(a), mpf(b) + chances, mpf(delta), mpf(horizon)
    stages = [rf(m, j) / factorial(j) * (silence / rate) ** j for j in range(k)]
    total = sum(stages)
    gone = a / (b - 1) * (rate / (mpf(alpha) + tx)) ** m / total if chances else 0

    def density(t):
        whole = mpf(0)
        z = t / (rate + t)
        for j, weight in enumerate(stages):
            if weight == 0:
                continue
            shape, n, stays, i = m + j, k - j, mpf(1), 0
            event = exp(loggamma(shape + n) - loggamma(shape) - loggamma(mpf(n))
                        + (n - 1) * log(t) + shape * log(rate) - (shape + n) * log(rate + t))
            purchases = mpf(0)
            while True:
                purchases += stays * event
                before = event
                for _ in range(k):
                    event *= (shape + n) / n * z
                    n += 1
                stays *= (b + i) / (a + b + i)
                i += 1
                if event < before and event * stays < purchases * mpf(10) ** -24:
                    break
            whole += weight / total * purchases
        return whole * exp(-delta * t)

    cuts = [mpf(0)]
    cut = min(rate / (m + k), horizon / 8)
    while cut < horizon:
        cuts.append(cut)
        cut *= mpf("1.6")
    cuts.append(horizon)
    # quad stops at absolute errors.
    scale = max(density(cut) for cut in cuts[1:])
    return scale * quad(lambda t: density(t) / scale, cuts) / (1 + gone)


CASES = [
    ("mbg", 1, 0.359, 1.129, 0.5228, 2.785, 3, 20.0, 30.0, 0.002, 52.0),
    ("mbg", 2, 0.359, 1.129, 0.5228, 2.785, 3, 20.0, 30.0, 0.002, 52.0),
    ("bg", 3, 0.85, 1.45, 0.79, 2.42, 2, 30.0, 40.0, 0.01, 52.0),
    ("bg", 3, 0.85, 1.45, 1e-3, 50.0, 0, 0.0, 0.0, 0.3, 5.0),
    ("mbg", 4, 300.0, 1.45, 0.79, 22.42, 70, 8.0, 9.0, 0.1, 0.001),
    ("mbg", 5, 1e-6, 2.0, 0.3, 4.0, 0, 0.0, 1.0, 0.05, 10.0),
    ("bg", 7, 5.0, 0.5, 80.0, 0.1, 1, 2.0, 2.3, 1e-6, 3.0),
    ("mbg", 10, 8.0, 1.45, 3.79, 2.42, 7, 9.0, 10.0, 0.01, 20.0),
    ("mbg", 24, 0.7, 20.0, 0.5, 3.0, 0, 0.0, 0.0, 5.0, 2.0),
    ("bg", 24, 2.0, 3.0, 0.5, 3.0, 2, 1.0, 3.0, 0.2, 4.0),
    ("bg", 60, 30.0, 4.0, 0.5, 3.0, 0, 0.0, 0.0, 0.02, 12.0),
]

print("# by cnbd-within.py, mpmath 1.3.0, 28 digits")
print("family,k,r,alpha,a,b,x,tx,T,delta,horizon,discounted")
for case in CASES:
    print(",".join([case[0]] + [repr(v) for v in case[1:]] + [nstr(within(*case), 20)]), flush=True)
