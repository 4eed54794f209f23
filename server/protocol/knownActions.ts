/** The API version this server speaks (X-TC-Version). */
export const apiVersion = '2018-03-01'

/**
 * Every action of faceid 2018-03-01: those of the Node SDK 4.1.313, and ImageRecognition, which
 * older SDKs still carry. `true` = offered here. A known action that is not offered is answered
 * with UnsupportedOperation, an unknown name with InvalidAction.
 */
export const knownActions = {
  BankCard2EVerification: false,
  BankCard4EVerification: false,
  BankCardVerification: false,
  CheckBankCardInformation: false,
  CheckEidTokenStatus: false,
  CheckIdCardInformation: false,
  CheckIdNameDate: false,
  CheckPhoneAndName: false,
  DetectAIFakeFaces: false,
  DetectAuth: true,
  EncryptedPhoneVerification: false,
  GetActionSequence: true,
  GetDetectInfo: true,
  GetDetectInfoEnhanced: true,
  GetEidResult: false,
  GetEidToken: false,
  GetFaceIdResult: false,
  GetFaceIdRiskInfo: false,
  GetFaceIdToken: false,
  GetFaceidRiskInfoToken: false,
  GetLiveCode: true,
  GetNFCToken: false,
  GetWeChatBillDetails: false,
  GetWxNFCResult: false,
  IdCardOCRVerification: false,
  IdCardVerification: false,
  ImageRecognition: true,
  ImageRecognitionV2: true,
  LivenessCompare: true,
  LivenessRecognition: true,
  MinorsVerification: false,
  MobileNetworkTimeVerification: false,
  MobileStatus: false,
  ParseNfcData: false,
  PhoneVerification: false,
  PhoneVerificationCMCC: false,
  PhoneVerificationCTCC: false,
  PhoneVerificationCUCC: false,
} as const

/** The name of a known action. */
export type KnownAction = keyof typeof knownActions

/** The name of an action that this server answers. */
export type OfferedAction = {
  [Name in KnownAction]: (typeof knownActions)[Name] extends true ? Name : never
}[KnownAction]
