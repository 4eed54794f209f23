"""Takes a voice apart (pitch, spectral envelope per 5 ms) and puts another one together."""

import numpy as np
from scipy.ndimage import median_filter
from scipy.signal import butter, sosfiltfilt

from voices import RATE_HZ

HOP = 80
NFFT = 512
BINS = NFFT // 2 + 1
MIN_LAG, MAX_LAG = RATE_HZ // 480, RATE_HZ // 65


def pitch_of(samples):
    """Pitch per frame in Hz, 0 where unvoiced: normalised autocorrelation of 40 ms."""
    low = sosfiltfilt(butter(2, 1000, fs=RATE_HZ, output='sos'), samples)
    size = 640
    padded = np.pad(low, (size // 2, size + MAX_LAG))
    count = len(samples) // HOP + 1
    frames = np.stack([padded[i * HOP : i * HOP + size] for i in range(count)])
    energy = (frames**2).sum(axis=1) + 1e-9
    whole = np.pad(samples, (size // 2, size + MAX_LAG))
    full = np.array([(whole[i * HOP : i * HOP + size] ** 2).sum() for i in range(count)]) + 1e-9
    spectrum = np.fft.rfft(frames * np.hanning(size), 2048)
    correlation = np.fft.irfft(np.abs(spectrum) ** 2)[:, : MAX_LAG + 1]
    taper = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(size), 2048)) ** 2)[: MAX_LAG + 1]
    correlation = correlation / (correlation[:, :1] + 1e-9) / (taper / taper[0])
    pitch = np.zeros(count)
    for i, row in enumerate(correlation):
        inside = row[MIN_LAG:]
        peak = inside.max()
        # A hiss with a little hum below is no voice: the low band must carry its share.
        if peak < 0.55 or energy[i] < 0.003 * energy.max() or energy[i] < 0.08 * full[i]:
            continue
        # The shortest period that is nearly as good as the best: guards against the octave below.
        strong = np.flatnonzero((inside > 0.88 * peak) & (np.roll(inside, 1) <= inside) & (np.roll(inside, -1) <= inside))
        lag = MIN_LAG + (strong[0] if len(strong) else int(inside.argmax()))
        pitch[i] = RATE_HZ / lag
    return median_filter(pitch, 5)


def analyse(samples):
    """(pitch per frame in Hz, log power density [frames, BINS]) of a short recording."""
    pitch = pitch_of(samples)
    count = len(pitch)
    padded = np.pad(samples, 512)
    envelope = np.empty((count, BINS), np.float32)
    fine = 1024
    for i in range(count):
        period = RATE_HZ / pitch[i] if pitch[i] else RATE_HZ / 200
        half = int(np.clip(1.5 * period, 80, 500))
        window = np.hanning(2 * half + 1)
        centre = 512 + i * HOP
        frame = padded[centre - half : centre + half + 1]
        if len(frame) < len(window):
            frame = np.pad(frame, (0, len(window) - len(frame)))
        power = np.abs(np.fft.rfft(frame * window, fine)) ** 2 / (window**2).sum() + 1e-10
        # One pitch wide: no harmonic is left, the formants are.
        width = max(3, int(round(fine / period)))
        mirrored = np.concatenate([power[width:0:-1], power, power[-2 : -width - 2 : -1]])
        sums = np.concatenate([[0], np.cumsum(mirrored)])
        start = np.arange(len(power)) + width - width // 2
        smooth = (sums[start + width] - sums[start]) / width
        envelope[i] = np.log(smooth[::2])
    return pitch, envelope


def align(first, second):
    """Dynamic time warping of two envelopes: for each frame of `first`, the frame of `second`."""
    a, b = (np.fft.irfft(e)[:, :16] * ([0.3] + [1] * 15) for e in (first, second))
    cost = ((a[:, None] - b[None]) ** 2).sum(axis=2)
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for i in range(rows):
        above, here, price = total[i], total[i + 1], cost[i]
        step = np.minimum(above[:-1], above[1:] + 0.3 * price)
        for j in range(columns):
            here[j + 1] = price[j] + min(step[j], here[j] + 0.3 * price[j])
    path = np.zeros(rows, int)
    i, j = rows, columns
    while i > 0:
        path[i - 1] = j - 1
        moves = (total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
        best = int(np.argmin(moves))
        i, j = (i - 1, j - 1) if best == 0 else (i - 1, j) if best == 1 else (i, j - 1)
        if j == 0:
            break
    return path


def synthesise(pitch, envelope, noise_from_hz, breath, generator):
    """
    Samples from pitch (Hz, 0 = unvoiced) and log power density per frame. Voiced frames are pulses
    below `noise_from_hz` and noise above; `breath` (0–1) of the power is noise everywhere.
    """
    count = len(pitch)
    length = count * HOP + NFFT
    out = np.zeros(length)
    frequency = np.arange(BINS) * RATE_HZ / NFFT
    rough = np.clip(breath + 1 / (1 + np.exp((noise_from_hz - frequency) / 400)), 0, 1)
    voiced = (pitch > 0)[:, None]
    noise_power = np.where(voiced, np.exp(envelope) * rough, np.exp(envelope))

    white = generator.standard_normal((count, 2 * HOP)) * np.sqrt(np.hanning(2 * HOP + 1)[:-1])
    coloured = np.fft.irfft(np.fft.rfft(white, NFFT) * np.sqrt(noise_power), NFFT)
    # Zero-phase filters answer on both sides: the tail that wraps around belongs before the frame.
    coloured = np.roll(coloured, NFFT // 2 - HOP, axis=1)
    place = np.arange(NFFT)
    starts = np.arange(count) * HOP
    np.add.at(out, starts[:, None] + place, coloured)

    times, at = [], 0.0
    while at < count - 1:
        frame = int(at)
        if pitch[frame] <= 0:
            at += 1
            continue
        times.append(at)
        at += RATE_HZ / pitch[frame] / HOP * (1 + 0.01 * generator.standard_normal())
    if times:
        frames = np.array(times).astype(int)
        log_amplitude = 0.5 * envelope[frames] + 0.5 * np.log(np.clip(1 - rough, 1e-4, 1))
        cepstrum = np.fft.irfft(log_amplitude, NFFT)
        cepstrum[:, 1 : NFFT // 2] *= 2
        cepstrum[:, NFFT // 2 + 1 :] = 0
        response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum, NFFT)), NFFT)
        response *= np.sqrt(RATE_HZ / pitch[frames])[:, None]
        starts = (np.array(times) * HOP).astype(int) + NFFT // 2
        starts = np.minimum(starts, length - NFFT)
        np.add.at(out, starts[:, None] + place, response)
    return out[NFFT // 2 - HOP :].astype(np.float32)
