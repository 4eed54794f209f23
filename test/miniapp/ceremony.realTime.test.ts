import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { miniWordsOf } from '../../miniapp/src/kit/text.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { livenessModes } from '../../server/protocol/livenessModes.ts'
import { inTime } from '../support/inTime.ts'
import type { PageMode } from '../support/productionServer.ts'
import { useMiniProgram, type Wish } from './useMiniProgram.ts'
import type { Script } from './container/page/script.ts'

const words = wordsOf('zh-CN')
const mini = miniWordsOf('zh-CN')

/** A phone that hands out no frames and never says that its camera is ready: it can only film. */
const onlyFilms: Partial<Script> = {
  camera: { tellsReady: false, frames: 'absent', framesPerSecond: 0 },
}

/**
 * The built mini program as it is shipped, from the start page to the result. Real: the framework that
 * renders it (glass-easel), an operator's production installation made with the admin commands, HTTP and
 * WebSocket, the official SDK before and after, the browser's recorder. Ours: `wx` and what stands for WeChat's
 * servers, camera and microphone (the simulated phone, lit by what the page shows).
 * `SCREENSHOTS=FOLDER` keeps a picture of every step.
 */
describe('a person in the mini program, end to end', function () {
  this.timeout(240_000)
  const { server, begin } = useMiniProgram()

  /** The whole way, to the page that tells how it ended. */
  async function verify(name: string, mode: PageMode, wish: Wish = {}) {
    const run = await begin(name, server().ruleIds[mode], mode, wish)
    await run.somebody.agrees()
    await run.somebody.opensCamera(mode)
    const says = await run.somebody.performs()
    return { ...run, says, ...(await run.result(wish.infoType)) }
  }

  /** Sound and filming, in order. */
  const logOf = (page: Page) =>
    page.evaluate<string[]>('window.container.log.map(({ what }) => what)')
  const until = (page: Page, line: string) =>
    page.waitForFunction(
      `window.container.log.some(({ what }) => /${line.replaceAll('/', '\\/')}/.test(what))`,
    )

  const passing: readonly (Wish & { what: string; mode: PageMode; driver: string })[] = [
    {
      what: 'light, on a phone whose camera tells nothing and gives no frames',
      mode: 'light',
      driver: 'record',
      script: onlyFilms,
    },
    {
      what: 'light, by frames while they come',
      mode: 'light',
      driver: 'frames',
      size: { widthPx: 480, heightPx: 640 },
      // Ten a second are enough, and what two cores can film, send and judge at once.
      intervalMs: 100,
      script: { camera: { tellsReady: true, frames: 'yes', framesPerSecond: 10 } },
    },
    {
      what: 'digit, over a line that loses parts of the clip',
      mode: 'digit',
      driver: 'record',
      script: {
        cuts: [
          { kind: 'request', url: '/record/part', nth: 1 },
          { kind: 'request', url: '/record/part', nth: 3 },
        ],
      },
    },
    { what: 'light-digit', mode: 'light-digit', driver: 'record' },
  ]
  for (const { what, mode, driver, ...wish } of passing)
    it(`passes: ${what}`, async () => {
      const name = `${mode}-${driver}`
      const run = await inTime(() => verify(name, mode, { ...wish, infoType: '134' }), {
        doubts: 1,
      })
      const { says, text, BestFrame, VideoData, complaints } = run
      assert.deepEqual(
        [text.ErrCode, text.LiveStatus, text.Comparestatus, text.LivenessMode, says.title],
        [0, 0, 0, livenessModes[mode], words.result.passed],
        await run.why(),
      )
      assert.match(BestFrame?.BestFrame ?? '', /^\/9j\//)
      assert.ok((VideoData?.LivenessVideo?.length ?? 0) > 10_000)
      assert.deepEqual(complaints, [])
      const log = await logOf(run.page)
      assert.deepEqual(
        log.filter(line => line.startsWith('play')),
        [],
        'nobody asked to be spoken to',
      )
      // The screen is the person's own again, and may sleep.
      assert.deepEqual(await run.page.evaluate('window.container.device.state'), {
        brightness: 0.4,
        isKeptOn: false,
        vibrations: 0,
      })
      // Clips and streams are judged by checks of their own.
      assert.match(await run.why(), driver === 'record' ? /"clip\.loops"/ : /"track\./)
    })

  it('speaks before and after to people who want it, and is silent while it films', async () => {
    const { ruleIds, endpoint } = server()
    const { somebody, page, BizToken } = await begin('voice', ruleIds.digit, 'digit', {
      size: { widthPx: 240, heightPx: 320 },
    })
    await somebody.agrees()
    await somebody.press(words.voiceOn)
    await until(page, 'heard .*zh-CN/tipsDigit')
    await somebody.opensCamera('digit')
    const says = await somebody.performs()
    // Which of the two it is is the other tests' concern.
    const told = says.title === words.result.passed ? 'zh-CN/passed' : 'zh-CN/retry'
    assert.ok([words.result.passed, words.result.notYet].includes(says.title), says.title)
    await until(page, `heard .*${told}`)
    const log = await logOf(page)
    let [isFilming, isSounding, films] = [false, false, 0]
    for (const line of log) {
      if (line === 'startRecord') films += 1
      if (line.endsWith('Record')) isFilming = line === 'startRecord'
      if (/^(play|heard|silent) /.test(line)) isSounding = !line.startsWith('silent')
      assert.ok(!(isFilming && isSounding), log.join('\n'))
    }
    assert.ok(films > 0)
    const filmed = log.lastIndexOf('stopRecord')
    const heard = (part: readonly string[]) =>
      part.flatMap(line => /^heard .*\/h5\/voice\/(.*)\.mp3$/.exec(line)?.[1] ?? [])
    assert.equal(heard(log)[0], 'zh-CN/tipsDigit')
    assert.ok(heard(log.slice(0, log.indexOf('startRecord'))).length > 0)
    assert.equal(heard(log.slice(filmed)).at(-1), told)

    await page.evaluate('window.container.pages.back()')
    const { passed, left } = mini.start
    await page.getByText(told === 'zh-CN/passed' ? passed : left).waitFor()
    await somebody.begins(endpoint, BizToken)
    await page.getByRole('button', { name: words.voiceOff, exact: true }).waitFor()
  })

  for (const attack of ['wrong-code', 'print'] as const)
    it(`does not pass ${attack}`, async () => {
      const run = await inTime(() => verify(attack, 'light', { attack, script: onlyFilms }))
      const { says, last, why } = run
      assert.equal(says.title, words.result.notYet)
      assert.ok(last.Errcode === 1002 || last.Errcode === 1003, await why())
    })

  it('does not pass the right person who says other digits', async () => {
    const wish = { attack: 'wrong-digits', script: onlyFilms } as const
    const { says, last, why } = await inTime(() => verify('wrong-digits', 'digit', wish))
    assert.equal(says.title, words.result.notYet)
    assert.equal(last.Errcode, 1103, await why())
  })

  it('leaves performing and judging to WeChat where the rule says so', async () => {
    const ruleId = await server().createNativeRule()
    const { page, somebody, result } = await begin('native', ruleId, 'light')
    await page.exposeFunction('performVerification', (verifyId: string) =>
      server().wechat.performVerification(verifyId),
    )
    await somebody.agrees()
    await page.getByText(mini.native.title).waitFor()
    await somebody.picture('tips')
    await somebody.press(mini.start.begin)
    const says = await somebody.reads()
    const { text } = await result()
    assert.deepEqual([says.title, text.ErrCode], [words.result.passed, 0])
    assert.equal(await page.evaluate('window.container.verified.length'), 1)
  })

  it('tells the host, and remembers the verification with the way to take it back', async () => {
    const { somebody, page } = await verify('records', 'light', { script: onlyFilms })
    await somebody.press(words.result.done)
    await page.getByText(mini.start.passed).waitFor()
    await somebody.press(mini.start.records)
    await page.getByText(mini.records.outcomes.passed).waitFor()
    await somebody.picture('list')
    await somebody.press(words.withdraw.link)
    await somebody.press(words.withdraw.go)
    await page.getByText(mini.records.outcomes.withdrawn).waitFor()
  })
})
