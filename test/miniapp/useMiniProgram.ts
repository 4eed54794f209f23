import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { openBrowser } from '../h5/support/openBrowser.ts'
import { photoOf } from '../support/photos.ts'
import {
  appId,
  startProductionServer,
  type PageMode,
  type ProductionServer,
} from '../support/productionServer.ts'
import { simulatedPhoneScript, type SimulatedPhone } from '../support/simulatedPhoneScript.ts'
import { builtDist } from './builtDist.ts'
import { openMiniProgram, type MiniProgram } from './container/openMiniProgram.ts'
import type { Script } from './container/page/script.ts'
import { personBefore } from './personInMiniProgram.ts'

const person = { name: '测试人', idCard: `19999919900101001${checkCharacter('19999919900101001')}` }

/** What is not as usual. */
export interface Wish {
  attack?: AttackName
  script?: Partial<Script>
  /** What the camera delivers, px; frames are wanted larger than a clip needs. */
  size?: { widthPx: number; heightPx: number }
  infoType?: string
  isDark?: boolean
  /** From one picture of the simulated camera to the next. */
  intervalMs?: number
  /** Another mini program than the demo, and how somebody gets from its first page to the kit's. */
  host?: { dist: string; begins: (page: Page, token: string) => Promise<void> }
}

/**
 * A browser, an operator's production server and the built mini program, for the suite that calls this: to be
 * called once in it. WeChat's servers are stood in for on the loopback interface, camera and microphone are the
 * simulated phone, lit by what the page shows.
 */
export function useMiniProgram() {
  let browser: Browser | null = null
  let server: ProductionServer
  let code: SimulatedPhone
  let dist: string
  let opened: MiniProgram | null = null

  before(async function () {
    browser = await openBrowser([
      '--autoplay-policy=no-user-gesture-required',
      // To Chromium the container's page comes from nowhere, and may ask nothing of this machine.
      '--disable-features=LocalNetworkAccessChecks',
    ])
    if (!browser) this.skip()
    dist = await builtDist()
    server = await startProductionServer('miniapp')
    await server.enrol({ ...person, photo: await photoOf(0, 1) })
    code = await simulatedPhoneScript({
      colour: `document.querySelector('.mini-page:not([hidden]) .stage.colours')?.style.backgroundColor`,
      digit: `document.querySelector('.mini-page:not([hidden]) .stage.digits .digit')?.textContent`,
    })
  })
  afterEach(async () => {
    await opened?.context.close()
    opened = null
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Opens a session and the mini program with it, on the kit's first page. */
  async function begin(name: string, RuleId: string, mode: PageMode, wish: Wish = {}) {
    const { name: Name, idCard: IdCard } = person
    const { BizToken = '' } = await server.sdk.DetectAuth({ RuleId, Name, IdCard })
    const loginCode = server.wechat.issueLoginCode(appId, `oPerson-${BizToken}`)
    const { attack, script, isDark = false, host, size = { widthPx: 360, heightPx: 480 } } = wish
    const { intervalMs } = wish
    const settings = {
      person: peopleSeeds[0],
      seed: 7,
      mode,
      size,
      ...(attack && { attack }),
      ...(intervalMs && { intervalMs }),
    }
    // One that is performed again, or the simulated camera of the first goes on beside it.
    await opened?.context.close()
    opened = await openMiniProgram(browser!, host?.dist ?? dist, {
      endpoint: server.endpoint,
      script: { loginCode, ...script },
      phone: { code, settings },
      isDark,
      storage: host ? { endpoint: server.endpoint } : {},
    })
    const { page, complaints } = opened
    // A phone's camera is there at once; the simulated one has to build its person first.
    await page.evaluate('navigator.mediaDevices.getUserMedia({ video: true }).then(() => null)')
    const somebody = personBefore(page, name)
    if (host) await host.begins(page, BizToken)
    else await somebody.begins(server.endpoint, BizToken)

    /** What the integrator reads in the end. */
    async function result(infoType: string = '1') {
      const { Text, ...info } = await server.sdk.GetDetectInfoEnhanced({
        RuleId,
        BizToken,
        InfoType: infoType,
      })
      const last = Text?.LivenessDetail?.at(-1)
      assert.ok(Text && last?.Seq, 'no verdict')
      const { Seq } = last
      return { ...info, text: Text, last, why: () => server.explain(Seq) }
    }
    return { BizToken, page, complaints, somebody, result }
  }

  return {
    server: () => ({ ...server, person: { Name: person.name, IdCard: person.idCard } }),
    begin,
  }
}
