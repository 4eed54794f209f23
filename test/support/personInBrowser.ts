import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { wordsOf } from '../../server/protocol/client/text.ts'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { needsSound } from '../../server/protocol/challenge.ts'
import type { PageMode } from './productionServer.ts'
import type { SimulatedPhone } from './simulatedPhoneScript.ts'

const words = wordsOf('zh-CN')

/** What somebody does with the page. */
export interface Walk {
  mode: PageMode
  attack?: AttackName
}

/** What the page says in the end: its heading, and the advice below it. */
export interface PageResult {
  title: string
  advice: string
}

/** A busy machine is to the server what a bad line is to a person, who tries again so often. */
const maxTries = 3

/**
 * The first of the rendered people before the H5 page, from the consent to the result. Where the page
 * says that the network was to blame, they try again, as it tells them to; nothing else is repeated.
 *
 * @param phone of simulatedPhoneScript
 */
export async function walkThroughPage(
  page: Page,
  phone: SimulatedPhone,
  walk: Walk,
): Promise<PageResult> {
  const { mode, attack } = walk
  const hasVoice = needsSound({ kind: mode })
  const picture = (name: string) => keepPicture(page, `${attack ?? mode}-${name}`)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await page.getByRole('checkbox').check()
  await picture('consent')
  await press(words.consent.button)
  const start = hasVoice ? words.tips.voice.button : words.tips.button
  await page.getByRole('button', { name: start, exact: true }).waitFor()
  await picture('tips')
  // Only now: on the way here the page was left for WeChat's and came back.
  const workerUrl = new URL('camera.js', page.url()).href
  await page.route(workerUrl, route =>
    route.fulfill({ contentType: 'text/javascript', body: phone.worker }),
  )
  const person = peopleSeeds[0]
  const settings = { workerUrl, person, seed: 7, mode, ...(attack ? { attack } : {}) }
  await page.evaluate(`${phone.page};simulatedPhone(${JSON.stringify(settings)})`)
  await press(start)
  for (let tries = 1; ; tries += 1) {
    // What is missed, because the machine is slow or the ceremony ends early, is no failure.
    if (process.env['SCREENSHOTS']) void watchCapture(page, mode, picture).catch(() => undefined)
    const result = await readResult(page)
    await picture('result')
    if (tries === maxTries || !isOfNetwork(result)) return result
    await press(words.result.again)
  }
}

async function readResult(page: Page): Promise<PageResult> {
  // Waiting pages have nothing to press.
  const screen = page.locator('.screen.middle').filter({ has: page.locator('button') })
  await screen.waitFor()
  return {
    title: await screen.getByRole('heading').innerText(),
    advice: (await screen.locator('.todo li').allInnerTexts()).join('\n'),
  }
}

function isOfNetwork({ title, advice }: PageResult): boolean {
  return advice === words.result.advice.network || title === words.troubles.network.title
}

async function watchCapture(
  page: Page,
  mode: PageMode,
  picture: (name: string) => Promise<void>,
): Promise<void> {
  await page.locator('.capture').waitFor()
  await page.waitForTimeout(1200)
  await picture('preview')
  if (mode !== 'digit') {
    await page.locator('.capture.colours').waitFor()
    await page.waitForTimeout(900)
    await picture('light')
  }
  if (mode !== 'light') {
    await page.locator('.capture.digits .digit:not(:empty)').waitFor()
    await picture('digit')
  }
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
