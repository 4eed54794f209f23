/**
 * Whether modes that promise passive PAD may be offered (needsPassivePad in rule.ts): a demo may show
 * them without a model in slot pad, marked as no security check.
 *
 * @param minScore of the model in slot pad; null = it is empty
 */
export function canJudgePassively(mode: 'demo' | 'production', minScore: number | null): boolean {
  return mode === 'demo' || minScore !== null
}
