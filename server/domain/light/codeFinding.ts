import { checkOf } from '../checkOf.ts'
import type { CodeReading } from './decodeCode.ts'
import type { Finding } from './finding.ts'
import type { LightLimits } from './lightLimits.ts'
import type { LightReason } from './lightReasons.ts'

/**
 * Does the reading show the code? A clear answer to other colours is proof of an attack; an answer
 * that is weak or unclear proves nothing.
 */
export function codeFinding(
  reading: CodeReading,
  hasBackground: boolean,
  limits: LightLimits,
): Finding {
  const [red, green, blue] = reading.screenShares
  const share = (red + green + blue) / 3
  const minCorrelation = hasBackground ? limits.minCorrelation : limits.minCorrelationFaceOnly
  const lagBand = {
    min: limits.minLagMs - limits.lagToleranceMs,
    max: limits.maxLagMs + limits.lagToleranceMs,
  }
  const other = isOtherCode(reading, limits)
  const wrong = other ? 'fail' : 'inconclusive'
  const errors = { max: limits.maxSymbolErrors }
  const gates = [
    [
      'weakLight',
      checkOf('light.code.signalToNoise', reading.signalToNoise, { min: limits.minSignalToNoise }),
    ],
    ['weakLight', checkOf('light.screenShare.low', share, { min: limits.minScreenShare })],
    ['dark', checkOf('light.screenShare.high', share, { max: limits.maxScreenShare })],
    [
      'unclearCode',
      checkOf('light.code.correlation', reading.correlation, { min: minCorrelation }, wrong),
    ],
    ['unclearCode', checkOf('light.code.symbolErrors', reading.symbolErrors, errors, wrong)],
    [
      'unclearCode',
      checkOf('light.code.clearErrors', reading.clearErrors, { max: limits.maxClearErrors }, wrong),
    ],
    ['lag', checkOf('light.lagMs', reading.lagMs, lagBand)],
  ] as const satisfies readonly (readonly [LightReason, unknown])[]
  const failed = gates.find(([, check]) => check.outcome !== 'pass')
  return {
    reason: other ? 'wrongCode' : (failed?.[0] ?? null),
    checks: gates.map(([, check]) => check),
  }
}

/** The colours moved strongly, and not as asked. */
function isOtherCode(reading: CodeReading, limits: LightLimits): boolean {
  return (
    reading.swing >= limits.minSwing &&
    reading.spread >= limits.minSpread &&
    reading.symbolErrors >= limits.wrongSymbolErrors &&
    reading.correlation <= limits.maxWrongCorrelation
  )
}
