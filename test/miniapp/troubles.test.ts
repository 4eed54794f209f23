import assert from 'node:assert/strict'
import { miniWordsOf } from '../../miniapp/src/kit/text.ts'
import type { RecordStartAnswer } from '../../server/protocol/recordedCapture.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { appId, type PageMode } from '../support/productionServer.ts'
import { postSession } from '../support/sessionClient.ts'
import type { Script } from './container/page/script.ts'
import { useMiniProgram } from './useMiniProgram.ts'

const words = wordsOf('zh-CN')
const mini = miniWordsOf('zh-CN')
const granted = { camera: 'granted', record: 'granted' } as const

/** A phone that can only film: nothing is tried first. */
const camera: Script['camera'] = { tellsReady: true, frames: 'absent', framesPerSecond: 0 }

describe('the mini program when something is in its way', function () {
  this.timeout(120_000)
  const { server, begin } = useMiniProgram()

  async function start(name: string, mode: PageMode, script: Partial<Script> = {}) {
    return await begin(name, server().ruleIds[mode], mode, { script: { camera, ...script } })
  }

  it('takes a no to the privacy guide for a no', async () => {
    const { somebody, page } = await start('privacy', 'light')
    await somebody.press(mini.privacy.refuse)
    await page.getByText(mini.start.left).waitFor()
  })

  it('offers the way without a face to people who do not consent', async () => {
    const { somebody, page } = await start('consent', 'light')
    await somebody.press(mini.privacy.agree)
    await page.getByRole('checkbox').waitFor()
    // It says that it is off, and why when it is pressed all the same.
    await page.getByRole('button', { name: words.consent.button }).click({ force: true })
    await page.getByText(words.consent.tickFirst).waitFor()
    await somebody.press(words.consent.decline)
    await page.getByText('请到办事大厅人工核验').waitFor()
    await somebody.picture('alternative')
    await somebody.press(words.alternative.go)
    await page.getByText(mini.start.left).waitFor()
  })

  it('explains a camera that is not allowed, and goes on once it is in the settings', async () => {
    const { somebody, page } = await start('refused', 'light', {
      permissions: { ...granted, camera: 'denied' },
      grantsInSettings: true,
    })
    await somebody.agrees()
    await somebody.opensCamera('light')
    const { title, text } = await somebody.reads()
    assert.equal(title, words.troubles.cameraRefused.title)
    assert.ok(text.includes(mini.permission.weChat[0]!))
    await somebody.picture('page')
    await somebody.press(mini.permission.openSetting)
    await somebody.press(words.trouble.again)
    await page.locator('.stage.preview').waitFor()
  })

  it('tells apart what the phone does not allow WeChat', async () => {
    const { somebody } = await start('system', 'digit', {
      system: { camera: 'authorized', record: 'denied' },
    })
    await somebody.agrees()
    await somebody.opensCamera('digit')
    const { title, text } = await somebody.reads()
    assert.equal(title, words.troubles.microphoneRefused.title)
    assert.ok(text.includes(mini.permission.system[1]!))
    await somebody.picture('page')
  })

  it('sends people with an old WeChat to the update', async () => {
    const { somebody } = await start('old', 'light', { weChatVersion: '6.7.1' })
    await somebody.press(mini.privacy.agree)
    const { title, text } = await somebody.reads()
    assert.equal(title, words.troubles.weChatTooOld.title)
    assert.ok(text.includes('6.7.2') && text.includes(mini.update))
    await somebody.picture('page')
  })

  it('films instead when the frames do not come', async () => {
    const { somebody, page } = await start('silent', 'light', {
      camera: { tellsReady: true, frames: 'none', framesPerSecond: 25 },
    })
    await somebody.agrees()
    await somebody.opensCamera('light')
    await page.getByText(mini.recording.look).waitFor()
  })

  it('voids the attempt when the page goes out of sight, gives the screen back, and starts again', async () => {
    const { somebody, page } = await start('hidden', 'light')
    await somebody.agrees()
    await somebody.opensCamera('light')
    await page.locator('.stage.colours').waitFor()
    await page.waitForFunction('window.container.device.state.brightness === 1')
    await page.evaluate('window.container.pages.setHidden(true)')
    await page.evaluate('window.container.pages.setHidden(false)')
    const { title } = await somebody.reads()
    assert.equal(title, words.troubles.interrupted.title)
    assert.deepEqual(await page.evaluate('window.container.device.state'), {
      brightness: 0.4,
      isKeptOn: false,
      vibrations: 0,
    })
    await somebody.press(words.trouble.again)
    await page.locator('.stage.colours').waitFor()
  })

  it('takes a call for an interruption', async () => {
    const { somebody, page } = await start('call', 'light')
    await somebody.agrees()
    await somebody.opensCamera('light')
    await page.locator('.stage.colours').waitFor()
    await page.evaluate('window.container.camera.interrupt()')
    const { title } = await somebody.reads()
    assert.equal(title, words.troubles.interrupted.title)
  })

  it('says that the network is gone when the socket breaks', async () => {
    const { somebody } = await begin('socket', server().ruleIds.light, 'light', {
      size: { widthPx: 480, heightPx: 640 },
      script: { cuts: [{ kind: 'message', url: '/capture', nth: 6 }] },
    })
    await somebody.agrees()
    await somebody.opensCamera('light')
    const { title } = await somebody.reads()
    assert.equal(title, words.troubles.network.title)
  })

  it('explains the daily limit', async () => {
    const openid = 'oPerson-who-tried-often'
    await useUp(openid)
    const loginCode = server().wechat.issueLoginCode(appId, openid)
    const { somebody } = await start('limit', 'light', { loginCode })
    await somebody.agrees()
    await somebody.opensCamera('light')
    const { title } = await somebody.reads()
    assert.equal(title, words.troubles.tooOften.title)
    await somebody.picture('page')
  })

  it('is as usable with large letters, in English, by night', async () => {
    const { somebody, page } = await begin(
      'large',
      server().ruleIds['light-digit'],
      'light-digit',
      {
        script: { camera },
        isDark: true,
      },
    )
    await somebody.press(words.largeText)
    await somebody.picture('privacy')
    await somebody.press(words.switchLanguage)
    await somebody.press(miniWordsOf('en').privacy.agree)
    await page.getByRole('checkbox').waitFor()
    await somebody.picture('consent')
    await page.getByRole('checkbox').click()
    await somebody.press(wordsOf('en').consent.button)
    await page.getByText(wordsOf('en').tips.voice.coming).waitFor()
    await somebody.picture('tips')
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  })

  /** The 20 tries of one WeChat account, without a camera. */
  async function useUp(openid: string): Promise<void> {
    const { sdk, ruleIds, endpoint, wechat, person } = server()
    const { BizToken: bizToken } = await sdk.DetectAuth({ RuleId: ruleIds.light, ...person })
    const { body: opened } = await postSession<OpenAnswer>(endpoint, 'open', { bizToken })
    const device = { bizToken, deviceSecret: opened.deviceSecret }
    const { version, hash, scopes } = opened.consent
    const consent = { ...device, version, hash, language: 'en-US', scopes }
    await postSession(endpoint, 'consent', consent)
    await postSession(endpoint, 'openid', { ...device, code: wechat.issueLoginCode(appId, openid) })
    const ask = () =>
      postSession<RecordStartAnswer>(endpoint, 'record/start', {
        ...device,
        supports: ['light@1'],
        camera: { facing: 'user', widthPx: 0, heightPx: 0 },
      })
    // The tests before have used up some of the same person's.
    for (let tries = 1; (await ask()).status === 200; tries += 1) assert.ok(tries <= 20)
  }
})
