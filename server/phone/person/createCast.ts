import type { ActionStep } from '../../protocol/challenge.ts'
import type { PhoneMode } from '../modes.ts'
import type { Talk } from '../voice/createTalk.ts'
import { restingActor, type Actor } from './actor.ts'
import { createLivingActor } from './livingActor.ts'
import { createOldActions } from './oldActions.ts'
import { createTalkingActor } from './talkingActor.ts'

/** Who performs a mode, now and in recordings. */
export interface Cast {
  actor: Actor
  /** The person in the recording of an earlier ceremony of the same mode. */
  pastActor: (seed: number) => Actor
  /** The person before the phone sees a step of an action challenge. */
  act(step: ActionStep, atMs: number): void
}

/** @param talk what is said; null in modes without digits */
export function createCast(mode: PhoneMode, seed: number, talk: Talk | null): Cast {
  const living = createLivingActor(seed)
  const act = (step: ActionStep, atMs: number): void => living.ask(step, atMs)
  if (talk) {
    return {
      actor: createTalkingActor(seed, talk.live, 'phone'),
      pastActor: past => createTalkingActor(past, talk.past, 'sinceStart'),
      act,
    }
  }
  if (mode === 'action') return { actor: living, pastActor: createOldActions, act }
  return { actor: restingActor, pastActor: () => restingActor, act }
}
