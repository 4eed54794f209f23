import type { ClipVerdict } from '../../flows/verifyClip.ts'
import type { LivenessRecognitionResponse } from '../../protocol/clipActions.ts'
import { errorCodes } from '../../protocol/errorCodes.ts'
import { resultCode } from '../../protocol/resultCodes.ts'
import type { Words } from '../../protocol/words.ts'
import type { ActionContext } from './action.ts'

const demonstration: Words = {
  zh: '（演示模式：被动活体模型槽为空，此结果不构成安全判断）',
  en: ' (Demo mode: the passive PAD model slot is empty, so this is no security check.)',
}

/**
 * What both actions over a video answer. Sim is a number with two decimals, 0 when no comparison ran;
 * frames only of who passed.
 */
export function presentClipVerdict(
  verdict: ClipVerdict,
  /** Null when no list was asked for. */
  bestFrameNum: number | null,
  { language }: ActionContext,
): LivenessRecognitionResponse {
  const meaning = resultCode(verdict.resultCode)
  const Result = verdict.apiCode ?? meaning.apiCode
  if (!Result) throw new Error(`result code ${verdict.resultCode} has no wire name`)
  const words = verdict.apiCode ? errorCodes[verdict.apiCode] : meaning
  const inLanguage = ({ zh, en }: Words) => (language === 'en-US' ? en : zh)
  const frames = verdict.bestFrames.map(jpeg => Buffer.from(jpeg).toString('base64'))
  const [best = null] = frames
  return {
    BestFrameBase64: best,
    Sim: verdict.sim ?? 0,
    Result,
    Description: inLanguage(words) + (verdict.isDemonstration ? inLanguage(demonstration) : ''),
    BestFrameList: best === null || bestFrameNum === null ? null : frames.slice(0, bestFrameNum),
  }
}
