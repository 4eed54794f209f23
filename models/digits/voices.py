"""Where the training voices come from: folders of labelled recordings, espeak-ng, single syllables."""

import re
import subprocess
import tempfile
from math import gcd
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

RATE_HZ = 16_000

# Class order of the network's output; `filler` is any other speech, the CTC blank comes last.
DIGITS = '0123456789'
YAO, FILLER, BLANK = 10, 11, 12

# What a digit is called, for espeak-ng and for finding digits among single syllables.
CHARACTERS = '零一二三四五六七八九幺'
OTHER_CHARACTERS = '好天大人中学生国的车门来去高红花猫多说看听水火山路东西南北春秋'
SYLLABLES = ['ling', 'yi', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu', 'yao']

# Variants of espeak-ng that are effects or robots rather than voices.
NOT_VOICES = re.compile(r'whisper|croak|robo|zac|Mario|klatt6|fast_test|sound|Tweaky|Demonic|Alien')


def label_of(path):
    """Class 0–10 of a file `<digit>_<n>.wav`, `y` being yao; None for any other name."""
    found = re.fullmatch(r'([0-9y])_\w+\.wav', path.name)
    return None if found is None else YAO if found[1] == 'y' else int(found[1])


def read_audio(path):
    """A sound file as 16 kHz mono float32, −1…1."""
    samples, rate = soundfile.read(str(path), dtype='float32', always_2d=True)
    mono = samples.mean(axis=1)
    if rate != RATE_HZ:
        factor = gcd(rate, RATE_HZ)
        mono = resample_poly(mono, RATE_HZ // factor, rate // factor)
    return mono.astype(np.float32)


def trim(samples, floor_db=35, margin_ms=15):
    """Cuts what lies more than `floor_db` below the loudest 10 ms off both ends; peak becomes 0.5."""
    hop = RATE_HZ // 100
    count = len(samples) // hop
    if count < 3:
        return samples
    power = (samples[: count * hop].reshape(count, hop) ** 2).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (-floor_db / 10))
    margin = margin_ms * RATE_HZ // 1000
    kept = samples[max(0, loud[0] * hop - margin) : (loud[-1] + 1) * hop + margin]
    return (0.5 * kept / max(1e-6, np.abs(kept).max())).astype(np.float32)


def read_voice(folder):
    """Tokens of one speaker's folder: {class: [samples]}."""
    tokens = {}
    for path in sorted(folder.glob('*.wav')):
        label = label_of(path)
        if label is not None:
            tokens.setdefault(label, []).append(trim(read_audio(path)))
    if not tokens:
        raise SystemExit(f'{folder}: no file named <digit>_<n>.wav')
    return tokens


def read_syllables(folder):
    """
    Single syllables `<pinyin><tone>.mp3` of one speaker: (further tokens of the digits, fillers).
    A digit's syllable in another tone is still that digit to a model that listens to no tone.
    """
    digits, fillers = {}, []
    for path in sorted(folder.glob('*.mp3')):
        syllable = re.fullmatch(r'([a-z]+)([1-5])', path.stem)
        if syllable is None:
            continue
        samples = trim(read_audio(path))
        if not 0.1 < len(samples) / RATE_HZ < 1.5:
            continue
        if syllable[1] in SYLLABLES:
            digits.setdefault(SYLLABLES.index(syllable[1]), []).append(samples)
        # 'lin', 'ye', 'se' … differ from a digit by less than accents do: neither digit nor filler.
        elif not re.fullmatch(r'(lin|ning|ying|ye|ei|e|san[g]?|se|shi|shan|wo|hu|you|niu|qie|xi|ji|pa|xiu|qiu|yan?)', syllable[1]):
            fillers.append(samples)
    return digits, fillers


def espeak_variants():
    """Names of the installed espeak-ng voice variants."""
    listed = subprocess.run(['espeak-ng', '--voices=variant'], capture_output=True, text=True, check=True)
    files = [line.split()[4] for line in listed.stdout.splitlines()[1:] if len(line.split()) > 4]
    return sorted({file.split('/')[-1] for file in files if not NOT_VOICES.search(file)})


def speak(variant, generator):
    """The eleven digit words and three others by one espeak-ng variant, pitch and speed drawn."""
    pitch, speed = int(generator.integers(15, 90)), int(generator.integers(110, 190))
    voice = f'cmn+{variant}'
    tokens = {}
    with tempfile.TemporaryDirectory() as folder:
        others = generator.choice(list(OTHER_CHARACTERS), 3, replace=False)
        for label, character in [*enumerate(CHARACTERS), *((FILLER, other) for other in others)]:
            path = Path(folder) / 'word.wav'
            command = ['espeak-ng', '-v', voice, '-p', str(pitch), '-s', str(speed), '-w', str(path), character]
            subprocess.run(command, check=True, capture_output=True)
            samples = trim(read_audio(path))
            if 0.08 < len(samples) / RATE_HZ < 1.2:
                tokens.setdefault(label, []).append(samples)
    return tokens
