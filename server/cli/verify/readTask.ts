import { readActionSequence } from '../../domain/clip/actionSequence.ts'
import type { ClipTask } from '../../domain/clip/clipTask.ts'
import { UsageError } from '../command.ts'
import { readPaintedCode } from './readPaintedCode.ts'

interface Given {
  mode?: string | undefined
  code?: string | undefined
  actions?: string | undefined
  /** Content of the file. */
  challenge?: string | undefined
}

/** Which option goes with which modes, and is needed there. */
const modesOf = [
  ['code', ['digit', 'light-digit']],
  ['actions', ['action']],
  ['challenge', ['light', 'light-digit']],
] as const

const readers = new Map<string | undefined, (given: Given) => ClipTask>([
  ['digit', given => ({ kind: 'digit', code: readCode(given) })],
  ['light', given => ({ kind: 'light', ...readChallenge(given) })],
  [
    'light-digit',
    given => ({ kind: 'light-digit', code: readCode(given), ...readChallenge(given) }),
  ],
  ['action', given => ({ kind: 'action', actions: readActions(given) })],
  ['silent', () => ({ kind: 'silent' })],
])

/** --mode and what goes with it → what the person of the video was asked to do. @throws UsageError */
export function readTask(given: Given): ClipTask {
  for (const [name, modes] of modesOf) {
    if (given[name] !== undefined && !modes.some(mode => mode === given.mode)) {
      throw new UsageError(`--${name} goes with --mode ${modes.join(' or ')}.`)
    }
  }
  const read = readers.get(given.mode)
  if (!read) {
    const known = [...readers.keys()].join(', ')
    throw new UsageError(`--mode is needed with --video: ${known}.`)
  }
  return read(given)
}

function readActions({ actions = '' }: Given) {
  const asked = readActionSequence(actions)
  if (!asked) throw new UsageError('--actions is needed: 1,2 or 2,1.')
  return asked
}

function readCode({ code }: Given): string {
  if (!code || !/^\d{4}$/.test(code)) throw new UsageError('--code is needed: four digits.')
  return code
}

function readChallenge({ challenge }: Given) {
  if (challenge === undefined) throw new UsageError('--challenge is needed: a file.')
  return readPaintedCode(challenge)
}
