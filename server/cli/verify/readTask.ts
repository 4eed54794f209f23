import { readActionSequence } from '../../domain/clip/actionSequence.ts'
import type { ClipTask } from '../../domain/clip/clipTask.ts'
import { UsageError } from '../command.ts'

interface Given {
  mode?: string | undefined
  code?: string | undefined
  actions?: string | undefined
}

/** --mode, --code and --actions → what the person of the video was asked to do. @throws UsageError */
export function readTask({ mode, code, actions }: Given): ClipTask {
  if (code !== undefined && mode !== 'digit') throw new UsageError('--code goes with --mode digit.')
  if (actions !== undefined && mode !== 'action') {
    throw new UsageError('--actions goes with --mode action.')
  }
  if (mode === 'digit') {
    if (!code || !/^\d{4}$/.test(code)) throw new UsageError('--code is needed: four digits.')
    return { kind: 'digit', code }
  }
  if (mode === 'action') {
    const asked = readActionSequence(actions ?? '')
    if (!asked) throw new UsageError('--actions is needed: 1,2 or 2,1.')
    return { kind: 'action', actions: asked }
  }
  if (mode === 'silent') return { kind: 'silent' }
  throw new UsageError('--mode is needed with --video: digit, action or silent.')
}
