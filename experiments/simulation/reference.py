"""The yardstick's policies on its bandits in NumPy, all replications in step.

    python3 reference.py POLICY ARMS HORIZON REPLICATIONS SEED

prints nanoseconds a pull and the mean final pseudo-regret with its standard error. Ties are split by a random number
below the distance of unequal values.
"""

import sys
import time

import numpy as np

EPSILON, TEMPERATURE, STEP = 0.1, 0.1, 0.1


def bandit(arms):
    if arms == 2:
        return np.array([0.45, 0.55])
    if arms == 10:
        return np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5])
    return np.arange(1, arms + 1) / (arms + 1)


def argmax(random, values):
    return np.argmax(values + 1e-9 * random.random(values.shape), axis=1)


def draw(random, weights):
    cumulative = np.cumsum(weights, axis=1)
    return (cumulative < random.random((len(weights), 1)) * cumulative[:, -1:]).sum(axis=1)


def kl_bounds(means, share):
    low, high = means.copy(), np.minimum(1, means + np.sqrt(share / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        for _ in range(20):
            middle = (low + high) / 2
            divergence = np.where(means > 0, means * np.log(means / middle), 0)
            divergence += np.where(means < 1, (1 - means) * np.log((1 - means) / (1 - middle)), 0)
            above = divergence > share
            high, low = np.where(above, middle, high), np.where(above, low, middle)
    return (low + high) / 2


def run(policy, arms, horizon, replications, seed):
    random = np.random.default_rng(seed)
    means = bandit(arms)
    rows = np.arange(replications)
    pulls, sums = np.zeros((replications, arms)), np.zeros((replications, arms))
    preferences, baseline = np.zeros((replications, arms)), np.zeros(replications)
    regret = np.zeros(replications)
    for t in range(horizon):
        tried = np.maximum(pulls, 1)
        values = sums / tried
        if policy == "greedy":
            arm = argmax(random, values)
        elif policy == "egreedy":
            arm = np.where(random.random(replications) < EPSILON, random.integers(arms, size=replications), argmax(random, values))
        elif policy == "ts":
            arm = np.argmax(random.beta(1 + sums, 1 + pulls - sums), axis=1)
        elif policy == "softmax":
            arm = draw(random, np.exp((values - values.max(axis=1, keepdims=True)) / TEMPERATURE))
        elif policy == "gradient":
            weights = np.exp(preferences - preferences.max(axis=1, keepdims=True))
            weights /= weights.sum(axis=1, keepdims=True)
            arm = draw(random, weights)
        elif policy == "ucb1":
            arm = argmax(random, np.where(pulls == 0, np.inf, values + np.sqrt(2 * np.log(max(t, 1)) / tried))) if t >= arms else argmax(random, -pulls)
        else:
            arm = argmax(random, kl_bounds(values, np.log(max(t, 1)) / tried)) if t >= arms else argmax(random, -pulls)
        reward = (random.random(replications) < means[arm]).astype(float)
        pulls[rows, arm] += 1
        sums[rows, arm] += reward
        regret += means.max() - means[arm]
        if policy == "gradient":
            baseline += (reward - baseline) / (t + 1)
            advantage = STEP * (reward - baseline)
            preferences -= advantage[:, None] * weights
            preferences[rows, arm] += advantage
    return regret


if __name__ == "__main__":
    policy, arms, horizon, replications, seed = sys.argv[1], *map(int, sys.argv[2:6])
    run(policy, arms, 20, replications, seed)
    start = time.process_time()
    regret = run(policy, arms, horizon, replications, seed)
    nanoseconds = (time.process_time() - start) * 1e9 / horizon / replications
    print(f"{nanoseconds:.1f} ns/step  regret {regret.mean():.3f} +- {regret.std(ddof=1) / np.sqrt(replications):.3f}")
