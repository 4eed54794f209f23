"""Many speakers out of few: other vocal tracts, pitches, tempi and mixtures of the voices at hand."""

import numpy as np
from scipy.interpolate import interp1d
from scipy.signal import resample_poly

from vocoder import BINS, align, analyse, synthesise
from voices import FILLER, RATE_HZ, trim


class Source:
    """The tokens of one voice, taken apart when first needed."""

    def __init__(self, name, tokens):
        self.name = name
        self.tokens = tokens
        self.parts = {}
        self.paths = {}

    def part(self, label, index):
        key = label, index
        if key not in self.parts:
            self.parts[key] = analyse(self.tokens[label][index])
        return self.parts[key]


def stretch(samples, speed, generator):
    """Another tempo at the same pitch: overlap-add of 30 ms pieces at the best fitting place."""
    size, search = 480, 120
    hop = size // 2
    count = int(len(samples) / speed / hop)
    if abs(speed - 1) < 0.02 or count < 3:
        return samples
    padded = np.pad(samples, (search, size + 2 * search))
    window = np.hanning(size + 1)[:-1]
    out = np.zeros(count * hop + size)
    previous = None
    for i in range(count):
        wanted = min(int(i * hop * speed), len(samples) - 1)
        if previous is not None:
            region = padded[wanted : wanted + 2 * search + size]
            target = padded[previous : previous + size]
            fit = np.correlate(region, target, 'valid') if len(target) == size else [0]
            wanted += int(np.argmax(fit))
        else:
            wanted += search
        piece = padded[wanted : wanted + size]
        out[i * hop : i * hop + len(piece)] += piece * window[: len(piece)]
        previous = min(wanted + hop, len(padded) - size)
    return out[: count * hop].astype(np.float32)


def smooth_curve(points, size, generator, spread):
    """A random smooth curve of `size` values around 0."""
    knots = generator.normal(0, spread, points)
    return interp1d(np.linspace(0, 1, points), knots, kind='cubic')(np.linspace(0, 1, size))


class PseudoSpeaker:
    """One invented speaker. `strength` scales how far it may lie from the voices at hand (0–1)."""

    def __init__(self, sources, weights, fillers, generator, vocoded_share, morph_share, strength):
        self.generator = generator
        # Other words are scarce: one voice's are spoken with every invented throat.
        self.fillers = fillers
        first = generator.choice(len(sources), p=weights)
        self.first = sources[first]
        self.second = None
        self.speed = float(np.exp(generator.uniform(np.log(0.78), np.log(1.28))))
        self.vocoded = generator.random() < vocoded_share
        if not self.vocoded:
            self.ratio = float(np.exp(generator.uniform(-0.17, 0.17) * strength))
            return
        if generator.random() < morph_share:
            second = generator.choice(len(sources), p=weights)
            self.second = sources[second] if second != first else None
            self.share = generator.uniform(-0.25, 1.25)
        self.tract = float(np.exp(generator.uniform(-0.2, 0.2) * strength))
        # Long vocal tracts mostly go with low voices.
        self.pitch_hz = float(np.exp(generator.normal(np.log(165) + 1.2 * np.log(self.tract), 0.3)))
        self.range = generator.uniform(0.3, 1.5)
        self.local = smooth_curve(7, BINS, generator, 0.035 * strength)
        self.colour = smooth_curve(6, BINS, generator, 0.6 * strength)
        self.tilt = generator.normal(0, 0.6) * strength
        self.sharpness = generator.uniform(0.75, 1.2)
        self.noise_from_hz = generator.uniform(2500, 7000)
        self.breath = float(10 ** generator.uniform(-3.5, -0.7))

    def token(self, label):
        """Samples of this speaker saying the class; None when its voices have no such token."""
        source = self.fillers if label == FILLER and self.fillers else self.first
        choices = source.tokens.get(label)
        if not choices:
            return None
        index = int(self.generator.integers(len(choices)))
        made = self._vocode(source, label, index) if self.vocoded else self._bend(choices[index])
        return trim(made)

    def _bend(self, samples):
        ratio = self.ratio * float(np.exp(self.generator.normal(0, 0.02)))
        bent = resample_poly(samples, 100, max(1, round(100 * ratio)))
        speed = self.speed / ratio * float(np.exp(self.generator.normal(0, 0.06)))
        return stretch(bent, float(np.clip(speed, 0.65, 1.5)), self.generator)

    def _vocode(self, source, label, index):
        generator = self.generator
        pitch, envelope = source.part(label, index)
        if self.second is not None and label != FILLER and self.second.tokens.get(label):
            other = int(generator.integers(len(self.second.tokens[label])))
            key = label, index, self.second.name, other
            _, second = self.second.part(label, other)
            if key not in source.paths:
                source.paths[key] = align(envelope, second)
            envelope = (1 - self.share) * envelope + self.share * second[source.paths[key]]
        count = len(pitch)
        wanted = max(12, int(count / (self.speed * np.exp(generator.normal(0, 0.06)))))
        inner = np.cumsum(np.exp(smooth_curve(5, wanted, generator, 0.2)))
        frames = np.clip(((inner - inner[0]) / (inner[-1] - inner[0]) * (count - 1)).round().astype(int), 0, count - 1)
        pitch, envelope = pitch[frames], envelope[frames]
        if (pitch > 0).any():
            middle = np.exp(np.log(pitch[pitch > 0]).mean())
            moved = self.pitch_hz * (np.maximum(pitch, 1) / middle) ** self.range
            moved = moved * np.exp(smooth_curve(4, wanted, generator, 0.06))
            pitch = np.where(pitch > 0, np.clip(moved, 60, 450), 0)
        bins = np.arange(BINS)
        tract = self.tract * np.exp(self.local + generator.normal(0, 0.015))
        # Above 5.5 kHz the map bends so that the top stays the top.
        taken = bins / tract
        bend = 176
        end = taken[bend]
        taken = np.where(bins <= bend, taken, end + (bins - bend) * (BINS - 1 - end) / (BINS - 1 - bend))
        taken = np.clip(np.maximum.accumulate(taken), 0, BINS - 1.001)
        low = taken.astype(int)
        envelope = envelope[:, low] * (1 - (taken - low)) + envelope[:, low + 1] * (taken - low)
        level = envelope.mean(axis=1, keepdims=True)
        octaves = np.log2(np.maximum(bins, 4) / 32)
        envelope = level + self.sharpness * (envelope - level) + self.colour + self.tilt * octaves
        envelope = np.clip(envelope, envelope.max() - 16, None)
        return synthesise(pitch, envelope, self.noise_from_hz, self.breath, generator)
