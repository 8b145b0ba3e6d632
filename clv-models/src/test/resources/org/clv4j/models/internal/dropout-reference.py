"""Makes dropout-reference.csv: quantities of Pareto/NBD (b = 0) and GGompertz/NBD to 40 digits.

Needs mpmath (1.3.0 was used). Run: python3 dropout-reference.py > dropout-reference.csv

The integrals are over the time of dropout, with the densities as the papers write them, in pieces
across which the log of the integrand changes by at most 10; none of the forms of the Java code is
used. Arguments are the doubles that the file gives.
"""
import random
from mpmath import mp, mpf, exp, expm1, log, gamma, loggamma, quad, inf

mp.dps = 40


def pieces(log_integrand, start, end):
    """The log of the integral of exp(log_integrand(w)) over [start, end]."""
    cuts = [start]
    width = mpf(1) / 2
    while cuts[-1] < end:
        here = cuts[-1]
        step = min(width, end - here)
        while abs(log_integrand(here + step) - log_integrand(here)) > 10 and step > 1e-30:
            step /= 2
        cuts.append(here + step)
        width = min(mpf(1) / 2, 2 * step)
        if len(cuts) > 4000:
            raise ValueError("too many pieces")
    tops = [max(log_integrand(cuts[i]), log_integrand(cuts[i + 1])) for i in range(len(cuts) - 1)]
    top = max(tops)
    total = mpf(0)
    for i, piece_top in enumerate(tops):
        if piece_top > top - 130:
            total += quad(lambda w: exp(log_integrand(w) - top), [cuts[i], cuts[i + 1]])
    return top + log(total)


class Model:
    def __init__(self, r, alpha, s, c, b):
        self.r, self.alpha, self.s, self.c, self.b = map(mpf, (r, alpha, s, c, b))

    def phi(self, y):
        return y if self.b == 0 else expm1(self.b * y) / self.b

    def log_s(self, y):
        return -self.s * log(1 + self.phi(y) / self.c)

    def log_f(self, y):
        return log(self.s / self.c) + self.b * y - (self.s + 1) * log(1 + self.phi(y) / self.c)

    def unit(self):
        return min(self.alpha, self.c, 1 / self.b if self.b > 0 else inf)

    def over(self, log_g, start, end):
        """ln of the integral of exp(log_g(y)) dy."""
        k = self.unit() + start
        def h(w):
            return log_g(start + k * expm1(w)) + log(k) + w
        return pieces(h, mpf(0), log(1 + (end - start) / k))

    def log_odds(self, x, tx, t):
        m = self.r + x
        there = -m * log(self.alpha + t) + self.log_s(t)
        gone = self.over(lambda y: -m * log(self.alpha + y) + self.log_f(y), mpf(tx), mpf(t))
        return gone - there

    def log_likelihood(self, x, tx, t, odds):
        m = self.r + x
        return (loggamma(m) - loggamma(self.r) + self.r * log(self.alpha)
                - m * log(self.alpha + t) + self.log_s(t) + log(1 + exp(odds)))

    def after(self, x, t):
        return Model(self.r + x, self.alpha + t, self.s,
                     (self.c + self.phi(t)) * exp(-self.b * t), self.b)

    def discounted(self, delta, h):
        return self.r / self.alpha * exp(
            self.over(lambda y: -delta * y + self.log_s(y), mpf(0), mpf(h)))

    def pmf(self, n, t):
        t = mpf(t)
        ways = loggamma(self.r + n) - loggamma(self.r) - loggamma(mpf(n + 1))
        def count(y):
            return (ways + self.r * log(self.alpha / (self.alpha + y))
                    + (n * log(y / (self.alpha + y)) if n else 0))
        low = mpf(10) ** -60
        return exp(count(t) + self.log_s(t)) + exp(
            self.over(lambda y: count(y) + self.log_f(y), low, t))


def show(v):
    return mp.nstr(v, 25)


def row(kind, values, result):
    print(",".join([kind] + [repr(v) for v in values] + [show(result)]), flush=True)


def main():
    rnd = random.Random(20261126)
    print("# by dropout-reference.py, mpmath %s, 40 digits" % "1.3.0")
    print("# history,r,alpha,s,c,b,x,tx,T,ln odds of having dropped out,")
    print("# likelihood, expected, discounted, pmf: see the script; c is beta for b = 0, else beta/b")

    def log_uniform(low, high):
        return float("%.4g" % exp(rnd.uniform(float(log(low)), float(log(high)))))

    cases = 0
    while cases < 160:
        wide = rnd.random() < 0.5
        low, high = (1e-6, 1e6) if wide else (1e-2, 300)
        p = [log_uniform(low, high) for _ in range(4)]
        b = 0.0 if cases % 2 == 0 else log_uniform(1e-6, 2)
        kind = rnd.random()
        if kind < 0.1:
            p[3] = p[1]
        elif kind < 0.2:
            p[3] = p[1] * (1 + 10.0 ** rnd.uniform(-14, -3))
        x = rnd.choice([0, 0, 1, 2, 5, 30, 300, 3000, 10000])
        t = log_uniform(1, 1e5)
        if b > 0:
            t = min(t, 300 / b)
        silence = rnd.random()
        tx = t * (1 - 10.0 ** rnd.uniform(-12, -2)) if silence < 0.3 else t * rnd.random()
        tx = 0.0 if x == 0 else tx
        model = Model(*p, b)
        try:
            odds = model.log_odds(x, tx, t)
        except ValueError:
            continue
        row("odds", p + [b, x, tx, t], odds)
        row("likelihood", p + [b, x, tx, t], model.log_likelihood(x, tx, t, odds))
        cases += 1
    cases = 0
    while cases < 60:
        p = [log_uniform(1e-3, 1e3) for _ in range(4)]
        if cases % 10 == 0:
            p[2] = rnd.choice([1.0, 1 + 1e-9, 2.0])
        b = 0.0 if cases % 2 == 0 else log_uniform(1e-6, 2)
        t = log_uniform(0.1, 1e4)
        n = rnd.choice([0, 1, 2, 3, 5, 12, 13, 30, 100, 1000])
        delta = log_uniform(1e-6, 10)
        model = Model(*p, b)
        try:
            expected = model.discounted(mpf(0), t)
            discounted = model.discounted(mpf(delta), t)
            probability = model.pmf(n, t)
        except ValueError:
            continue
        row("expected", p + [b, t], expected)
        row("discounted", p + [b, delta, t], discounted)
        row("pmf", p + [b, n, t], probability)
        cases += 1


main()
