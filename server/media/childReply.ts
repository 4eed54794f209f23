import { MediaError, type MediaFault } from '../domain/mediaError.ts'

/** Faults that a child finds, by the first byte of its answer; 0 = what was asked for follows. */
const faults: readonly MediaFault[] = [
  'noFrames',
  'tooMuch',
  'badTimes',
  'badFrame',
  'tooLarge',
  'unavailable',
  'notMedia',
  'noVideo',
  'tooLong',
  'tooManyFrames',
  'tooManyPixels',
  'brokenMedia',
]

/** Bytes of an answer besides what was asked for. */
export const replyHeadBytes = 1

/** Most of a message that a child may send, characters. */
const maxMessage = 1000

/** What a child writes to its standard output. */
export function writeReply(outcome: readonly Uint8Array[] | MediaError): Uint8Array[] {
  if (!(outcome instanceof MediaError)) return [Buffer.of(0), ...outcome]
  const index = faults.indexOf(outcome.code)
  if (index < 0) throw outcome
  return [Buffer.of(index + 1), Buffer.from(outcome.message.slice(0, maxMessage))]
}

/** @throws MediaError what the child found; crashed when the answer is none */
export function readReply(reply: Buffer): Buffer {
  const [head = 0xff] = reply
  const body = reply.subarray(replyHeadBytes)
  if (head === 0 && body.length > 0) return body
  const fault = faults[head - 1]
  if (!fault) throw new MediaError('crashed', 'a media child answered what nobody understands')
  throw new MediaError(fault, body.toString('utf8', 0, maxMessage))
}
