import { lightLimits, type LightLimits } from './lightLimits.ts'

/**
 * Limits for recorded clips. Their beginning may be moved by a second to where the code fits best
 * (alignFrames.ts), so that a recording of another code has five places to fit instead of one: with the
 * limits for streams 600 in a million did. So no symbol may be misread, and all must be surer.
 */
export const clipLightLimits: LightLimits = {
  ...lightLimits,
  maxSymbolErrors: 0,
  minCorrelation: 0.9,
  minCorrelationFaceOnly: 0.92,
}
