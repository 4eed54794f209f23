import type { Hint } from '../hints.ts'
import { wordsOf, type Words } from './text.ts'

/** One spoken sentence, and the name of its recording. */
export type PromptName =
  | 'tipsLight'
  | 'tipsDigit'
  | 'tipsLightDigit'
  | Exclude<Hint, 'good'>
  | 'checking'
  | 'passed'
  | 'retry'
  | 'ended'
  | 'trouble'

/**
 * What the recordings say (h5/voice/README.md). Bystanders hear it too: how a verification failed is
 * only on the screen.
 */
export const promptText: Readonly<Record<Words['tag'], Readonly<Record<PromptName, string>>>> = {
  'zh-CN': {
    ...spokenHints(wordsOf('zh-CN').hints),
    tipsLight: '屏幕会连续变换颜色。对闪光敏感的，请换其他方式。准备好了，请按最下面的按钮。',
    tipsDigit: '屏幕会出现四个数字，看到一个，就大声读一个。准备好了，请按最下面的按钮。',
    tipsLightDigit:
      '屏幕会变颜色，怕闪光请换其他方式。再出现数字，请读出来。准备好了，按最下面的按钮。',
    checking: '正在核对，请不要离开。',
    passed: '核身通过了。',
    retry: '这次没有成功，请看屏幕上的提示，再试一次。',
    ended: '核身已经结束，请看屏幕。',
    trouble: '请看屏幕上的提示。',
  },
  en: {
    ...spokenHints(wordsOf('en').hints),
    tipsLight:
      'The screen will change colours quickly. If flashing light troubles you, choose another way. When you are ready, press the button at the bottom.',
    tipsDigit:
      'Four digits will appear, one at a time. Say each one aloud as soon as you see it. When you are ready, press the button at the bottom.',
    tipsLightDigit:
      'The screen will change colours. If flashing light troubles you, choose another way. Then digits appear: say each one aloud. When you are ready, press the button at the bottom.',
    checking: 'Checking. Please stay here.',
    passed: 'You are verified.',
    retry: 'That did not work. Please look at the screen, and try again.',
    ended: 'The verification has ended. Please look at the screen.',
    trouble: 'Please look at the screen.',
  },
}

/** As on the screen; that all is well needs no words. */
function spokenHints({ good: _good, ...hints }: Words['hints']): Omit<Words['hints'], 'good'> {
  return hints
}
