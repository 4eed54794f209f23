"""How well a code explains a recording: the Python twin of server/speech/createCtcScorer.ts."""

import numpy as np

from voices import BLANK, FILLER, RATE_HZ, YAO

FLOOR = 1e-5


def merge(log_probabilities, floor=FLOOR):
    """[T, 13] to log [T, 11]: yao counts as 1; filler and blank are the gap between digits."""
    p = np.exp(log_probabilities)
    merged = np.empty((len(p), 11))
    merged[:, :10] = p[:, :10]
    merged[:, 1] += p[:, YAO]
    merged[:, 10] = p[:, FILLER] + p[:, BLANK]
    # No frame may make a code impossible.
    return np.log(merged * (1 - floor * 11) + floor)


def forced(merged, codes):
    """CTC log-likelihood of each code (all of one length): [codes]."""
    codes = np.asarray(codes)
    count, length = codes.shape
    states = 2 * length + 1
    labels = np.full((count, states), 10)
    labels[:, 1::2] = codes
    skip = np.zeros((count, states), bool)
    skip[:, 3::2] = codes[:, 1:] != codes[:, :-1]
    total = np.full((count, states), -np.inf)
    total[:, 0] = merged[0, 10]
    total[:, 1] = merged[0, codes[:, 0]]
    for frame in merged[1:]:
        one = np.pad(total, ((0, 0), (1, 0)), constant_values=-np.inf)[:, :-1]
        two = np.where(skip, np.pad(total, ((0, 0), (2, 0)), constant_values=-np.inf)[:, :-2], -np.inf)
        total = np.logaddexp(np.logaddexp(total, one), two) + frame[labels]
    return np.logaddexp(total[:, -1], total[:, -2])


def free(merged):
    """The best path through any digit string at all."""
    return merged.max(axis=1).sum()


def far_at(genuine, impostor, frr):
    """Share of impostor scores above the threshold that refuses `frr` of the genuine ones."""
    threshold = np.quantile(genuine, frr)
    return float((np.asarray(impostor) >= threshold).mean())


def one_wrong(code, generator):
    """The code with one digit replaced."""
    wrong = list(code)
    wrong[int(generator.integers(len(code)))] += 1 + int(generator.integers(9))
    return [digit % 10 for digit in wrong]


def measure(listen, tokens, generator, strings=40):
    """
    (share of isolated digits read right, genuine scores, one-wrong scores, random-code scores) of one
    voice. `listen` maps samples to the log-probabilities [T, 13] of each network; scores are their mean.
    """

    def scores_of(samples, codes):
        tables = [merge(table) for table in listen(samples)]
        return np.mean([forced(table, codes) - free(table) for table in tables], axis=0) / len(codes[0])

    right = []
    flat = [(0 if label is None else 1 if label == YAO else label, word) for label, words in tokens.items() for word in words if label != FILLER]
    noisy = lambda samples, snr_db: samples + generator.standard_normal(len(samples)) * np.sqrt((samples**2).sum() / max(1, np.count_nonzero(np.abs(samples) > 0.01))) * 10 ** (-snr_db / 20)
    for label, word in flat:
        scores = scores_of(noisy(np.pad(word, 4000), 35), [[digit] for digit in range(10)])
        right.append(int(scores.argmax()) == label)
    genuine, single, random = [], [], []
    for _ in range(strings):
        chosen = [flat[int(generator.integers(len(flat)))] for _ in range(4)]
        code = [label for label, _ in chosen]
        samples = np.concatenate([np.pad(word, (int(generator.uniform(0.15, 0.35) * RATE_HZ), int(generator.uniform(0.15, 0.35) * RATE_HZ))) for _, word in chosen])
        others = [one_wrong(code, generator) for _ in range(20)]
        codes = [generator.integers(0, 10, 4).tolist() for _ in range(20)]
        codes = [other for other in codes if other != code]
        scores = scores_of(noisy(samples, 20), [code, *others, *codes])
        genuine.append(scores[0])
        single.extend(scores[1:21])
        random.extend(scores[21:])
    return float(np.mean(right)), genuine, single, random
