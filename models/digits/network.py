"""The network: waveform in, log-probabilities of 13 classes at 50 frames a second out."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from voices import RATE_HZ

BANDS, WINDOW, HOP, NFFT = 40, 400, 160, 512
CLASSES = 13


def mel_matrix(low_hz, high_hz):
    """Triangles [bands, bins] equally wide in mel."""
    mel = lambda hz: 2595 * np.log10(1 + hz / 700)
    edges = 700 * (10 ** (np.linspace(mel(low_hz), mel(high_hz), BANDS + 2) / 2595) - 1)
    hertz = np.arange(NFFT // 2 + 1) * RATE_HZ / NFFT
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return triangles / triangles.sum(axis=1, keepdims=True)


class FrontEnd(nn.Module):
    """Log-mel of a waveform [N, samples] as [N, bands, frames], the same at any loudness."""

    def __init__(self, low_hz=90, high_hz=7600):
        super().__init__()
        matrix = mel_matrix(low_hz, high_hz)
        # Bins that no band listens to are left out.
        heard = np.flatnonzero(matrix.any(axis=0))
        self.first, self.last = int(heard[0]), int(heard[-1]) + 1
        angle = 2 * np.pi * np.outer(np.arange(self.first, self.last), np.arange(WINDOW)) / NFFT
        window = np.hanning(WINDOW + 1)[:-1]
        kernels = np.concatenate([np.cos(angle) * window, np.sin(angle) * window])[:, None]
        self.register_buffer('window', torch.tensor(window, dtype=torch.float32), persistent=False)
        # Half precision halves the file; what it adds lies 60 dB under the sound.
        self.register_buffer('kernels', torch.tensor(kernels, dtype=torch.float16))
        self.register_buffer('mel', torch.tensor(matrix[:, self.first : self.last], dtype=torch.float16)[:, :, None])

    def forward(self, waveform):
        power = (waveform * waveform).mean(dim=1, keepdim=True)
        level = waveform / torch.sqrt(power + 1e-12)
        if self.training:
            # The same numbers sooner; ONNX of this operator set has no Fourier transform.
            padded = functional.pad(level, (WINDOW // 2, WINDOW // 2))
            spectrum = torch.fft.rfft(padded.unfold(1, WINDOW, HOP) * self.window, NFFT)[..., self.first : self.last].abs().square().transpose(1, 2)
        else:
            parts = functional.conv1d(level[:, None], self.kernels.float(), stride=HOP, padding=WINDOW // 2)
            bins = self.last - self.first
            spectrum = parts[:, :bins] ** 2 + parts[:, bins:] ** 2
        # Unit power in is about 150 here: what lies 27 dB below the mean sounds like silence.
        bands = torch.log(functional.conv1d(spectrum, self.mel.float()) + 0.3)
        # The microphone's colour is what speech has in common; pauses have no say, however long.
        level = bands.mean(dim=1, keepdim=True)
        speech = torch.sigmoid(3 * (level - level.max(dim=2, keepdim=True)[0] + 2.5))
        colour = (bands * speech).sum(dim=2, keepdim=True) / speech.sum(dim=2, keepdim=True)
        return (bands - colour) / 2.5


def comb_matrix(pitches_hz, bins, width_hz):
    """
    Weights [pitches, bins] that add what lies on the harmonics of a pitch and take away what lies
    between them: summation of sub-harmonics (Hermes 1988) with a cosine for its teeth.
    """
    hertz = np.arange(bins) * width_hz
    matrix = np.zeros((len(pitches_hz), bins))
    for row, pitch_hz in zip(matrix, pitches_hz):
        place = hertz / pitch_hz
        harmonic = np.maximum(1, np.round(place))
        row[:] = np.cos(2 * np.pi * place) * 0.85 ** (harmonic - 1) * (place > 0.5)
        row -= row.mean()
        row /= np.abs(row).sum()
    return matrix


class PitchEnd(nn.Module):
    """
    How strongly a waveform [N, samples] sounds at each pitch, as [N, pitches, frames], the same at any
    loudness: 70-385 Hz in quarter tones. Bands of log-mel are too wide to tell; a tone is a line here
    that rises (ling), falls (liu), dips (wu, jiu) or stays (yi, san, qi, ba).
    """

    # At a quarter of the rate; bins from 62 to 1,250 Hz.
    WINDOW, HOP, NFFT, FIRST, LAST = 200, 40, 256, 4, 80
    PITCHES_HZ = 70 * 2 ** (np.arange(60) / 24)

    def __init__(self):
        super().__init__()
        taps = np.arange(-32, 33)
        low = np.sinc(taps * 0.225) * np.hanning(67)[1:-1]
        self.register_buffer('low', torch.tensor((low / low.sum())[None, None], dtype=torch.float16))
        angle = 2 * np.pi * np.outer(np.arange(self.FIRST, self.LAST), np.arange(self.WINDOW)) / self.NFFT
        window = np.hanning(self.WINDOW + 1)[:-1]
        kernels = np.concatenate([np.cos(angle) * window, np.sin(angle) * window])[:, None]
        self.register_buffer('kernels', torch.tensor(kernels, dtype=torch.float16))
        comb = comb_matrix(self.PITCHES_HZ, self.LAST, RATE_HZ / 4 / self.NFFT)[:, self.FIRST :]
        self.register_buffer('comb', torch.tensor(comb, dtype=torch.float16)[:, :, None])

    def forward(self, waveform):
        power = (waveform * waveform).mean(dim=1, keepdim=True)
        level = waveform / torch.sqrt(power + 1e-12)
        # As many frames as the log-mel has: a quarter of the samples, rounded down.
        slow = functional.conv1d(functional.pad(level[:, None], (32, 29)), self.low.float(), stride=4)
        parts = functional.conv1d(slow, self.kernels.float(), stride=self.HOP, padding=self.WINDOW // 2)
        bins = self.LAST - self.FIRST
        # The root of the amplitude: harmonics count alike, in formants and between them.
        size = (parts[:, :bins] ** 2 + parts[:, bins:] ** 2 + 1e-3) ** 0.25
        size = size - size.mean(dim=1, keepdim=True)
        loud = torch.sqrt((size * size).mean(dim=1, keepdim=True)) + 0.3
        return 8 * functional.conv1d(size / loud, self.comb.float())


class Block(nn.Module):
    """Residual 1-D convolution over time."""

    def __init__(self, channels, dilation, dropout):
        super().__init__()
        self.convolution = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.norm = nn.BatchNorm1d(channels)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return x + self.dropout(functional.relu(self.norm(self.convolution(x))))


class DigitNet(nn.Module):
    """
    Two-dimensional convolutions with pooling over frequency (formants and pitch may lie elsewhere in
    another throat), then dilated ones over time (about 1 s in view).
    """

    def __init__(self, channels=96, dropout=0.15):
        super().__init__()
        self.front = FrontEnd()
        self.pitch = PitchEnd()
        self.planes = nn.Sequential(
            nn.Conv2d(1, 16, 5, stride=(2, 2), padding=2), nn.BatchNorm2d(16), nn.ReLU(),
            nn.Conv2d(16, 24, 3, padding=1), nn.BatchNorm2d(24), nn.ReLU(), nn.MaxPool2d((2, 1)),
            nn.Conv2d(24, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d((2, 1)),
        )
        self.lines = nn.Sequential(
            nn.Conv2d(1, 10, (7, 9), stride=(2, 2), padding=(3, 4)), nn.BatchNorm2d(10), nn.ReLU(),
            nn.Conv2d(10, 20, (5, 7), padding=(2, 3)), nn.BatchNorm2d(20), nn.ReLU(),
        )
        self.narrow = nn.Sequential(nn.Conv1d(32 * 5 + 20, channels, 1), nn.BatchNorm1d(channels), nn.ReLU())
        self.blocks = nn.Sequential(*[Block(channels, dilation, dropout) for dilation in (1, 2, 4, 8, 1, 2)])
        self.head = nn.Conv1d(channels, CLASSES, 1)

    def classify(self, bands, pitches):
        """Log-mel [N, bands, frames] and pitches [N, pitches, frames] to log-probabilities [N, T, 13]."""
        planes = self.planes(bands[:, None])
        flat = planes.reshape(planes.shape[0], 32 * 5, -1)
        # Whose pitch it is does not matter, only how it moves.
        tones = self.lines(pitches[:, None]).max(dim=2)[0]
        both = torch.cat([flat, tones], dim=1)
        return functional.log_softmax(self.head(self.blocks(self.narrow(both))), dim=1).transpose(1, 2)

    def forward(self, waveform):
        return self.classify(self.front(waveform), self.pitch(waveform))


class HalfConv1d(nn.Module):
    """A trained convolution over time whose weights take half the room in the file."""

    def __init__(self, trained):
        super().__init__()
        self.register_buffer('weight', trained.weight.detach().half())
        self.register_buffer('bias', trained.bias.detach())
        self.padding, self.dilation = trained.padding, trained.dilation

    def forward(self, x):
        return functional.conv1d(x, self.weight.float(), self.bias, padding=self.padding, dilation=self.dilation)


def halve(module):
    """Does that to all convolutions over time, in place."""
    for name, child in module.named_children():
        if isinstance(child, nn.Conv1d):
            setattr(module, name, HalfConv1d(child))
        else:
            halve(child)


class DigitNets(nn.Module):
    """Several networks behind one front end, each with an output of its own."""

    def __init__(self, networks):
        super().__init__()
        self.front = networks[0].front
        self.networks = nn.ModuleList(networks)

    def forward(self, waveform):
        bands = self.front(waveform)
        pitches = self.networks[0].pitch(waveform)
        return tuple(network.classify(bands, pitches) for network in self.networks)


def hide(bands, generator):
    """SpecAugment: blanks up to two stripes of bands and two of time, in place."""
    _, height, width = bands.shape
    for row in bands:
        for _ in range(2):
            tall = int(generator.integers(0, 7))
            at = int(generator.integers(0, height - tall))
            row[at : at + tall] = 0
            long = int(generator.integers(0, 9))
            at = int(generator.integers(0, max(1, width - long)))
            row[:, at : at + long] = 0
    return bands
