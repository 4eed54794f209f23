import type { PhoneStates } from './digitStates.ts'
import type { ModelDefinition } from './modelDefinition.ts'
import type { CodebookStates } from './stateScores.ts'

/**
 * Sorts the states of phones by the codebook whose Gaussians they weigh, each state once: all by the
 * only one, or each by its phone's.
 */
export function groupStates(
  definition: Pick<ModelDefinition, 'phones'>,
  codebooks: number,
  phones: readonly PhoneStates[],
): CodebookStates[] {
  const groups = new Map<number, Set<number>>()
  for (const { phone, states } of phones) {
    const codebook = codebooks === 1 ? 0 : definition.phones.indexOf(phone)
    const group = groups.get(codebook) ?? new Set()
    for (const state of states) group.add(state)
    groups.set(codebook, group)
  }
  return [...groups].map(([codebook, states]) => ({ codebook, states: [...states] }))
}
