import type { ChallengeSecret } from '../challengeSecret.ts'
import { digitPartOf } from '../digitPart.ts'
import { toLightSteps } from '../light/toLightSteps.ts'
import type { PaintTimeline } from '../lightFrame.ts'
import type { ClipTask } from './clipTask.ts'

/**
 * What was asked for by a challenge that was recorded.
 *
 * @param painted of all its steps, then the end; ms on the clip's clock, to within a second
 * @throws RangeError for a challenge that leaves no trace of its own in a clip
 */
export function toClipTask(secret: ChallengeSecret, painted: PaintTimeline): ClipTask {
  const spoken = digitPartOf(secret, painted)
  const prompted = spoken && { secret: spoken.digit, painted: spoken.painted }
  switch (secret.kind) {
    case 'light':
      return { kind: 'light', secret: secret.light, painted }
    case 'digit':
      return { kind: 'digit', code: secret.digit.code, ...(prompted && { prompted }) }
    case 'light-digit':
      return {
        kind: 'light-digit',
        code: secret.digit.code,
        ...(prompted && { prompted }),
        secret: secret.light,
        // The first digit step ends the colours.
        painted: painted.slice(0, toLightSteps(secret.light).length + 1),
      }
    case 'action':
    case 'silent':
      throw new RangeError(`${secret.kind} is not judged as a recording`)
    default:
      return secret satisfies never
  }
}
