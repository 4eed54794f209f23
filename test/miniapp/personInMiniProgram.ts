import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { miniWordsOf } from '../../miniapp/src/kit/text.ts'
import { needsSound } from '../../server/protocol/challenge.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import type { PageMode } from '../support/productionServer.ts'

const words = wordsOf('zh-CN')
const mini = miniWordsOf('zh-CN')

const maxTries = 3

/** What a page says: its heading, and the whole of it. */
export interface PageSays {
  title: string
  text: string
}

/** The first of the rendered people before the mini program; pictures of every step go to SCREENSHOTS. */
export function personBefore(page: Page, name: string) {
  const shown = page.locator('.mini-page:not([hidden])')
  const press = (button: string) => shown.getByRole('button', { name: button, exact: true }).click()

  async function picture(step: string): Promise<void> {
    const folder = process.env['SCREENSHOTS']
    if (!folder) return
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `miniapp-${name}-${step}.png`) })
  }

  /** A page that tells how it went: past those that ask to agree, to wait, or to get ready. */
  async function reads(): Promise<PageSays> {
    const heading = shown
      .locator('.page:has(.emblem):not(:has(.dots)) .heading')
      .filter({ hasNotText: mini.privacy.title })
    await heading.waitFor()
    return { title: await heading.innerText(), text: await shown.innerText() }
  }

  return {
    press,
    picture,
    reads,
    /** From the start page to the page of the kit. */
    async begins(endpoint: string, token: string): Promise<void> {
      await shown.getByLabel(mini.start.server).locator('input').fill(endpoint)
      await shown.getByLabel(mini.start.token).locator('input').fill(token)
      await picture('start')
      await press(mini.start.begin)
    },
    /** WeChat's privacy guide, then our consent. */
    async agrees(): Promise<void> {
      await shown.getByText(mini.privacy.title).waitFor()
      await picture('privacy')
      await press(mini.privacy.agree)
      await shown.getByRole('checkbox').click()
      await picture('consent')
      await press(words.consent.button)
    },
    /** Opens the camera from the page of tips. */
    async opensCamera(mode: PageMode): Promise<void> {
      const button = needsSound({ kind: mode }) ? words.tips.voice.button : words.tips.button
      await shown.getByRole('button', { name: button, exact: true }).waitFor()
      await picture('tips')
      await press(button)
    },
    /**
     * Performs what is asked; the page that comes after it. A busy machine is to the server what a bad line
     * is to a person: where the page blames the network they try again, as it tells them to.
     */
    async performs(): Promise<PageSays> {
      for (let tries = 1; ; tries += 1) {
        await shown.locator('.stage').waitFor()
        if (process.env['SCREENSHOTS']) void watch().catch(() => undefined)
        const says = await reads()
        await picture('result')
        const isOfMachine =
          says.text.includes(words.result.advice.network) ||
          says.title === words.troubles.network.title
        if (tries === maxTries || !isOfMachine) return says
        await press(words.result.again)
      }
    },
  }

  async function watch(): Promise<void> {
    await shown.locator('.stage.preview').waitFor()
    await page.waitForTimeout(700)
    await picture('preview')
    for (const look of ['colours', 'digits', 'judging']) {
      await shown.locator(`.stage.${look}`).waitFor()
      await page.waitForTimeout(look === 'digits' ? 2_500 : 600)
      await picture(look)
    }
  }
}
