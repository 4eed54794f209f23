import { buffer } from 'node:stream/consumers'
import { answerParent } from './answerParent.ts'
import { writeClip } from './clipBundle.ts'
import type { ClipLimits } from './clipLimits.ts'

/** Entry of the child process: a clip on standard input, ClipLimits as JSON in the second argument. */
const limits: ClipLimits = JSON.parse(process.argv[3] ?? '')

await answerParent(async () => {
  const { decodeClip } = await import('./decodeClip.ts')
  return async () => [...writeClip(await decodeClip(await buffer(process.stdin), limits))]
})
