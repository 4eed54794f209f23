import type * as Zhenren from './index.ts'

/**
 * The example host page, written as an integrator would write it: one script, one call. The token
 * comes from `?token=`, or from a demo server's POST /demo/session.
 */
declare global {
  interface Window {
    Zhenren: typeof Zhenren
  }
}

const words = {
  asking: '正在向服务器申请…',
  noSession:
    '服务器没有给出核身会话。请在地址后面加上 ?token=（DetectAuth 返回的 BizToken）再打开本页。',
  passed: '核身通过，正在继续办理。（请以服务端查询的结果为准）',
  left: '您离开了核身，可以随时重新开始。',
  notPassed: '核身没有完成：',
} as const

const endpoint = new URL('..', location.href).href
const asked = new URLSearchParams(location.search)
const language = asked.get('language') === 'en' ? 'en' : 'zh-CN'
const options = { endpoint, language, large: asked.has('large'), redirect: false } as const

/** A token, or why there is none. */
async function newToken(): Promise<{ token: string } | { reason: string }> {
  const given = asked.get('token')
  if (given) return { token: given }
  try {
    const headers = { 'Accept-Language': language }
    const init = { method: 'POST', headers }
    const response = await fetch(new URL('demo/session', endpoint).href, init)
    const answer: unknown = await response.json()
    if (hasToken(answer)) return { token: answer.bizToken }
    return { reason: hasMessage(answer) ? answer.message : words.noSession }
  } catch {
    return { reason: words.noSession }
  }
}

/** The demo's own refusal: today's tries are used up. */
function hasMessage(answer: unknown): answer is { message: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'message' in answer &&
    typeof answer.message === 'string'
  )
}

function hasToken(answer: unknown): answer is { bizToken: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'bizToken' in answer &&
    typeof answer.bizToken === 'string'
  )
}

function say(text: string): void {
  const line = document.getElementById('answer')
  if (line) line.textContent = text
}

function report({ ErrorCode, ErrorMsg }: Zhenren.Outcome): void {
  if (ErrorCode === 0) say(words.passed)
  else say(ErrorCode === -999 ? words.left : `${words.notPassed}${ErrorMsg}（${ErrorCode}）`)
}

async function verify(): Promise<void> {
  say(words.asking)
  const given = await newToken()
  if ('reason' in given) {
    say(given.reason)
    return
  }
  say('')
  report(await window.Zhenren.openVerification({ ...given, ...options }))
}

document.getElementById('verify')?.addEventListener('click', () => void verify())
// Back from WeChat's OAuth.
void window.Zhenren.resumeVerification(options)?.then(report)
