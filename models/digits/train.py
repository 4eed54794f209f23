#!/usr/bin/env python3
"""Trains the digit model from folders of labelled voices and writes it as ONNX. See --help."""

import argparse
import pickle
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from clips import ClipMaker
from network import DigitNet, DigitNets, halve, hide
from pseudo_speakers import PseudoSpeaker, Source
from scoring import far_at, measure
from voices import BLANK, FILLER, RATE_HZ, espeak_variants, read_syllables, read_voice, speak

DESCRIPTION = """
Trains the Mandarin digit model and writes it as ONNX: a waveform goes in, the log-probabilities of
each network come out.

Each FOLDER holds one speaker: <digit>_<n>.wav, digit 0-9 or y (yao), any sampling rate. More
speakers make a better model; 50 to 100 consenting people are what these networks have room for.
Needs Python 3.11, torch 1.13, numpy, scipy, soundfile and espeak-ng (Debian 12: python3-torch
python3-numpy python3-scipy python3-soundfile espeak-ng). One thread, no accelerator, about ten
minutes a network on a free core; with the same seed, voices and versions the same model. What is done
is kept in --work: a second run goes on after the last finished part.
"""

CLIPS = 16
HIGHEST_RATE = 3e-3


@dataclass
class Plan:
    """How one network is trained. The networks of a model differ in the speakers invented for them."""

    seed: int
    # Invented speakers; which share of them is vocoded; which share of those is mixed of two voices.
    speakers: int
    vocoded: float
    morphed: float
    # How far invented throats lie from the voices at hand.
    strength: float


PLANS = [
    Plan(seed=2, speakers=2000, vocoded=0.75, morphed=0.7, strength=1.4),
    Plan(seed=1, speakers=1500, vocoded=0.65, morphed=0.5, strength=1.0),
]


def parse_arguments():
    parser = argparse.ArgumentParser(description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--voices', nargs='+', type=Path, required=True, metavar='FOLDER', help='one folder per speaker to train on')
    parser.add_argument('--out', type=Path, default=Path('digits.onnx'), metavar='FILE')
    parser.add_argument('--syllables', type=Path, metavar='FOLDER', help='single syllables <pinyin><tone>.mp3 of one speaker: other words, and digits in other tones')
    parser.add_argument('--validate', nargs='*', type=Path, default=[], metavar='FOLDER', help='speakers that are only measured, never trained on')
    parser.add_argument('--espeak', type=int, default=85, metavar='N', help='variants of espeak-ng to add (default 85, 0 for none)')
    parser.add_argument('--speakers', type=int, metavar='N', help='invented speakers per network (default 2000 and 1500)')
    parser.add_argument('--steps', type=int, default=4000, help=f'per network, of {CLIPS} clips each (default 4000)')
    parser.add_argument('--seed', type=int, default=0, help='added to the seed of each network (default 0)')
    parser.add_argument('--work', type=Path, default=Path('digits-work'), metavar='FOLDER', help='invented speakers and weights are kept here (about 1 GB)')
    return parser.parse_args()


def make_bank(arguments, plan):
    """Invents the speakers of one network: [{class: [int16 samples]}]."""
    generator = np.random.default_rng(plan.seed)
    humans = [Source(folder.name, read_voice(folder)) for folder in arguments.voices]
    shares = [1.0] * len(humans)
    fillers = None
    if arguments.syllables:
        digits, others = read_syllables(arguments.syllables)
        humans.append(Source('syllables', digits))
        shares.append(0.5)
        fillers = Source('other syllables', {FILLER: others})
    robots = [Source(variant, speak(variant, generator)) for variant in espeak_variants()[: arguments.espeak]]
    # A formant synthesiser is far from speech: the more people there are, the less it is needed.
    robot_share = min(0.28, 2 / len(humans)) if robots else 0
    weights = [(1 - robot_share) * share / sum(shares) for share in shares]
    weights += [robot_share / len(robots)] * len(robots)
    bank = []
    started = time.time()
    for index in range(plan.speakers):
        speaker = PseudoSpeaker(humans + robots, weights, fillers, generator, plan.vocoded, plan.morphed, plan.strength)
        tokens = {}
        for label in [*range(11), FILLER, FILLER, FILLER]:
            word = speaker.token(label)
            if word is not None and 0.06 < len(word) / RATE_HZ < 1.4:
                tokens.setdefault(label, []).append((word * 32767).astype(np.int16))
        bank.append(tokens)
        if index % 200 == 199:
            print(f'  {index + 1}/{plan.speakers} speakers, {time.time() - started:.0f} s', flush=True)
    return bank


def validate(networks, folders):
    """Prints how well held-out speakers are read."""

    def listen(samples):
        with torch.no_grad():
            waveform = torch.tensor(samples, dtype=torch.float32)[None]
            return [network(waveform)[0].numpy() for network in networks]

    for network in networks:
        network.eval()
    genuine, single, random, shares = [], [], [], {}
    for folder in folders:
        right, *scores = measure(listen, read_voice(folder), np.random.default_rng(7))
        shares[folder.name] = right
        for everyone, own in zip((genuine, single, random), scores):
            everyone.extend(own)
    if folders:
        figures = ' '.join(f'{name} {100 * right:.0f}' for name, right in shares.items())
        rates = ', '.join(
            f'FRR {frr:.0%}: one wrong {100 * far_at(genuine, single, frr):.1f} random {100 * far_at(genuine, random, frr):.2f} %'
            for frr in (0.05, 0.1)
        )
        print(f'    isolated {100 * np.mean(list(shares.values())):.1f} % ({figures}); {rates}', flush=True)


def train(arguments, plan, bank, weights):
    """Runs the steps of one network and writes its averaged weights."""
    torch.manual_seed(plan.seed)
    generator = np.random.default_rng(plan.seed + 1)
    maker = ClipMaker(bank, generator)
    network = DigitNet()
    average = DigitNet()
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, HIGHEST_RATE, total_steps=arguments.steps, pct_start=0.1)
    started, losses = time.time(), []
    for step in range(1, arguments.steps + 1):
        network.train()
        # All clips of a step are equally long and full of room sound: nothing needs padding.
        size = int(generator.choice([0.8, 1.2, 1.8, 2.4, 3.2], p=[0.15, 0.2, 0.25, 0.25, 0.15]) * RATE_HZ)
        clips, classes = zip(*(maker.clip(size) for _ in range(CLIPS)))
        with torch.no_grad():
            waveforms = torch.tensor(np.stack(clips))
            bands = hide(network.front(waveforms), generator)
            pitches = network.pitch(waveforms)
        scores = network.classify(bands, pitches).transpose(0, 1)
        targets = torch.tensor([label for row in classes for label in row], dtype=torch.long)
        lengths = torch.tensor([len(row) for row in classes])
        frames = torch.full((CLIPS,), scores.shape[0], dtype=torch.long)
        loss = functional.ctc_loss(scores, targets, frames, lengths, blank=BLANK, reduction='none', zero_infinity=True)
        loss = (loss / lengths.clamp(min=1)).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for kept, new in zip(average.state_dict().values(), network.state_dict().values()):
                kept.copy_(kept * decay + new * (1 - decay) if kept.is_floating_point() else new)
        if step % 250 == 0 or step == arguments.steps:
            print(f'  {step}/{arguments.steps} loss {np.mean(losses[-250:]):.3f}, {time.time() - started:.0f} s', flush=True)
            torch.save(average.state_dict(), weights.with_suffix('.unfinished'))
            if step % 500 == 0:
                validate([average], arguments.validate)
    weights.with_suffix('.unfinished').rename(weights)


def train_network(arguments, plan):
    """One network of the model, or what an earlier run left of it."""
    name = f'{plan.seed}-{plan.speakers}'
    weights = arguments.work / f'network-{name}-{arguments.steps}.pt'
    if not weights.exists():
        kept = arguments.work / f'speakers-{name}.pickle'
        if not kept.exists():
            bank = make_bank(arguments, plan)
            # Beside its place first: an interrupted run leaves nothing that looks finished.
            kept.with_suffix('.part').write_bytes(pickle.dumps(bank))
            kept.with_suffix('.part').rename(kept)
        train(arguments, plan, pickle.loads(kept.read_bytes()), weights)
    network = DigitNet()
    network.load_state_dict(torch.load(weights))
    return network


def export(networks, path):
    """Writes the networks behind one front end as ONNX, opset 13."""
    model = DigitNets(networks).eval()
    halve(model)
    outputs = [f'logProbabilities{index}' for index in range(len(networks))]
    torch.onnx.export(
        model, torch.zeros(1, 2 * RATE_HZ), str(path), opset_version=13,
        # Folding would turn the half-precision kernels back into large ones.
        do_constant_folding=False,
        input_names=['waveform'], output_names=outputs,
        dynamic_axes={'waveform': {1: 'samples'}, **{output: {1: 'frames'} for output in outputs}},
    )


def main():
    arguments = parse_arguments()
    torch.set_num_threads(1)
    arguments.work.mkdir(parents=True, exist_ok=True)
    networks = []
    for index, plan in enumerate(PLANS):
        plan.seed += arguments.seed
        plan.speakers = arguments.speakers or plan.speakers
        print(f'network {index + 1} of {len(PLANS)}', flush=True)
        networks.append(train_network(arguments, plan))
    print('all networks together', flush=True)
    validate(networks, arguments.validate)
    export(networks, arguments.out)
    print(f'{arguments.out}: {arguments.out.stat().st_size} bytes')


if __name__ == '__main__':
    main()
