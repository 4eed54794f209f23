import { buildModels } from '../../models/build/buildModels.ts'
import { benchFrames } from '../bench/benchFrames.ts'
import { benchModes } from '../bench/benchModes.ts'
import { benchModels } from '../bench/benchModels.ts'
import { benchPhoto } from '../bench/benchPhoto.ts'
import { readDataDir } from '../config.ts'
import { captureLimits } from '../domain/capture/captureLimits.ts'
import { loadPadThreshold } from '../loadPadThreshold.ts'
import { benchSessions } from './bench/benchSessions.ts'
import {
  printFrames,
  printModels,
  printModes,
  printPhoto,
  printSessions,
} from './bench/printReports.ts'
import { runCommand, UsageError } from './command.ts'
import { encodeJpeg } from './encodeJpeg.ts'
import { phoneModes } from '../phone/modes.ts'
import { openSpeech } from './openSpeech.ts'
import { openVision } from './openVision.ts'
import { createProgress } from './progress.ts'
import { readVoices } from './readVoices.ts'

const parts = ['models', 'photo', 'frames', 'modes', 'sessions'] as const
type Part = (typeof parts)[number]

const usage = `npm run bench -- [--quick] [--json] [--only PART,…]

What a verification costs on this machine. Trust CPU and ratios more than milliseconds of a clock
when the machine is busy. Needs the development dependencies (npm ci).

  models    each model beside the same weights in TensorFlow.js (WebAssembly, SIMD, one thread)
  photo     a whole photo verification: probe and authority photo, comparison, evidence, ledger
  frames    one frame of the light mode, beside @vladmandic/human on the same TensorFlow.js
  modes     what the engine takes for a whole ceremony of each liveness mode, without network and
            database
  sessions  whole light ceremonies over HTTP and WebSocket, played in real time by simulated phones
            in another process: CPU of the server, and how long the verdict takes

  --only PART,…   only these parts (default: all)
  --quick         fewer rounds: three minutes instead of nine
  --json          the last line of the output is one JSON object`

/** How much is measured; the 95th percentile of fewer than 20 verdicts is the longest. */
const sizes = {
  quick: {
    modelRounds: 15,
    verifications: 10,
    frames: { rounds: 3, warmUpRounds: 2, frames: 30 },
    modes: { people: 1, rounds: 3 },
    sessions: { people: 2, rounds: { alone: 2, together: 1, spread: 1 } },
  },
  full: {
    modelRounds: 100,
    verifications: 60,
    frames: { rounds: 8, warmUpRounds: 2, frames: 60 },
    modes: { people: 4, rounds: 5 },
    sessions: { people: 4, rounds: { alone: 12, together: 3, spread: 3 } },
  },
} as const

/** What is asked of the server, and what clients send. */
const frameSizes = [
  { widthPx: 240, heightPx: 320 },
  { widthPx: captureLimits.frameWidthPx, heightPx: captureLimits.frameHeightPx },
]

/** Phones at a time; begun one after the other over about the length of a ceremony. */
const crowd = { clients: 8, spreadMs: 5000, warmUp: 4 }

await runCommand({
  usage,
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
  async run({ quick = false, json = false, only }, positionals) {
    if (positionals.length > 0) throw new UsageError(`unexpected argument ${positionals[0]}`)
    const wanted = readParts(only)
    const size = quick ? sizes.quick : sizes.full
    await buildModels()
    const report: Record<string, unknown> = {}
    if (wanted.includes('models')) {
      const models = await benchModels(size.modelRounds)
      printModels(models)
      Object.assign(report, { models: models.timings, peer: models.peer })
    }
    if (wanted.includes('photo')) {
      const progress = createProgress('photo verifications', size.verifications)
      const photo = await benchPhoto(size.verifications, progress)
      printPhoto(photo)
      Object.assign(report, photo)
    }
    if (wanted.includes('frames')) {
      const frames = await benchFrames({
        ...size.frames,
        sizes: frameSizes,
        encode: encodeJpeg,
        onProgress: progressOf('rounds of frames'),
      })
      printFrames(frames)
      Object.assign(report, { frames: frames.timings, framesPeer: frames.peer })
    }
    if (wanted.includes('modes')) {
      const vision = await openVision()
      const listener = await openSpeech()
      try {
        const modes = await benchModes({
          ...size.modes,
          modes: phoneModes,
          vision,
          listener,
          padThreshold: await loadPadThreshold(readDataDir(process.env)),
          voices: await readVoices(),
          encode: encodeJpeg,
          onProgress: progressOf('ceremonies of each mode'),
        })
        printModes(modes)
        Object.assign(report, { modes })
      } finally {
        await Promise.all([vision.close(), listener.close()])
      }
    }
    if (wanted.includes('sessions')) {
      const { crowds: latency, ...sessions } = await benchSessions({
        ...crowd,
        ...size.sessions,
        onFilmed: progressOf('films'),
        onProgress: progressOf('rounds of ceremonies'),
      })
      printSessions(sessions, latency)
      Object.assign(report, { sessions, latency })
    }
    if (json) console.log(JSON.stringify(report))
    return 0
  },
})

function readParts(only: string | undefined): readonly Part[] {
  if (only === undefined) return parts
  const names = only.split(',')
  const unknown = names.find(name => !parts.some(part => part === name))
  if (unknown !== undefined) {
    throw new UsageError(`--only ${unknown} is not one of ${parts.join(', ')}.`)
  }
  return parts.filter(part => names.includes(part))
}

/** Progress of work whose size shows at its first step. */
function progressOf(label: string): (done: number, total: number) => void {
  let progress: ((done: number) => void) | null = null
  return (done, total) => {
    progress ??= createProgress(label, total)
    progress(done)
  }
}
