import type { CeremonyEvent } from '../../../../server/protocol/client/ceremonyEvents.ts'
import {
  checkMiniProgram,
  type MiniProgramHost,
} from '../../../../server/protocol/client/checkMiniProgram.ts'
import { readOpening } from '../../../../server/protocol/client/readOpening.ts'
import { readRefusal } from '../../../../server/protocol/client/readRefusal.ts'
import { readVerdict } from '../../../../server/protocol/client/readVerdict.ts'
import { wordsOf } from '../../../../server/protocol/client/text.ts'
import type { DeviceRequest, OpenAnswer } from '../../../../server/protocol/session.ts'
import type { Platform } from '../platform/platform.ts'
import { within } from '../platform/within.ts'
import type { DeviceMemory } from './deviceMemory.ts'
import type { ApiAnswer, SessionApi } from './sessionApi.ts'

interface SessionClientDeps {
  wx: Platform
  api: SessionApi
  host: MiniProgramHost
  bizToken: string
  memory: DeviceMemory
  language: () => 'zh-CN' | 'en'
  onSession: (session: OpenAnswer) => void
}

/** The HTTP half of a ceremony: each function asks the server and says what that means. */
export interface SessionClient {
  /** Of the device that opened the session; before that the secret is empty. */
  credentials: () => DeviceRequest
  open: () => Promise<CeremonyEvent>
  consent: (session: OpenAnswer) => Promise<CeremonyEvent>
  proveOpenid: (session: OpenAnswer) => Promise<CeremonyEvent>
  identity: (given: { name: string; idCard: string }) => Promise<CeremonyEvent>
  /** Takes the consent back: the server erases what this verification left. False = not done. */
  withdraw: () => Promise<boolean>
}

/** How long wx.login may take, ms. */
const loginMs = 10_000

export function createSessionClient(deps: SessionClientDeps): SessionClient {
  const { wx, api, host, bizToken, memory, language, onSession } = deps
  let deviceSecret = ''
  const credentials = () => ({ bizToken, deviceSecret })

  const explain = (answer: ApiAnswer<unknown>, isForm: boolean): CeremonyEvent =>
    answer.ok ? { type: 'accepted' } : readRefusal(answer.refusal, isForm, wordsOf(language()))

  async function open(): Promise<CeremonyEvent> {
    const secret = await memory.secretOf(bizToken)
    const answer = await api.open(
      secret === null ? { bizToken } : { bizToken, deviceSecret: secret },
    )
    if (!answer.ok) return explain(answer, false)
    const gate = checkMiniProgram(host, answer.value.mode)
    const session = answer.value.environment.ok
      ? { ...answer.value, environment: gate }
      : answer.value
    deviceSecret = session.deviceSecret
    const known = memory.records().find(record => record.bizToken === bizToken)
    memory.keep({
      ...credentials(),
      business: session.business,
      purpose: session.purpose,
      atMs: session.serverMs,
      outcome: known?.outcome ?? 'open',
    })
    onSession(session)
    return readOpening(session) ?? askVerdict()
  }

  async function askVerdict(): Promise<CeremonyEvent> {
    const answer = await api.status(credentials())
    return answer.ok ? readVerdict(answer.value) : explain(answer, false)
  }

  return {
    credentials,
    open,
    consent: async ({ consent: { version, hash, scopes } }) =>
      explain(
        await api.consent({
          ...credentials(),
          version,
          hash,
          language: language() === 'en' ? 'en-US' : 'zh-CN',
          scopes,
        }),
        true,
      ),
    proveOpenid: async ({ openid: { standIn } }) => {
      if (standIn)
        return explain(await api.openid({ ...credentials(), standIn: memory.standIn() }), false)
      const login = await within<{ code: string }>(loginMs, (success, fail) =>
        wx.login({ success, fail }),
      )
      if (!login?.code) return { type: 'trouble', trouble: 'openid' }
      return explain(await api.openid({ ...credentials(), code: login.code }), false)
    },
    identity: async given => explain(await api.identity({ ...credentials(), ...given }), true),
    withdraw: async () => (await api.withdraw(credentials())).ok,
  }
}
