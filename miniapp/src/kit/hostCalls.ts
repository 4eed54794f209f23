import type { OutcomeCode } from '../../../server/protocol/client/outcomeCodes.ts'

export interface InitOptions {
  /** Where the zhenren server is, e.g. `https://id.example.com/`; among the legal domains of the app. */
  endpoint: string
  /** Default zh-CN. The person can change it. */
  language?: 'zh-CN' | 'en'
  /** Large letters from the start, for elderly people. The person can change it. */
  large?: boolean
  /** Spoken prompts from the start; by default exactly when `large` is on. The person's own choice stays. */
  voice?: boolean
  /** `record`: light is filmed too, never sent frame by frame. Default `auto`: what the phone does best. */
  capture?: 'auto' | 'record'
  /** The kit's page in this app; default `/zhenren/index/index`. */
  pagePath?: string
  /** The kit's worker in this app, without it light is filmed; default `workers/jpeg.js`. */
  workerPath?: string
}

/** How it ended, for display only: what counts is what GetDetectInfoEnhanced tells your server. */
export interface VerifyResult {
  BizToken: string
  /** 0 = passed; see outcomeCodes. −999 = the person left; −100 = bad arguments. */
  ErrorCode: OutcomeCode
  ErrorMsg: string
}

/** The shape that users of Tencent's verify_mpsdk know (reference sheet §3d). */
export interface VerifyRequest {
  data: {
    /** The BizToken of DetectAuth. */
    token: string
    /** A page of this app to go to afterwards instead of back, beginning with a slash. */
    endPath?: string
  }
}

export interface VerifyCallbacks {
  success?: (result: VerifyResult) => void
  fail?: (result: VerifyResult) => void
}

export interface StartVerify {
  (request: VerifyRequest & { success?: never; fail?: never }): Promise<VerifyResult>
  (request: VerifyRequest & VerifyCallbacks): void
}
