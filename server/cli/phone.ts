import { dirname } from 'node:path'
import { attacksOn, attackNames, type AttackName } from '../phone/attacks/index.ts'
import { phoneModes, type PhoneMode } from '../phone/modes.ts'
import { runCommand, UsageError } from './command.ts'
import { playVerification, type PlayedVerification } from './playVerification.ts'
import { readDemoFile } from './readDemoFile.ts'
import { readVoices } from './readVoices.ts'
import { wrapped } from './wrapped.ts'

const usage = `npm run phone -- --endpoint URL --demo FILE --mode MODE [--attack NAME] [--seed N]

A phone without a person: performs a real verification against a running server. It renders a
synthetic face, lights it with the colours that the server asks for, says the digits aloud, and
streams what its camera sees and its microphone hears. For tests of an integration; the server must be in demo mode and named as localhost.

  --endpoint URL   the server (default: the one that the demo file names)
  --demo FILE      demo.json of the server's DATA_DIR: key, rules, people
  --mode MODE      ${phoneModes.join(', ')}
  --attack NAME    play an attack instead of an honest ceremony:
                   ${wrapped(attackNames, 19)}
  --seed N         another pose, light, noise, voice and timing; the face stays (default 1)
  --person N       which of the demo file's people, 1 = the first (default 1)
  --lux N          light in the room, lx on the face, 20–20000 (default: by the seed, 100–500)
  --json           nothing on standard output but the result

Progress goes to standard error. The last line of standard output is the result as JSON:
{ BizToken, ErrCode, ErrMsg, LiveStatus, Comparestatus, Sim } as GetDetectInfoEnhanced reports it.

Exit code: 0 passed, 1 not passed (failed or inconclusive), 2 could not run.`

await runCommand({
  usage,
  options: {
    endpoint: { type: 'string' },
    demo: { type: 'string' },
    mode: { type: 'string' },
    attack: { type: 'string' },
    seed: { type: 'string' },
    person: { type: 'string' },
    lux: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values) {
    if (!values.demo) throw new UsageError('--demo is needed: demo.json of the server.')
    const mode = phoneModes.find(each => each === values.mode)
    if (!mode) throw new UsageError(`--mode must be one of ${phoneModes.join(', ')}.`)
    const attack = readAttack(values.attack, mode)
    const seed = readNumber('--seed', values.seed ?? '1', 0, 2 ** 31)
    const number = readNumber('--person', values.person ?? '1', 1, 1000)
    const ambientLux =
      values.lux === undefined ? undefined : readNumber('--lux', values.lux, 20, 20_000)
    const demo = await readDemoFile(values.demo, values.endpoint)
    if (!demo.people[number - 1])
      throw new UsageError(`--person: the demo file has ${demo.people.length} people.`)

    const beganMs = performance.now()
    const progress = (line: string): void => {
      const seconds = ((performance.now() - beganMs) / 1000).toFixed(1)
      process.stderr.write(`${seconds.padStart(6)} s  ${line}\n`)
    }
    const voices = await readVoices()
    const verification = { person: number - 1, mode, attack, seed, ambientLux, voices }
    return report(await playVerification(demo, verification, progress), {
      isQuiet: values.json ?? false,
      dataDir: dirname(values.demo),
    })
  },
})

/** Prints the result. A ceremony without a verdict could not run, unless no good picture came. */
function report(
  { end, bizToken, text }: PlayedVerification,
  { isQuiet, dataDir }: { isQuiet: boolean; dataDir: string },
): number {
  if (end.kind === 'trouble') {
    const said = end.message ? `: ${end.message}` : ''
    process.stderr.write(`no verdict: ${end.trouble}${said}\n`)
  }
  const seq = text?.LivenessDetail?.at(-1)?.Seq
  if (seq && text?.ErrCode !== 0) {
    process.stderr.write(`every check: DATA_DIR=${dataDir} npm run admin -- attempt show ${seq}\n`)
  }
  if (!isQuiet) {
    console.log(end.kind === 'verdict' ? `verdict: ${end.verdict.outcome}` : 'no verdict')
  }
  console.log(
    JSON.stringify({
      BizToken: bizToken,
      ErrCode: text?.ErrCode ?? null,
      ErrMsg: text?.ErrMsg ?? null,
      LiveStatus: text?.LiveStatus ?? null,
      Comparestatus: text?.Comparestatus ?? null,
      Sim: text?.Sim ?? null,
    }),
  )
  if (end.kind === 'trouble') return end.trouble === 'notReady' ? 1 : 2
  return end.verdict.outcome === 'passed' && text?.ErrCode === 0 ? 0 : 1
}

function readAttack(name: string | undefined, mode: PhoneMode): AttackName | undefined {
  if (name === undefined) return name
  const possible = attacksOn(mode)
  const attack = possible.find(each => each === name)
  if (!attack) throw new UsageError(`--attack in mode ${mode} is one of ${possible.join(', ')}.`)
  return attack
}

function readNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new UsageError(`${option} must be a whole number from ${least} to ${most}.`)
}
