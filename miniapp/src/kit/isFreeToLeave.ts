import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'

/** Nothing is lost by leaving here. */
export function isFreeToLeave({ name }: Phase): boolean {
  return name === 'opening' || name === 'result' || name === 'trouble' || name === 'over'
}
