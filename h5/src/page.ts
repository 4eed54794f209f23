import { h } from './dom.ts'
import { openVerification } from './openVerification.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'

/**
 * The kit's own page, DetectAuth's Url: `…/h5/?token=BizToken`, with `&language=en` and `&large=1` as
 * options. Without a RedirectUrl it is the result page too.
 */
async function openPage(): Promise<void> {
  const asked = new URLSearchParams(location.search)
  const language = asked.get('language')?.startsWith('en') ? 'en' : 'zh-CN'
  const { page } = wordsOf(language)
  const token = asked.get('token') ?? asked.get('BizToken') ?? ''
  document.documentElement.lang = language
  document.documentElement.classList.toggle('large', asked.has('large'))
  document.title = page.title
  if (token === '') {
    show(page.noToken, page.noTokenHelp)
    return
  }
  // Served at <server>/h5/: the server is one folder up.
  const endpoint = new URL('..', location.href).href
  await openVerification({ token, endpoint, language, large: asked.has('large') })
  show(page.over, page.overHelp)
}

function show(title: string, help: string): void {
  document.body.textContent = ''
  document.body.append(h('h1', {}, title), h('p', {}, help))
}

void openPage()
