import type { Block, DrawingName } from '../view.ts'
import { emblem, heading } from './parts.ts'

/** Something is under way that the person cannot hurry. */
export function waitScreen(title: string, drawing: DrawingName): Block[] {
  return [emblem(drawing), heading(title), { kind: 'dots' }]
}
