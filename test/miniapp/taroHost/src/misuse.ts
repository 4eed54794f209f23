import { init, startVerify, type OutcomeCode } from '@zhenren/miniapp'

/** Only type-checked: what the package's declarations have to refuse. */
export function misuse(): OutcomeCode {
  // @ts-expect-error: no endpoint
  init({})
  // @ts-expect-error: no token
  void startVerify({ data: {} })
  // @ts-expect-error: who gives a callback gets no promise
  void startVerify({ data: { token: 't' }, success: () => undefined }).then()
  // @ts-expect-error: not among the codes
  const code: OutcomeCode = 1
  return code
}
