/**
 * Codes that the client gives back to the page that opened it. 0 and −999 as the mini-program SDK,
 * 3001–3005 as the H5 SDK, −800 … −804 as the intent pages of the reference service (reference sheet
 * §3c, §3d); 1xxx and 2018 are result codes of the API. They are for display: what counts is what
 * GetDetectInfoEnhanced tells the integrator's server.
 */
export const outcomeCodes = {
  /** The server said "passed". */
  passed: 0,
  /** The person left; nothing is wrong. */
  left: -999,
  /** openVerification was called without a token or with a wrong endpoint. */
  badArguments: -100,
  /** This browser or this WeChat cannot do it. */
  incompatible: -800,
  /** The microphone was refused, is in use, or is not there. */
  microphone: -801,
  /** The network broke off and the person left then. */
  network: -804,
  /** The session is unknown, expired or belongs to another device. */
  session: 3002,
  /** The page was hidden and the person left then. */
  interrupted: 3003,
  /** The camera was refused, is in use, or shows nothing. */
  camera: 3004,
  /** No live camera in this browser. */
  unsupported: 3005,
  /** Liveness did not pass and no tries are left (result code 16: retry limit of the BizToken). */
  failed: 16,
  /** R26: too many tries today. */
  tooOften: 2018,
  /** The service did not answer as it should (result code 1001). */
  service: 1001,
} as const

export type OutcomeCode = (typeof outcomeCodes)[keyof typeof outcomeCodes]
