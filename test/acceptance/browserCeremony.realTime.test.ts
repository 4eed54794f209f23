import assert from 'node:assert/strict'
import type { Browser, BrowserContext } from 'playwright-core'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { measureSound } from '../../server/domain/digit/measureSound.ts'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import { needsSound } from '../../server/protocol/challenge.ts'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { livenessModes } from '../../server/protocol/livenessModes.ts'
import { openBrowser } from '../h5/support/openBrowser.ts'
import { userAgentVectors } from '../protocol/userAgentVectors.ts'
import { inTime } from '../support/inTime.ts'
import { walkThroughPage } from '../support/personInBrowser.ts'
import { photoOf } from '../support/photos.ts'
import {
  startProductionServer,
  type PageMode,
  type ProductionServer,
} from '../support/productionServer.ts'
import { simulatedPhoneScript, type SimulatedPhone } from '../support/simulatedPhoneScript.ts'

const { result } = wordsOf('zh-CN')
const person = { name: '测试人', idCard: `19999919900101001${checkCharacter('19999919900101001')}` }
const { userAgent } = userAgentVectors[0]!

/**
 * The whole way of a person, everything real but WeChat's servers (a stand-in on the loopback
 * interface), camera and microphone (the simulated phone, lit by what the page really shows, reading what
 * it really asks): an operator's installation made with the admin commands, the official SDK's DetectAuth,
 * the page in a WeChat user agent, OAuth, the ceremony over HTTP and WebSocket, GetDetectInfoEnhanced.
 * `SCREENSHOTS=FOLDER` keeps a picture of every step.
 */
describe('a person on the native float H5, end to end', function () {
  this.timeout(180_000)
  let browser: Browser | null = null
  let server: ProductionServer
  let phone: SimulatedPhone
  let context: BrowserContext | null = null

  before(async function () {
    browser = await openBrowser()
    if (!browser) this.skip()
    server = await startProductionServer()
    await server.enrol({ ...person, photo: await photoOf(0, 1) })
    phone = await simulatedPhoneScript()
  })
  afterEach(async () => {
    await context?.close()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Opens a session, performs it as a phone would, and asks for what is known then. */
  async function verify(mode: PageMode, { infoType = '1', attack }: Wish = {}) {
    const RuleId = server.ruleIds[mode]
    const { name: Name, idCard: IdCard } = person
    const { Url, BizToken } = await server.sdk.DetectAuth({ RuleId, Name, IdCard })
    assert.ok(Url && BizToken)
    server.wechat.signIn(`oPerson-${BizToken}`)
    // One that is performed again, or the simulated camera of the first goes on beside it.
    await context?.close()
    context = await browser!.newContext({ viewport: { width: 390, height: 844 }, userAgent })
    const page = await context.newPage()
    page.setDefaultTimeout(40_000)
    await page.goto(Url)
    const { title } = await walkThroughPage(page, phone, { mode, ...(attack ? { attack } : {}) })
    const { Text, ...info } = await server.sdk.GetDetectInfoEnhanced({
      RuleId,
      BizToken,
      InfoType: infoType,
      BestFramesCount: 3,
    })
    const last = Text?.LivenessDetail?.at(-1)
    assert.ok(Text && last?.Seq, `no verdict: ${title}`)

    const why = () => server.explain(last.Seq!)
    /** Adds every check of the last attempt to what went wrong. */
    async function explain(assertion: () => void): Promise<void> {
      try {
        assertion()
      } catch (cause) {
        throw new Error(await why(), { cause })
      }
    }
    return { ...info, title, text: Text, last, why, explain }
  }

  const passing: readonly PageMode[] = ['light', 'digit', 'light-digit']
  for (const mode of passing)
    it(`passes in mode ${mode}, and the integrator reads it with the official SDK`, async () => {
      const run = await inTime(() => verify(mode, { infoType: '134' }), { doubts: 1 })
      const { title, text, BestFrame, VideoData, explain } = run
      await explain(() =>
        assert.deepEqual(
          [text.ErrCode, text.LiveStatus, text.Comparestatus, text.LivenessMode, title],
          [0, 0, 0, livenessModes[mode], result.passed],
        ),
      )
      assert.ok(Number(text.Sim) >= 70)
      assert.match(BestFrame?.BestFrame ?? '', /^\/9j\//)
      assert.equal(BestFrame?.BestFrames?.length, 3)
      const video = Buffer.from(VideoData?.LivenessVideo ?? '', 'base64')
      const { frames, sound } = await decodeClip(video, clipLimits)
      assert.ok(frames.length > 20, `${frames.length} frames`)
      assert.equal(sound !== null, needsSound({ kind: mode }))
      // Before the digits nothing is recorded, which is no noise floor to measure against.
      if (sound && mode === 'digit') assert.ok(measureSound(sound).segments.length >= 4)
    })

  it('does not pass a print of the right person', async () => {
    const { title, last, explain } = await inTime(() => verify('light', { attack: 'print' }))
    assert.equal(title, result.notYet)
    await explain(() => assert.ok(last.Errcode === 1002 || last.Errcode === 1003))
  })

  it('does not pass the right person who says other digits', async () => {
    const { title, text, last, explain } = await inTime(() =>
      verify('digit', { attack: 'wrong-digits' }),
    )
    assert.equal(title, result.notYet)
    // Nobody is compared who was not found to be live.
    await explain(() =>
      assert.deepEqual(
        [text.ErrCode, text.LiveStatus, last.Errcode, text.Comparestatus],
        [1103, 1103, 1103, null],
      ),
    )
    assert.match(await server.explain(last.Seq!), /"digits.score",[^}]*"fail"/)
  })
})

interface Wish {
  infoType?: string
  attack?: AttackName
}
