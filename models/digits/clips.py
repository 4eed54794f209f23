"""Training clips: a few words of one speaker, in a room, with noise, through a microphone."""

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.signal import butter, sosfilt

from voices import FILLER, RATE_HZ


def make_rooms(count, generator):
    """Synthetic room responses: a direct sound and a decaying tail, RT60 0.08–0.6 s."""
    rooms = []
    for _ in range(count):
        decay_s = float(np.exp(generator.uniform(np.log(0.08), np.log(0.6))))
        size = int(min(decay_s, 0.4) * RATE_HZ)
        seconds = np.arange(size) / RATE_HZ
        tail = generator.standard_normal(size) * 10 ** (-3 * seconds / decay_s)
        # Early reflections are few: thin out the first 20 ms.
        early = size if size < 320 else 320
        tail[:early] *= generator.random(early) < 0.08
        response = tail * 10 ** (generator.uniform(-26, -10) / 20)
        response[0] = 1
        rooms.append(response.astype(np.float32))
    return rooms


def make_noise(count, seconds, generator, babble):
    """Backgrounds of unit power: white to brown, hum, and several people talking at once."""
    size = int(seconds * RATE_HZ)
    hertz = np.maximum(20, np.fft.rfftfreq(size, 1 / RATE_HZ))
    noises = []
    for index in range(count):
        spectrum = np.fft.rfft(generator.standard_normal(size)) / hertz ** generator.uniform(0, 1.1)
        noise = np.fft.irfft(spectrum, size)
        if index % 5 == 3:
            base = generator.choice([50, 60, 100, 120])
            seconds_axis = np.arange(size) / RATE_HZ
            hum = sum(generator.random() * np.sin(2 * np.pi * base * k * seconds_axis) for k in range(1, 9))
            noise = noise / noise.std() * generator.uniform(0.2, 1) + hum / hum.std()
        if index % 5 == 4:
            noise = noise / noise.std() * 0.1
            for _ in range(int(generator.integers(3, 9)) * size // RATE_HZ):
                word = babble()
                at = int(generator.integers(0, max(1, size - len(word))))
                part = word[: size - at]
                noise[at : at + len(part)] += part * generator.uniform(2, 8)
        noises.append((noise / (noise.std() + 1e-9)).astype(np.float32))
    return noises


class ClipMaker:
    """
    Draws training clips. `bank` is a list of speakers, each {class: [int16 samples]}; weights are
    equal. `fillers` is the chance that a word is no digit.
    """

    def __init__(self, bank, generator, fillers=0.08, rooms=150, noises=60):
        self.bank = bank
        self.generator = generator
        self.fillers = fillers
        self.rooms = make_rooms(rooms, generator)
        words = [word for speaker in bank[:: max(1, len(bank) // 150)] for words in speaker.values() for word in words]
        babble = lambda: words[int(generator.integers(len(words)))].astype(np.float32) / 32768
        self.noises = make_noise(noises, 6, generator, babble)

    def clip(self, samples_count):
        """(samples of exactly that length, classes in it)."""
        generator = self.generator
        out = np.zeros(samples_count, np.float32)
        classes = []
        if generator.random() > 0.03:
            classes = self._fill(out)
        return self._record(out), classes

    def _fill(self, out):
        generator = self.generator
        speaker = self.bank[int(generator.integers(len(self.bank)))]
        known = [label for label in speaker if label != FILLER]
        style = generator.random()
        if generator.random() < 0.15:
            return self._place_one(out, speaker, known)
        at = int(generator.uniform(0, 0.35) * RATE_HZ)
        classes = []
        while True:
            label = known[int(generator.integers(len(known)))]
            if speaker.get(FILLER) and generator.random() < self.fillers:
                label = FILLER
            if classes and classes[-1] == label and generator.random() < 0.5:
                continue
            takes = speaker[label]
            word = takes[int(generator.integers(len(takes)))].astype(np.float32) / 32768
            word = word * 10 ** (generator.normal(0, 2.5) / 20)
            if at + len(word) > len(out):
                break
            out[at : at + len(word)] += word
            classes.append(label)
            gap = generator.uniform(-0.06, 0.08) if style < 0.25 else generator.uniform(0, 0.3) if style < 0.6 else generator.uniform(0.15, 0.9)
            at = max(0, at + len(word) + int(gap * RATE_HZ))
        return classes or self._place_one(out, speaker, known)

    def _place_one(self, out, speaker, known):
        """One digit by itself, anywhere."""
        generator = self.generator
        fitting = [label for label in known if len(speaker[label][0]) <= len(out)]
        if not fitting:
            return []
        label = fitting[int(generator.integers(len(fitting)))]
        word = speaker[label][0].astype(np.float32) / 32768
        at = int(generator.integers(0, len(out) - len(word) + 1))
        out[at : at + len(word)] += word
        return [label]

    def _record(self, clip):
        generator = self.generator
        size = len(clip)
        fast = next_fast_len(size + 6400, True)
        speech = (clip**2).sum() / max(1, np.count_nonzero(np.abs(clip) > 0.01))
        spectrum = rfft(clip, fast)
        if generator.random() < 0.7:
            spectrum *= rfft(self.rooms[int(generator.integers(len(self.rooms)))], fast)
        knots = generator.normal(0, generator.uniform(0, 0.6), 9)
        octave = np.log2(np.maximum(1, np.arange(fast // 2 + 1) * RATE_HZ / fast / 30))
        spectrum *= np.exp(np.interp(octave, np.linspace(0, 8, 9), knots))
        samples = irfft(spectrum, fast)[:size]
        noise = self.noises[int(generator.integers(len(self.noises)))]
        start = int(generator.integers(0, len(noise) - size + 1))
        snr_db = generator.choice([generator.uniform(3, 15), generator.uniform(12, 30), generator.uniform(28, 50)], p=[0.25, 0.4, 0.35])
        level = np.sqrt(max(speech, 1e-4)) * 10 ** (-snr_db / 20)
        samples = samples + noise[start : start + size] * level
        route = generator.random()
        if route < 0.22:
            samples = sosfilt(butter(6, [generator.uniform(60, 320), generator.uniform(3000, 3900)], 'band', fs=RATE_HZ, output='sos'), samples)
            if route < 0.1:
                peak = np.abs(samples).max() + 1e-9
                bent = np.sign(samples) * np.log1p(255 * np.abs(samples) / peak) / np.log(256)
                bent = np.round(bent * 127) / 127
                samples = np.sign(bent) * (256 ** np.abs(bent) - 1) / 255 * peak
        elif route < 0.4:
            samples = sosfilt(butter(8, generator.uniform(4500, 7500), 'low', fs=RATE_HZ, output='sos'), samples)
        if generator.random() < 0.06:
            peak = np.abs(samples).max()
            samples = np.clip(samples, -0.4 * peak, 0.4 * peak)
        return samples.astype(np.float32)
