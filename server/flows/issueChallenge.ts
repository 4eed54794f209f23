import { randomBytes } from 'node:crypto'
import { socketLimits } from '../domain/capture/captureLimits.ts'
import { toChallenge, type ChallengeSecret } from '../domain/challengeSecret.ts'
import type { Challenge } from '../protocol/challenge.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import { createAttemptCounter, type AttemptCounterDeps } from './attemptCounter.ts'
import type { DrawChallenge } from './drawChallenge.ts'

/** A challenge that was issued, and what may have to be undone. */
export interface IssuedChallenge {
  challenge: Challenge
  secret: ChallengeSecret
  /** Takes the count back; only when the fault is ours, and some times a day. */
  giveBack(): Promise<void>
}

interface Deps extends AttemptCounterDeps {
  challenges: {
    insert(challenge: {
      challengeId: string
      bizToken: string
      captureId: string
      spec: string
      expiresAt: number
    }): Promise<void>
  }
  drawChallenge: DrawChallenge
}

export type IssueChallenge = ReturnType<typeof createIssueChallenge>

/**
 * Makes the challenge of a capture at the moment it is asked for, after counting it (R26).
 * @param maxSpareMs of its life, beyond what its steps take; it never lives longer than on a socket
 * @throws ApiError as attemptCounter's `take`
 */
export function createIssueChallenge(deps: Deps) {
  const counter = createAttemptCounter(deps)
  return async function issueChallenge(
    capture: AdmittedCapture,
    maxSpareMs = Infinity,
  ): Promise<IssuedChallenge> {
    const { captureId, session } = capture
    const day = await counter.take(capture)
    try {
      const secret = deps.drawChallenge(capture.rule.livenessMode)
      const challengeId = randomBytes(16).toString('hex')
      const drawn = toChallenge(secret, challengeId, socketLimits.challengeLifetimeMs)
      const lastsMs = drawn.steps.reduce((sum, { durationMs }) => sum + durationMs, 0)
      const lifetimeMs = Math.min(drawn.lifetimeMs, lastsMs + maxSpareMs)
      await deps.challenges.insert({
        challengeId,
        bizToken: session.bizToken,
        captureId,
        spec: JSON.stringify(secret),
        expiresAt: deps.clock() + lifetimeMs,
      })
      return {
        challenge: { ...drawn, lifetimeMs },
        secret,
        giveBack: () => counter.giveBackSeen(capture, day),
      }
    } catch (error) {
      await counter.giveBack(capture, day)
      throw error
    }
  }
}
