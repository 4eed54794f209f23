import { createDeviceMemory } from './deviceMemory.ts'
import { oauthReturn } from './oauthReturn.ts'
import { openVerification, type Outcome, type VerificationOptions } from './openVerification.ts'

/**
 * Call it when your page loads: goes on with the verification that left for WeChat's OAuth and came
 * back to this page. Null when there is none.
 */
export function resumeVerification(
  options: Omit<VerificationOptions, 'token'>,
): Promise<Outcome> | null {
  const token = createDeviceMemory().away()
  return token && oauthReturn(location.href) ? openVerification({ ...options, token }) : null
}
