"""P(arm is best) and expected loss of independent posteriors, by Gauss-Legendre panels on densities alone.

    p_i    = int f_i prod_{j != i} F_j dy
    loss_k = E[max theta - theta_k] = int F_k (1 - prod_{j != k} F_j) dx

The cdf F is the running integral of the density from the left and the survival S that from the right, so both keep
their relative accuracy in their tails, and 1 - prod F is built from F and S without subtraction. No special function
enters but the normalising constant. Panels are laid out in doubles; those whose every integrand is below e^-70 of its
maximum are left out.
"""

from math import exp, inf, log, log1p

from mpmath import mp, mpf

from .families import FAMILIES
from .quadrature import BITS, dot, exponentials, fixed, legendre_rule, panel_nodes

LOWEST = -1500.0  # densities below e^LOWEST count as 0, so ln p is trusted down to about -1400
FARTHEST = 1e120  # and so does whatever lies farther out (Student tails)
NEGLIGIBLE = 70.0
NOTHING = mpf(10) ** -30


def best_arm(family, parameters, count=30, fineness=1.0, losses=True):
    """Probabilities, losses and defects by panels of `count` nodes and widths divided by `fineness`."""
    return Problem([FAMILIES[family](*each) for each in parameters], count, fineness, losses).solve()


class Problem:
    def __init__(self, arms, count, fineness, losses):
        self.arms, self.count, self.fineness, self.losses = arms, count, fineness, losses
        self.kind = type(arms[0])
        self.supports = self.ends = [(self.end(arm, -1), self.end(arm, 1)) for arm in arms]
        self.p = [mpf(0) for _ in arms]
        self.loss = [mpf(0) for _ in arms]
        self.defect = mpf(0)

    def solve(self):
        self.ends = self.felt_ends(self.lay_out())
        for run in self.needed_runs(self.lay_out()):
            self.integrate(run)
        return self.p, self.loss, max(self.defect, abs(sum(self.p) - 1))

    def end(self, arm, direction):
        """Where the density falls to e^LOWEST, in doubles."""
        near, stride = 0.0, arm.step(arm.centre)
        while arm.rough(arm.centre + direction * stride) > LOWEST and stride < FARTHEST:
            near, stride = stride, 2 * stride
        for _ in range(60):
            middle = (near + stride) / 2
            if arm.rough(arm.centre + direction * middle) > LOWEST:
                near = middle
            else:
                stride = middle
        return arm.centre + direction * near

    def panel(self, y, arms, limit, direction=1):
        """The other edge of a panel that starts at y, at most at `limit`."""

        def step(at):
            return min([self.kind.smooth(at)] + [arm.step(at) for arm in arms]) / self.fineness

        size = min(step(y), abs(limit - y))
        while step(y + direction * size) < size:
            size *= 0.75
        following = y + direction * size
        return limit if (limit - following) * direction <= 1e-3 * size else following

    def lay_out(self):
        """Edges over all arms; an arm limits the panels between its ends only."""
        breaks = sorted({end for pair in self.ends for end in pair})
        edges = [breaks[0]]
        for limit in breaks[1:]:
            active = [arm for arm, (low, high) in zip(self.arms, self.ends) if low <= edges[-1] < high]
            while edges[-1] < limit:
                edges.append(self.panel(edges[-1], active, limit))
        return edges

    def rough_logs(self, edges):
        """ln f, ln F and ln S of every arm at the edges, to about one digit."""
        sizes = [log((right - left) / 2) for left, right in zip(edges, edges[1:])]
        f, lower, upper = [], [], []
        for arm, (low, high) in zip(self.arms, self.supports):
            density = [arm.rough(y) if low <= y <= high else -inf for y in edges]
            areas = [add_logs(left, right) + size for left, right, size in zip(density, density[1:], sizes)]
            f.append(density)
            lower.append(running(areas))
            upper.append(running(areas[::-1])[::-1])
        return f, lower, upper

    def integrands(self, edges):
        """For each part of an integral: its name, the arm whose right tail and the arms whose left tails are in it, and
        its logs at the edges."""
        f, lower, upper = self.rough_logs(edges)
        weight = [self.kind.rough_jacobian(y) for y in edges]
        all_lower = [sum(values) for values in zip(*lower)]
        for k in range(len(f)):
            yield k, k, range(len(f)), [density + total - own for density, total, own in zip(f[k], all_lower, lower[k])]
            if self.losses:
                for j in range(len(f)):
                    if j != k:
                        yield f"loss {k}", j, [k], [sum(values) for values in zip(weight, lower[k], upper[j])]

    def contributions(self, edges):
        """For each part of an integral: the tails in it, as above, and which panels contribute."""
        sizes = [log(right - left) for left, right in zip(edges, edges[1:])]
        parts = [
            (name, right, left, [max(pair) + size for *pair, size in zip(logs, logs[1:], sizes)])
            for name, right, left, logs in self.integrands(edges)
        ]
        tops = {}
        for name, _, _, sums in parts:
            tops[name] = max(tops.get(name, -inf), max(sums))
        for name, right, left, sums in parts:
            threshold = max(tops[name] - NEGLIGIBLE, 2 * LOWEST)
            yield right, left, [value > threshold for value in sums]

    def felt_ends(self, edges):
        """The ends of the arms, with their tails shortened to what some integral feels: F = 0 or 1 beyond."""
        _, lower, upper = self.rough_logs(edges)
        first = [sum(value <= -NEGLIGIBLE for value in values) for values in lower]
        last = [sum(value > -NEGLIGIBLE for value in values) - 1 for values in upper]
        for right, left, contributes in self.contributions(edges):
            felt = [index for index, each in enumerate(contributes) if each] or [len(edges)]
            last[right] = max(last[right], felt[-1] if felt[-1] < len(edges) else 0)
            for arm in left:
                first[arm] = min(first[arm], felt[0])
        return [
            (max(low, edges[max(start - 1, 0)]), min(high, edges[min(stop + 1, len(edges) - 1)]))
            for (low, high), start, stop in zip(self.supports, first, last)
        ]

    def needed_runs(self, edges):
        """Lists of consecutive edges outside which every integrand is negligible."""
        needed = [any(each) for each in zip(*(contributes for _, _, contributes in self.contributions(edges)))]
        return runs(edges, needed)

    def tail(self, arm, y, direction):
        """The probability beyond y on one side, until what is left is negligible."""
        low, high = self.supports[self.arms.index(arm)]
        if not low < y < high:
            return mpf(1 if (y <= low) == (direction > 0) else 0)
        limit = high if direction > 0 else low
        weights = legendre_rule(self.count)[1]
        total = mpf(0)
        while y != limit:
            following = self.panel(y, [arm], limit, direction)
            nodes, half = panel_nodes(min(y, following), max(y, following), self.count)
            mantissas, scale = exponentials(arm.logs(arm.shared(nodes)))
            area = half * scale * mp.ldexp(mpf(dot(weights, mantissas)), -BITS)
            total += area
            y = following
            if area < total * NOTHING:
                break
        return total

    def cdf_and_survival(self, arm, y):
        """Both, from the integral over the side that holds less."""
        if y < arm.centre:
            lower = self.tail(arm, y, -1)
            return lower, 1 - lower
        upper = self.tail(arm, y, 1)
        return 1 - upper, upper

    def integrate(self, edges):
        """Add the integrals over one run."""
        start, stop = edges[0], edges[-1]
        panels = [Panel(self, left, right) for left, right in zip(edges, edges[1:])]
        lower = [self.cdf_and_survival(arm, start)[0] for arm in self.arms]
        for panel in panels:
            for index, (arm, (low, _)) in enumerate(zip(self.arms, self.ends)):
                if panel.left == low != start:
                    lower[index] = self.cdf_and_survival(arm, low)[0]
            panel.lower = list(lower)
            lower = [value + area for value, area in zip(lower, panel.areas)]
        finish = [self.cdf_and_survival(arm, stop) for arm in self.arms]
        upper = [each[1] for each in finish]
        for panel in reversed(panels):
            for index, (arm, (_, high)) in enumerate(zip(self.arms, self.ends)):
                if panel.right == high != stop:
                    upper[index] = self.cdf_and_survival(arm, high)[1]
            panel.upper = list(upper)
            upper = [value + area for value, area in zip(upper, panel.areas)]
        for index in range(len(self.arms)):
            self.defect = max(self.defect, abs(lower[index] + finish[index][1] - 1))
        for panel in panels:
            panel.add_to(self)


class Panel:
    """Densities and running integrals of all arms on one panel."""

    def __init__(self, problem, left, right):
        self.left, self.right = left, right
        self.rule = legendre_rule(problem.count)
        weights, matrix = self.rule[1:]
        nodes, self.half = panel_nodes(left, right, problem.count)
        shared = problem.kind.shared(nodes)
        self.weight = exponentials(problem.kind.jacobian(shared))
        self.densities, self.areas = [], []
        for arm, (low, high) in zip(problem.arms, problem.ends):
            if low <= left and right <= high:
                mantissas, scale = exponentials(arm.logs(shared))
                running_integral = [dot(row, mantissas) for row in matrix]
                total, scale = dot(weights, mantissas), scale * self.half
                self.densities.append((mantissas, scale, running_integral, total))
                self.areas.append(scale * mp.ldexp(mpf(total), -BITS))
            else:
                self.densities.append(None)
                self.areas.append(mpf(0))

    def add_to(self, problem):
        count = range(len(problem.arms))
        weights = self.rule[1]
        cdf = [self.block(j, self.lower[j], lambda part, _: part) for j in count]
        for i in count:
            if self.densities[i] is None:
                continue
            column, scale = self.densities[i][:2]
            for j in count:
                if j != i:
                    column = [x * y >> BITS for x, y in zip(column, cdf[j][0])]
            exponent = sum(cdf[j][1] for j in count if j != i)
            problem.p[i] += scale * mp.ldexp(mpf(dot(weights, column)), exponent - BITS)
        if not problem.losses:
            return
        survival = [self.block(j, self.upper[j], lambda part, total: total - part) for j in count]
        jacobian, scale = self.weight
        weighted = [x * y >> BITS for x, y in zip(jacobian, weights)]
        for k in count:
            exceeded, exponent = self.maximum_survival([j for j in count if j != k], cdf, survival)
            column = [x * y >> BITS for x, y in zip(exceeded, cdf[k][0])]
            value = mp.ldexp(mpf(dot(weighted, column)), exponent + cdf[k][1] - BITS)
            problem.loss[k] += scale * self.half * value

    def block(self, arm, base, part_of):
        """base + a running integral at the nodes, as integers and one power of two."""
        density = self.densities[arm]
        if density is None or density[1] == 0:
            exponent = mp.mag(base) if base else 0
            return [fixed(mp.ldexp(base, -exponent))] * len(self.rule[0]), exponent
        mantissas, scale, parts, total = density
        exponent = mp.mag(base + self.areas[arm])
        start, factor = fixed(mp.ldexp(base, -exponent)), fixed(mp.ldexp(scale, -exponent))
        return [start + (part_of(part, total) * factor >> BITS) for part in parts], exponent

    @staticmethod
    def maximum_survival(arms, cdf, survival):
        """1 - prod F_j by T <- T F_j + S_j, every term positive."""
        exponent = max(survival[j][1] if any(survival[j][0]) else -(10**6) for j in arms)
        exceeded = [0] * len(cdf[0][0])
        for j in arms:
            shift = exponent - survival[j][1]
            values = survival[j][0] if any(survival[j][0]) else [0] * len(exceeded)
            exceeded = [
                (t * lower >> BITS - cdf[j][1]) + (s >> shift if s else 0)
                for t, lower, s in zip(exceeded, cdf[j][0], values)
            ]
        return exceeded, exponent


def add_logs(a, b):
    return a + log1p(exp(b - a)) if a > b else b + log1p(exp(a - b)) if b > -inf else -inf


def running(areas):
    """Logs of the running sums, one longer than `areas`; what lies before counts as one more e^LOWEST."""
    sums = [LOWEST - 100]
    for area in areas:
        sums.append(min(add_logs(sums[-1], area), 0.0))
    return sums


def runs(edges, needed, gap=8):
    """The edges of each run of needed panels; runs fewer than `gap` panels apart are joined."""
    wanted = [index for index, each in enumerate(needed) if each]
    start = previous = wanted[0]
    for index in wanted[1:]:
        if index - previous > gap:
            yield edges[start : previous + 2]
            start = index
        previous = index
    yield edges[start : previous + 2]
