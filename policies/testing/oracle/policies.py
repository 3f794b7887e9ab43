"""Selection probabilities and indices of policies after a history, from their definitions at sixty digits.

A history is a list of (arm, reward); t is the number of the coming decision. Ties are split evenly.
"""

from fractions import Fraction
from math import comb

from mpmath import mp, mpf

from .best_arm import best_arm


def rational(value):
    return mpf(value.numerator) / value.denominator


def statistics(history, arm_count):
    pulls = [sum(1 for arm, _ in history if arm == each) for each in range(arm_count)]
    sums = [sum(reward for arm, reward in history if arm == each) for each in range(arm_count)]
    return pulls, sums


def means_of(history, arm_count):
    return [Fraction(s, n) if n else Fraction(0) for n, s in zip(*statistics(history, arm_count))]


def evenly_among(values):
    best = [value == max(values) for value in values]
    return [mpf(each) / sum(best) for each in best]


def softmax(preferences):
    weights = [mp.exp(each) for each in preferences]
    return [weight / sum(weights) for weight in weights]


def greedy(history, arm_count):
    return evenly_among(means_of(history, arm_count)), None


def epsilon_greedy(history, arm_count, epsilon):
    best = evenly_among(means_of(history, arm_count))
    return [epsilon / arm_count + (1 - epsilon) * each for each in best], None


def epsilon_among_others(history, arm_count, epsilon):
    best = evenly_among(means_of(history, arm_count))
    others = best.count(0)
    return [(1 - epsilon) * each if each else epsilon / others for each in best], None


def of_index(index):
    return lambda history, arm_count, *parameters: with_index(index, history, arm_count, *parameters)


def with_index(index, history, arm_count, *parameters):
    t = len(history) + 1
    values = [index(n, s, t, *parameters) for n, s in zip(*statistics(history, arm_count))]
    return evenly_among(values), values


def ucb(n, s, t, c):
    return mpf(s) / n + c * mp.sqrt(mp.log(t) / n)


def divergence(p, q):
    """kl of two Bernoulli laws."""
    return (p * mp.log(p / q) if p else 0) + ((1 - p) * mp.log((1 - p) / (1 - q)) if p < 1 else 0)


def bisect(is_below, low, high):
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low


def kl_ucb(n, s, t):
    p = mpf(s) / n
    return mpf(1) if s == n else bisect(lambda q: n * divergence(p, q) <= mp.log(t), p, mpf(1))


def bayes_ucb(n, s, t):
    """The 1 - 1/t quantile of Beta(1 + s, 1 + n - s): its survival is a sum of binomials."""
    survival = lambda x: sum(comb(n + 1, k) * x**k * (1 - x) ** (n + 1 - k) for k in range(s + 1))
    return bisect(lambda x: survival(x) > mpf(1) / t, mpf(0), mpf(1))


def boltzmann(history, arm_count, temperature):
    return softmax([rational(mean) / temperature for mean in means_of(history, arm_count)]), None


def thompson(history, arm_count):
    arms = [(1 + s, 1 + n - s) for n, s in zip(*statistics(history, arm_count))]
    return best_arm("beta", arms, losses=False)[0], None


def gradient(history, arm_count, step, with_current):
    preferences, total = [mpf(0)] * arm_count, mpf(0)
    for plays, (chosen, reward) in enumerate(history):
        before = total / plays if plays else mpf(0)
        total += reward
        advantage = reward - (total / (plays + 1) if with_current else before)
        p = softmax(preferences)
        preferences = [
            preference + step * advantage * ((arm == chosen) - p[arm]) for arm, preference in enumerate(preferences)
        ]
    return softmax(preferences), None


def exp3(history, arm_count, gamma):
    weights = [mpf(1)] * arm_count

    def probabilities():
        return [(1 - gamma) * weight / sum(weights) + gamma / arm_count for weight in weights]

    for chosen, reward in history:
        weights[chosen] *= mp.exp(gamma * reward / (arm_count * probabilities()[chosen]))
    return probabilities(), None


TENTH = mpf(1) / 10

POLICIES = {
    "greedy": (greedy,),
    "egreedy_all": (epsilon_greedy, TENTH),
    "egreedy_nongreedy": (epsilon_among_others, TENTH),
    "ucb_c1": (of_index(ucb), 1),
    "ucb_c2": (of_index(ucb), 2),
    "softmax_tau1": (boltzmann, mpf(1)),
    "softmax_tau1_5": (boltzmann, mpf(1) / 5),
    "thompson": (thompson,),
    "klucb_c0": (of_index(kl_ucb),),
    "bayesucb": (of_index(bayes_ucb),),
    "gradient_incl": (gradient, TENTH, True),
    "gradient_excl": (gradient, TENTH, False),
    "exp3": (exp3, TENTH),
}


def selection(policy, history, arm_count):
    """Probabilities of the next decision, and the indices of an index policy (or None)."""
    rule, *parameters = POLICIES[policy]
    return rule(history, arm_count, *parameters)
