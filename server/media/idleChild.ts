import { answerParent } from './answerParent.ts'

/** Entry of a child process that loads the media library, and does no more. */
await answerParent(async () => {
  await import('./nodeAv.ts')
  return async () => [Uint8Array.of(1)]
})
