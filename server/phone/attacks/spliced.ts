import { createRandom } from '../render/random.ts'
import { createGenuineScene } from '../scene/genuineScene.ts'
import type { CreateScene } from '../scene/scene.ts'
import { createRecording } from './recording.ts'

/** The first piece covers the time in which the best pictures are taken, ms since the first step. */
const firstPieceMs = 480
/** Live stretches and the pieces between them, ms. */
const liveMs = [600, 1400] as const
const pieceMs = [300, 800] as const
/** No ceremony takes longer. */
const longestMs = 60_000

/**
 * Somebody else performs the challenge alive; pieces of a recording of the person who is claimed are cut
 * into the stream, among them all of its beginning. Where colours are all that is asked for, they are cut
 * in whenever none is shown: there people are recognised best, and the code stays whole.
 */
export const createSplicedScene: CreateScene = setup => {
  const recording = createRecording(setup, { light: 'past', size: setup.size })
  const live = createGenuineScene({ ...setup, head: setup.otherHead() })
  const isOfColours = setup.mode === 'light' || setup.mode === 'silent'
  const pieces = isOfColours ? [] : drawPieces(setup.situation.seed)
  const isPieceAt = (sinceStartMs: number): boolean =>
    isOfColours
      ? !setup.showsColour()
      : pieces.some(({ fromMs, toMs }) => sinceStartMs >= fromMs && sinceStartMs < toMs)
  return {
    prepare() {
      recording.prepare()
      live.prepare()
    },
    viewAt: (timeMs, sinceStartMs) =>
      isPieceAt(sinceStartMs)
        ? recording.pictureAt(timeMs, sinceStartMs)
        : live.viewAt(timeMs, sinceStartMs),
  }
}

/** When the recording is to be seen, ms since the first step. */
function drawPieces(seed: number): { fromMs: number; toMs: number }[] {
  const random = createRandom(seed ^ 0x13198a2e)
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random()
  const pieces = [{ fromMs: -Infinity, toMs: firstPieceMs }]
  for (let atMs = firstPieceMs; atMs < longestMs;) {
    const fromMs = atMs + between(liveMs)
    atMs = fromMs + between(pieceMs)
    pieces.push({ fromMs, toMs: atMs })
  }
  return pieces
}
