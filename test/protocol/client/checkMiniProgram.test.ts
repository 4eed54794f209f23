import assert from 'node:assert/strict'
import {
  checkMiniProgram,
  type MiniProgramHost,
} from '../../../server/protocol/client/checkMiniProgram.ts'

const phone: MiniProgramHost = {
  platform: 'android',
  version: '8.0.49',
  baseLibrary: '3.4.0',
  isWeCom: false,
}
const ask = (part: Partial<MiniProgramHost>, mode = 'light') =>
  checkMiniProgram({ ...phone, ...part }, mode)

describe('the gate of a mini program', () => {
  it('wants 6.7.2 for light, and 6.5.4 or 6.5.6 for digits, by system (R22)', () => {
    assert.deepEqual(ask({ version: '6.7.1' }), {
      ok: false,
      reason: 'weChatTooOld',
      needs: '6.7.2',
    })
    assert.deepEqual(ask({ version: '6.7.2' }), { ok: true })
    assert.deepEqual(ask({ version: '6.7.1' }, 'light-digit'), {
      ok: false,
      reason: 'weChatTooOld',
      needs: '6.7.2',
    })
    assert.deepEqual(ask({ version: '6.5.4' }, 'digit'), { ok: true })
    assert.deepEqual(ask({ platform: 'ios', version: '6.5.5' }, 'digit'), {
      ok: false,
      reason: 'weChatTooOld',
      needs: '6.5.6',
    })
  })

  it('wants the base library that has the privacy API', () => {
    assert.deepEqual(ask({ baseLibrary: '2.32.2' }), { ok: false, reason: 'weChatTooOld' })
    assert.deepEqual(ask({ baseLibrary: '2.32.3' }), { ok: true })
  })

  it('sends 企业微信 and computers elsewhere', () => {
    assert.deepEqual(ask({ isWeCom: true }), { ok: false, reason: 'wecom' })
    for (const platform of ['windows', 'mac'])
      assert.deepEqual(ask({ platform }), { ok: false, reason: 'desktop' })
  })

  it('lets through what tells nothing of itself, HarmonyOS and modes without a minimum', () => {
    const silent = { platform: '', version: '', baseLibrary: '', isWeCom: false }
    assert.deepEqual(checkMiniProgram(silent, 'light'), { ok: true })
    assert.deepEqual(ask({ platform: 'ohos', version: '1.0.3' }), { ok: true })
    assert.deepEqual(ask({ version: '6.0.0' }, 'toString'), { ok: true })
  })
})
