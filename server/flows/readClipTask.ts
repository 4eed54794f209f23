import { readActionSequence } from '../domain/clip/actionSequence.ts'
import type { ClipTask } from '../domain/clip/clipTask.ts'
import type { IssuedKind } from '../domain/issuedValue.ts'
import { ApiError } from '../errors.ts'
import type { Words } from '../protocol/words.ts'

/** What a Liveness call asks of its video, and the kind of value that it names for it. */
export interface ReadTask {
  task: ClipTask
  issued: IssuedKind | null
}

/**
 * LivenessType and ValidateData → task; an empty text is no value.
 * @throws ApiError MissingParameter, InvalidParameterValue
 */
export function readClipTask(
  livenessType: 'LIP' | 'ACTION' | 'SILENT',
  validateData: string,
): ReadTask {
  switch (livenessType) {
    case 'LIP':
      if (validateData === '') throw missing('GetLiveCode')
      if (!/^\d{4}$/.test(validateData)) throw malformed(fourDigits)
      return { task: { kind: 'digit', code: validateData }, issued: 'liveCode' }
    case 'ACTION': {
      if (validateData === '') throw missing('GetActionSequence')
      const actions = readActionSequence(validateData)
      if (!actions) throw malformed(sequence)
      return { task: { kind: 'action', actions }, issued: 'actionSequence' }
    }
    case 'SILENT':
      // Who passes a value believes that it is checked.
      if (validateData !== '') throw malformed(nothing)
      return { task: { kind: 'silent' }, issued: null }
    default:
      return livenessType satisfies never
  }
}

const fourDigits: Words = {
  zh: 'LivenessType 为 LIP 时，ValidateData 应为 GetLiveCode 返回的四位数字。',
  en: 'With LivenessType LIP, ValidateData is the four digits that GetLiveCode gave.',
}
const sequence: Words = {
  zh: 'LivenessType 为 ACTION 时，ValidateData 应为 GetActionSequence 返回的 "1,2" 或 "2,1"。',
  en: 'With LivenessType ACTION, ValidateData is what GetActionSequence gave, "1,2" or "2,1".',
}
const nothing: Words = {
  zh: 'LivenessType 为 SILENT 时，ValidateData 应为空。',
  en: 'With LivenessType SILENT, ValidateData must be empty.',
}

function malformed(detail: Words): ApiError {
  return new ApiError('InvalidParameterValue', { detail })
}

function missing(action: string): ApiError {
  return new ApiError('MissingParameter', {
    detail: {
      zh: `缺少 ValidateData：请传入 ${action} 返回的值。`,
      en: `Send ValidateData: the value that ${action} gave.`,
    },
  })
}
