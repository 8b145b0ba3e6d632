"""Makes beta-geometric-reference.csv: quantities of NBD, BG/NBD and MBG/NBD by mpmath.

Needs mpmath (1.3.0 was used). Run: python3 beta-geometric-reference.py > beta-geometric-reference.csv

Likelihoods and counts are the papers' formulas as they stand. What is to be expected is integrated
over the dropout probability, in pieces across which the log of the integrand changes by at most 10, to 30 digits.
Arguments are the doubles that the file gives. Results are logs where the kind begins with "ln".
"""
import random
from mpmath import mp, mpf, betainc, exp, expint, expm1, log, log1p, loggamma, quad

mp.dps = 50
END = mpf(10) ** -24


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def mean(a, b, log_f, flat, tail=mpf(10) ** -24):
    """ln E[f(p)] for p ~ Beta(a, b); f is flat where p or 1 - p is below the given number."""
    with mp.workdps(32):
        end = log(tail * min(flat, 1 / (a + b), 1))

        def log_integrand(x):
            p, q = 1 / (1 + exp(-x)), 1 / (1 + exp(x))
            return a * log(p) + b * log(q) + log_f(p, q)

        # The integrand has one peak.
        low, high = end, -end
        while high - low > mpf(10) ** -6:
            left, right = (2 * low + high) / 3, (low + 2 * high) / 3
            if log_integrand(left) < log_integrand(right):
                low = left
            else:
                high = right
        top = log_integrand(low)
        total = mpf(0)
        for side in (-1, 1):
            here, level, width = low, top, mpf(1)
            while side * here < -end and level > top - 70:
                width = min(2 * width, -end - side * here, 4)
                while abs(log_integrand(here + side * width) - level) > 10:
                    width /= 2
                total += quad(lambda x: exp(log_integrand(x) - top),
                              sorted([here, here + side * width]))
                here += side * width
                level = log_integrand(here)
        total += exp(a * end + log_f(exp(end), 1) - top) / a
        total += exp(b * end + log_f(mpf(1), exp(end)) - top) / b
        return top + log(total) - beta_50(a, b)


def beta_50(a, b):
    with mp.workdps(50):
        return log_beta(a, b)


class There:
    """A customer who is there: a rate ~ Gamma(m, rate), p ~ Beta(a, b)."""

    def __init__(self, m, rate, a, b):
        self.m, self.rate, self.a, self.b = m, rate, a, b

    def alive(self, t):
        log_f = lambda p, q: -self.m * log1p(p * t / self.rate)
        return mean(self.a, self.b, log_f, self.rate / (t * (self.m + 1)))

    def expected(self, start, to):
        length = to - start
        def log_f(p, q):
            within = -expm1(-self.m * log1p(p * length / (self.rate + p * start)))
            return log(within / p) - self.m * log1p(p * start / self.rate)
        return mean(self.a, self.b, log_f, self.rate / (to * (self.m + 1)))

    def discounted(self, delta, h=None):
        """Given p, m / p e^z (E_(m+1)(z) - v^-m E_(m+1)(z v)), z = delta rate / p."""
        z0 = delta * self.rate
        def log_f(p, q):
            z = z0 / p
            value = scaled(self.m + 1, z)
            if h is not None:
                v = 1 + p * h / self.rate
                value -= v ** -self.m * exp(-delta * h) * scaled(self.m + 1, z * v)
            return log(self.m / p * value)
        flat = max(z0, self.rate / h if h else 0) / (self.m + 1)
        return mean(self.a, self.b, log_f, flat, mpf(10) ** -14)

    def pmf(self, n, t):
        z = t / (self.rate + t)
        ways = loggamma(self.m + n) - loggamma(self.m) - loggamma(n + 1)
        exactly = exp(ways + self.m * log(1 - z) + n * log(z))
        if n == 0:
            return log(exactly)
        more = betainc(n, self.m, 0, z, regularized=True)
        stays = exp(log_beta(self.a, self.b + n) - log_beta(self.a, self.b))
        return log(stays * (exactly + self.a / (self.b + n - 1) * more))


def scaled(s, z):
    """e^z E_s(z), by the continued fraction where it is quick."""
    if z < 20:
        mp.dps += 15
        value = exp(z) * expint(s, z)
        mp.dps -= 15
        return value
    b = z + s
    c = mpf(10) ** 100
    d = 1 / b
    h = d
    i = 0
    while True:
        i += 1
        factor = -i * (s + i - 1)
        b += 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        h *= c * d
        if abs(c * d - 1) < mpf(10) ** -(mp.dps - 2):
            return h


class Model:
    def __init__(self, name, r, alpha, a, b):
        self.modified = name == "mbg"
        self.r, self.alpha, self.a, self.b = map(mpf, (r, alpha, a, b))

    def parts(self, x, tx, t):
        """The logs of the likelihood of being there, and of being gone; None if impossible."""
        chances = x + 1 if self.modified else x
        arrivals = loggamma(self.r + x) - loggamma(self.r) + self.r * log(self.alpha)
        all_p = log_beta(self.a, self.b)
        there = (arrivals - (self.r + x) * log(self.alpha + t)
                 + log_beta(self.a, self.b + chances) - all_p)
        if chances == 0:
            return there, None
        gone = (arrivals - (self.r + x) * log(self.alpha + tx)
                + log_beta(self.a + 1, self.b + chances - 1) - all_p)
        return there, gone

    def log_likelihood(self, x, tx, t):
        there, gone = self.parts(x, tx, t)
        return there if gone is None else log(exp(there) + exp(gone))

    def log_alive(self, x, tx, t):
        there, gone = self.parts(x, tx, t)
        return mpf(0) if gone is None else -log(1 + exp(gone - there))

    def after(self, x, t):
        chances = x + 1 if self.modified else x
        return There(self.r + x, self.alpha + t, self.a, self.b + chances)

    def stays_at_first(self):
        return log(self.b / (self.a + self.b)) if self.modified else mpf(0)


def row(kind, name, values, result):
    text = [kind, name] + [repr(float(v)) for v in values] + [mp.nstr(result, 22)]
    print(",".join(text), flush=True)


def history(name, p, x, tx, t, later, far):
    model = Model(name, *p)
    alive = model.log_alive(x, tx, t)
    there = model.after(x, mpf(t))
    start, to = mpf(far), mpf(far) + mpf(later)
    later = mpf(later)
    args = p + [x, tx, t]
    row("likelihood", name, args, model.log_likelihood(x, tx, t))
    row("ln alive", name, args, alive)
    row("ln alive later", name, args + [later], alive + there.alive(later))
    row("ln expected", name, args + [later], alive + there.expected(mpf(0), later))
    row("ln interval", name, args + [float(start), float(to)],
        alive + there.expected(mpf(float(start)), mpf(float(to))))


def main():
    rnd = random.Random(20261126)
    print("# by beta-geometric-reference.py, mpmath 1.3.0, 30 or 50 digits")
    print("# kind,model,r,alpha,a,b,[x,tx,T,]arguments,result: see the script; a and b of NBD are 1")

    def log_uniform(low, high):
        return float("%.4g" % exp(rnd.uniform(float(log(low)), float(log(high)))))

    def shop(i, low, high):
        p = [log_uniform(low, high) for _ in range(4)]
        if i % 5 == 0:
            p[2] = rnd.choice([1.0, 1 + 1e-12, 1 - 1e-9, 1.000001, 2.0])
        return p

    def customer():
        x = rnd.choice([0, 0, 1, 2, 5, 30, 300, 3000, 10000])
        t = log_uniform(1, 1e5)
        tx = t * (1 - 10.0 ** rnd.uniform(-9, -2)) if rnd.random() < 0.5 else t * rnd.random()
        return x, tx if x else 0.0, t

    # New customers whose mass moves far from where the weights are.
    for a, b, r, t in [(200., .1, 600., 3.), (50., .1, 150., 3.), (31.8, .01, 60., 20.),
                       (15.2, .2, 80., 1e4), (62.3, .5, 300., 50.), (700., 3., 2e4, .3),
                       (9., 1e-6, 40., 1e5), (1e5, 1., 3e5, .0015)]:
        history("bg", [r, 1., a, b], 0, 0., 1e-9, t, 2 * t)
    for made in range(48):
        low, high = (1e-6, 1e6) if made % 3 == 0 else (1e-2, 300)
        name = "bg" if made % 2 == 0 else "mbg"
        history(name, shop(made, low, high), *customer(), log_uniform(.1, 1e4),
                log_uniform(10, 1e6))
    for i in range(40):
        low, high = (1e-6, 1e6) if i % 3 == 0 else (1e-2, 300)
        name = "bg" if i % 2 == 0 else "mbg"
        p = shop(i, low, high)
        model = Model(name, *p)
        n = rnd.choice([1, 2, 5, 30, 63, 64, 65, 100, 1000])
        h = log_uniform(.1, 1e3)
        x, tx, t = customer()
        new = model.after(0, mpf(0))
        row("ln pmf", name, p + [n, h], model.stays_at_first() + new.pmf(n, mpf(h)))
        row("ln new", name, p + [h], model.stays_at_first() + new.expected(mpf(0), mpf(h)))
        row("ln later pmf", name, p + [x, tx, t, n, h],
            model.log_alive(x, tx, t) + model.after(x, mpf(t)).pmf(n, mpf(h)))
    for i in range(20):
        low, high = (1e-6, 1e6) if i % 3 == 0 else (1e-2, 300)
        name = "bg" if i % 2 == 0 else "mbg"
        p = shop(i, low, high)
        x, tx, t = customer()
        x = min(x, 300)
        delta, h = log_uniform(1e-5, 1), log_uniform(1, 1e4)
        model = Model(name, *p)
        there = model.after(x, mpf(t))
        alive = model.log_alive(x, tx, t)
        row("ln residual", name, p + [x, tx, t, delta], alive + there.discounted(mpf(delta)))
        row("ln residual within", name, p + [x, tx, t, delta, h],
            alive + there.discounted(mpf(delta), mpf(h)))
    for i in range(20):
        p = [log_uniform(1e-6, 1e6), log_uniform(1e-6, 1e6), 1., 1.]
        x, tx, t = customer()
        r, alpha = mpf(p[0]), mpf(p[1])
        n = rnd.choice([0, 1, 5, 64, 65, 1000])
        delta, h = log_uniform(1e-5, 1), log_uniform(.1, 1e4)
        row("likelihood", "nbd", p + [x, tx, t], loggamma(r + x) - loggamma(r) + r * log(alpha)
            - (r + x) * log(alpha + t))
        m, rate = r + x, alpha + t
        row("ln later pmf", "nbd", p + [x, tx, t, n, h], loggamma(m + n) - loggamma(m)
            - loggamma(n + 1) + m * log(rate / (rate + h)) + n * log(h / (rate + h)))
        row("ln expected", "nbd", p + [x, tx, t, h], log(m * h / rate))
        row("ln residual within", "nbd", p + [x, tx, t, delta, h],
            log(m / rate * -expm1(-mpf(delta) * h) / delta))


main()
