import type { AttackName } from '../phone/attacks/index.ts'
import { createSessionCalls } from '../phone/ceremony/sessionCalls.ts'
import { performCeremony, type CeremonyEnd } from '../phone/ceremonyClient.ts'
import { createHandset } from '../phone/createHandset.ts'
import type { PhoneMode } from '../phone/modes.ts'
import type { Voice } from '../phone/voice/voice.ts'
import type { DetectAuthResponse, GetDetectInfoEnhancedResponse } from '../protocol/actions.ts'
import type { DetectInfoText } from '../protocol/detectInfo.ts'
import { callAction } from './callAction.ts'
import { createPhonePorts } from './phonePorts.ts'
import type { DemoAccess } from './readDemoFile.ts'

/** What a page asks its phone's camera for; the server may name other sizes, and takes these too. */
const frameSize = { widthPx: 360, heightPx: 480 }
const stillSize = { widthPx: 720, heightPx: 960 }

interface Verification {
  /** The `person`-th of the demo's people, from 0. */
  person: number
  mode: PhoneMode
  attack?: AttackName | undefined
  seed: number
  ambientLux?: number | undefined
  voices: readonly Voice[]
}

/** How a verification ended, for the person and for the integrator. */
export interface PlayedVerification {
  bizToken: string
  end: CeremonyEnd
  /** Null when there is none, or it cannot be read. */
  text: DetectInfoText | null
}

/**
 * The simulated phone against a running demo server, in real time, from DetectAuth to
 * GetDetectInfoEnhanced.
 * @throws RangeError where the demo has no such person; Error when the server refuses or does not answer
 */
export async function playVerification(
  demo: DemoAccess,
  { person, mode, attack, seed, ambientLux, voices }: Verification,
  progress: (line: string) => void,
): Promise<PlayedVerification> {
  const subject = demo.people[person]
  if (!subject) throw new RangeError(`the demo has no person ${person + 1}`)
  progress(`rendering ${subject.Name} (${attack ?? 'honest'}, seed ${seed})`)
  const handset = createHandset({
    person: subject.seed,
    seed,
    mode,
    voices,
    frameSize,
    stillSize,
    ...(attack ? { attack } : {}),
    ...(ambientLux === undefined ? {} : { wishes: { ambientLux } }),
  })
  const RuleId = demo.ruleIds[mode]
  const { Name, IdCard } = subject
  const { BizToken } = await callAction<DetectAuthResponse>(demo, 'DetectAuth', {
    RuleId,
    Name,
    IdCard,
  })
  progress(`BizToken ${BizToken}`)
  // Everything slow before the server's clocks of a capture start to run.
  handset.prepare()
  const ports = createPhonePorts(demo.endpoint, progress)
  const visitor = { name: Name, idCard: IdCard, standIn: `phone-${person + 1}-${seed}` }
  const session = createSessionCalls(ports, BizToken, visitor)
  const end = await performCeremony({ ports, session, handset, frameSize })
  const result = callAction<GetDetectInfoEnhancedResponse>(demo, 'GetDetectInfoEnhanced', {
    BizToken,
    RuleId,
    InfoType: '1',
  })
  // What ended the ceremony may be in the way of the result, too, and says more.
  const { Text } = await (end.kind === 'trouble' ? result.catch(() => ({ Text: null })) : result)
  return { bizToken: BizToken, end, text: Text }
}
