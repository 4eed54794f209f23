import { evaluatePhone, type PhoneRow } from '../../evaluate/phone/evaluatePhone.ts'
import { createEnginePlay } from '../../evaluate/phone/createEnginePlay.ts'
import { keepPerformances } from '../../evaluate/phone/keepPerformances.ts'
import { performPhone, type PerformPhone } from '../../evaluate/phone/performPhone.ts'
import {
  phoneSpecies,
  phoneSpeciesOf,
  type PhoneSpecies,
} from '../../evaluate/phone/phoneSpecies.ts'
import { plotPhone } from '../../evaluate/phone/plotPhone.ts'
import { readDataDir } from '../../config.ts'
import { wechatRetryLimit } from '../../domain/retryLimit.ts'
import { loadPadThreshold } from '../../loadPadThreshold.ts'
import { createClipReader } from '../../media/createClipReader.ts'
import { createMuxer } from '../../media/createMuxer.ts'
import { peopleSeeds } from '../../phone/people.ts'
import { phoneModes, type PhoneMode } from '../../phone/modes.ts'
import { UsageError } from '../command.ts'
import { encodeJpeg } from '../encodeJpeg.ts'
import { openSpeech } from '../openSpeech.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import { readDemoFile } from '../readDemoFile.ts'
import { readVoices } from '../readVoices.ts'
import { wrapped } from '../wrapped.ts'
import { createServerPlay } from './createServerPlay.ts'
import type { EvaluateCommand, EvaluateValues } from './evaluateCommand.ts'
import { readCount } from './readCount.ts'

/** The others leave no trace of their own in a clip (toClipTask.ts). */
const recordedModes: readonly PhoneMode[] = ['light', 'digit', 'light-digit']

/** Of one of a demo's people, where they are counted; and of all who are played. */
const triesADay = wechatRetryLimit.perIdCard
const maxServerRuns = triesADay * peopleSeeds.length

/** phone: the simulated phone's ceremonies and attacks, in this process. */
export const phoneCommand: EvaluateCommand = {
  draws: true,
  usage: `  phone            the simulated phone's ceremonies and attacks through the verifying engine, without
                   a server and faster than real time; shipped thresholds. Simulated only
      --plot FILE          how the runs ended and why, as an SVG picture
      --mode MODE          which ceremony: ${phoneModes.join(', ')} (default light)
      --recorded           modes ${recordedModes.join(', ')}: each run is recorded (H.264, AAC) and
                           judged as a clip, whose beginning is known to within .8 s only
      --demo FILE          through a running demo server in real time, instead of the engine in this
                           process: demo.json of its DATA_DIR, ${maxServerRuns} runs in all, for each of its four people may
                           try ${triesADay} times a day; keep the machine free of other work
      --keep FOLDER        what is performed is kept there, and taken from there when the same is asked for again:
                           to judge it with other models or limits, in a tenth of the time
      --species A,B        only these: ${wrapped(phoneSpecies, 27)}
      --runs N             runs of each (default 12)
      --seed N             other situations (default 1)`,
  async run(folder, values) {
    if (folder) throw new UsageError('evaluate phone takes no FOLDER.')
    const mode = phoneModes.find(each => each === (values.mode ?? 'light'))
    if (!mode) throw new UsageError(`--mode is one of ${phoneModes.join(', ')}.`)
    if (values.recorded && !recordedModes.includes(mode))
      throw new UsageError(`--recorded goes with --mode ${recordedModes.join(', ')}.`)
    if (values.demo === '') throw new UsageError('--demo needs the name of a file.')
    if (values.demo && (values.keep !== undefined || values.recorded))
      throw new UsageError(
        '--demo goes without --keep and --recorded: the server judges, and streams.',
      )
    if (values.keep === '') throw new UsageError('--keep needs the name of a folder.')
    const wanted = values.species?.split(',')
    const possible = phoneSpeciesOf(mode)
    const unknown = wanted?.find(name => !possible.some(species => species === name))
    if (unknown) {
      throw new UsageError(`--species ${unknown}: in mode ${mode} one of ${possible.join(', ')}.`)
    }
    const chosen: Chosen = {
      mode,
      species: possible.filter(name => !wanted || wanted.includes(name)),
      runs: readCount('runs', values.runs, 12),
      seed: readCount('seed', values.seed, 1),
    }
    if (values.demo && chosen.runs * chosen.species.length > maxServerRuns) {
      const most = Math.floor(maxServerRuns / chosen.species.length)
      throw new UsageError(
        `--demo: ${maxServerRuns} runs a day, ${most} of each of these ${chosen.species.length} species. Fewer --runs or --species; then a new DATA_DIR for the others.`,
      )
    }
    const rows = values.demo
      ? await throughServer(chosen, values.demo)
      : await throughEngine(chosen, values)
    return { figures: { rows }, draw: () => plotPhone(rows, mode) }
  },
}

interface Chosen {
  mode: PhoneMode
  species: readonly PhoneSpecies[]
  runs: number
  seed: number
}

async function throughServer(chosen: Chosen, demoFile: string): Promise<PhoneRow[]> {
  const demo = await readDemoFile(demoFile)
  printHead()
  const play = createServerPlay({ demo, voices: await readVoices(), ...chosen })
  return await evaluatePhone({ ...chosen, play, onProgress: progressOf(chosen), onRow: print })
}

async function throughEngine(
  chosen: Chosen,
  { keep, recorded }: EvaluateValues,
): Promise<PhoneRow[]> {
  const vision = await openVision()
  const players = { encode: encodeJpeg, voices: await readVoices() }
  const perform: PerformPhone = play => performPhone(players, play)
  const listener = await openSpeech()
  const [muxer, reader] = [createMuxer(), createClipReader()]
  try {
    printHead()
    const play = await createEnginePlay({
      vision,
      listener,
      mode: chosen.mode,
      seed: chosen.seed,
      padThreshold: await loadPadThreshold(readDataDir(process.env)),
      perform: keep ? keepPerformances(keep, perform) : perform,
      encode: encodeJpeg,
      recorder: recorded ? { muxCapture: muxer.muxCapture, readClip: reader.readClip } : undefined,
    })
    return await evaluatePhone({ ...chosen, play, onProgress: progressOf(chosen), onRow: print })
  } finally {
    await Promise.all([vision, listener, muxer, reader].map(each => each.close()))
  }
}

function progressOf({ runs, species }: Chosen) {
  return createProgress('runs', runs * species.length)
}

function printHead(): void {
  console.log(
    `species         runs  passed  other result codes (1002 = refused, 1008 = frames lost, others = try again)`,
  )
}

function print({ species, runs, passed, codes, failedChecks, troubles }: PhoneRow): void {
  const counts = `${String(runs).padStart(5)}${String(passed).padStart(8)}`
  console.log(`${species.padEnd(15)}${counts}  ${JSON.stringify(codes)}`)
  if (Object.keys(failedChecks).length > 0)
    console.log(`    checks that did not hold: ${JSON.stringify(failedChecks)}`)
  if (Object.keys(troubles).length > 0)
    console.log(`    further runs, without a verdict: ${JSON.stringify(troubles)}`)
}
