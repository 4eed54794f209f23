import type { LivenessMeaning } from '../capture/liveness.ts'

/**
 * Why a light attempt did not pass, and what follows. Only evidence of an attack fails; whatever
 * could befall an honest person is inconclusive and may be tried again.
 */
export const lightReasons = {
  /** The client did not report the steps in their order. */
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** A step stayed on the screen for another time than it was asked to. */
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** Too few frames in more than one slot, or a hole in the stream. */
  framesMissing: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** Capture times run backwards or stand still. */
  frameOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  /** The light answered, but sooner or later than a phone can be. */
  lag: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  severalFaces: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  faceLost: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  faceSmall: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  turned: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  moved: { outcome: 'inconclusive', resultCode: 1003, advice: 'still' },
  /** Too little bare skin, or too few of its cells answer. */
  covered: { outcome: 'inconclusive', resultCode: 1003, advice: 'covered' },
  dark: { outcome: 'inconclusive', resultCode: 1201, advice: 'brighter' },
  bright: { outcome: 'inconclusive', resultCode: 1202, advice: 'darker' },
  /** The screen's light does not rise above the room's, or above the noise. */
  weakLight: { outcome: 'inconclusive', resultCode: 1003, advice: 'light' },
  /** The colours answered, but not surely enough. */
  unclearCode: { outcome: 'inconclusive', resultCode: 1003, advice: 'light' },
  /** Neither a face's relief nor its absence could be shown. */
  unclearRelief: { outcome: 'inconclusive', resultCode: 1003, advice: 'light' },
  /** A clear answer to another sequence of colours. */
  wrongCode: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  /** The light falls as on a sheet. */
  print: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
  /** The picture gives off light of its own. */
  screen: { outcome: 'fail', resultCode: 1002, advice: 'liveness' },
} as const satisfies Record<string, LivenessMeaning>

export type LightReason = keyof typeof lightReasons
