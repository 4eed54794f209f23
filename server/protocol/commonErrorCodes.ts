/**
 * Codes that every action may answer with, and the product's own input, account and server codes.
 * Names: common parameters of API 3.0 and the product's error table (reference sheet §3a, §4). The
 * sentences are ours; each says what to do.
 */
export const commonErrorCodes = {
  'AuthFailure.InvalidAuthorization': {
    zh: 'Authorization 请求头的格式不正确。应为：TC3-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…。',
    en: 'The Authorization header is malformed. Send: TC3-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=….',
  },
  'AuthFailure.InvalidSecretId': {
    zh: 'SecretId 的形式不正确。请复制完整的 SecretId。',
    en: 'This is not a SecretId. Copy the whole SecretId.',
  },
  'AuthFailure.SecretIdNotFound': {
    zh: 'SecretId 不存在或已停用。请检查密钥，或请运营方用 npm run admin -- key list 查看。',
    en: 'The SecretId is unknown or disabled. Check it; the operator sees the keys with npm run admin -- key list.',
  },
  'AuthFailure.SignatureFailure': {
    zh: '签名与请求不符。请检查 SecretKey、参与签名的 host 与 content-type，以及签名后正文是否被改动。',
    en: 'The signature does not fit the request. Check the SecretKey, the signed host and content-type, and that the body was not changed after signing.',
  },
  'AuthFailure.SignatureExpire': {
    zh: '请求时间戳与服务器时间相差超过 300 秒。请校准本机时钟，签名后立即发送。',
    en: 'The timestamp is more than 300 seconds away from the server clock. Set the clock and send right after signing.',
  },
  'AuthFailure.TokenFailure': {
    zh: '不接受临时凭证。请去掉 Token，改用长期密钥。',
    en: 'Temporary credentials are not accepted. Leave Token out and use a permanent key.',
  },
  'AuthFailure.MFAFailure': {
    zh: '多因素认证未通过。请完成认证后重试。',
    en: 'Multi-factor authentication did not pass. Complete it and try again.',
  },
  'AuthFailure.UnauthorizedOperation': {
    zh: '该密钥无权调用此接口。请联系管理员授权。',
    en: 'This key may not call the action. Ask the administrator for permission.',
  },
  InvalidAction: {
    zh: '没有这个接口。请检查 Action 的拼写与大小写。',
    en: 'There is no such action. Check the spelling and letter case of Action.',
  },
  NoSuchVersion: {
    zh: '没有这个接口版本。请使用 2018-03-01。',
    en: 'There is no such API version. Use 2018-03-01.',
  },
  ActionOffline: {
    zh: '该接口已下线。请改用文档列出的接口。',
    en: 'The action was withdrawn. Use one that the documentation lists.',
  },
  MissingParameter: {
    zh: '缺少必填参数。',
    en: 'A required parameter is missing.',
  },
  InvalidParameter: {
    zh: '参数不正确。',
    en: 'A parameter is not acceptable.',
  },
  InvalidParameterValue: {
    zh: '参数取值不正确。',
    en: 'A parameter has an unacceptable value.',
  },
  UnknownParameter: {
    zh: '有未定义的参数。请按文档删去。',
    en: 'There is an undefined parameter. Remove it.',
  },
  UnsupportedRegion: {
    zh: '不支持该地域。请使用 ap-guangzhou 或不传 Region。',
    en: 'The region is not supported. Use ap-guangzhou or leave Region out.',
  },
  UnsupportedProtocol: {
    zh: '不支持该请求方法或内容类型。请用 POST 发送 application/json，或用 GET。',
    en: 'The request method or content type is not supported. Use POST with application/json, or GET.',
  },
  UnsupportedOperation: {
    zh: '本服务不提供该操作。请查看已提供的接口列表。',
    en: 'This service does not offer the operation. See the list of offered actions.',
  },
  RequestLimitExceeded: {
    zh: '请求过于频繁。请降低频率后重试，或请管理员提高限额。',
    en: 'Too many requests. Slow down and try again, or ask the administrator for a higher rate.',
  },
  RequestSizeLimitExceeded: {
    zh: '请求过大。',
    en: 'The request is too large.',
  },
  ResponseSizeLimitExceeded: {
    zh: '返回内容过大。请用 InfoType 分次获取。',
    en: 'The answer would be too large. Fetch it in parts with InfoType.',
  },
  LimitExceeded: {
    zh: '超出配额。请联系管理员。',
    en: 'The quota is used up. Ask the administrator.',
  },
  InternalError: {
    zh: '服务内部错误。请稍后重试；若持续出现，请将 RequestId 告知管理员。',
    en: 'Internal error. Try again later; if it stays, give the RequestId to the administrator.',
  },
  'InternalError.CompareFail': {
    zh: '比对服务内部错误。请稍后重试。',
    en: 'The comparison failed on our side. Try again later.',
  },
  'InternalError.EncryptSystemError': {
    zh: '加密服务内部错误。请稍后重试。',
    en: 'Encryption failed on our side. Try again later.',
  },
  'InternalError.UnKnown': {
    zh: '未知内部错误。请稍后重试；若持续出现，请将 RequestId 告知管理员。',
    en: 'Unknown internal error. Try again later; if it stays, give the RequestId to the administrator.',
  },
  ResourceNotFound: {
    zh: '资源不存在。请检查标识是否正确。',
    en: 'The resource does not exist. Check its identifier.',
  },
  ResourceInUse: {
    zh: '资源正在使用中。请稍后重试。',
    en: 'The resource is in use. Try again later.',
  },
  DryRunOperation: {
    zh: '试运行通过，未实际执行。去掉 DryRun 即可执行。',
    en: 'The dry run passed and nothing was done. Leave DryRun out to run it.',
  },
  FailedOperation: {
    zh: '操作失败。',
    en: 'The operation failed.',
  },
  OperationDenied: {
    zh: '操作被拒绝。请联系管理员。',
    en: 'The operation is denied. Ask the administrator.',
  },
  'InvalidParameter.RuleId': {
    zh: 'RuleId 的形式不正确。请使用创建流程时给出的 RuleId。',
    en: 'The RuleId is malformed. Use the one that was given when the rule was made.',
  },
  'InvalidParameter.UnsupportEncryptField': {
    zh: '该字段不支持加密。请以明文传入。',
    en: 'This field cannot be encrypted. Send it in plain text.',
  },
  'InvalidParameterValue.BizTokenExpired': {
    zh: 'BizToken 已过期：须在 7200 秒内完成核验，结果自创建起保留 3 天。请重新调用 DetectAuth。',
    en: 'The BizToken has expired: a verification must be done within 7,200 seconds and its result is kept for 3 days. Call DetectAuth again.',
  },
  'InvalidParameterValue.BizTokenIllegal': {
    zh: 'BizToken 不可用。',
    en: 'The BizToken cannot be used.',
  },
  'InvalidParameterValue.RuleIdDisabled': {
    zh: 'RuleId 已停用。请由运营方启用，或换用其他业务流程。',
    en: 'The RuleId is disabled. Have the operator enable it, or use another rule.',
  },
  'InvalidParameterValue.RuleIdNotExist': {
    zh: 'RuleId 不存在于当前账号。请检查 RuleId 与所用密钥是否属于同一账号。',
    en: 'This account has no such RuleId. Check that RuleId and key belong to the same account.',
  },
  UnauthorizedOperation: {
    zh: '没有权限执行该操作。请联系管理员。',
    en: 'The account may not do this. Ask the administrator.',
  },
  'UnauthorizedOperation.ActivateError': {
    zh: '服务开通异常。请联系管理员。',
    en: 'Activating the service failed. Ask the administrator.',
  },
  'UnauthorizedOperation.Activating': {
    zh: '服务正在开通中。请稍后重试。',
    en: 'The service is being activated. Try again later.',
  },
  'UnauthorizedOperation.Arrears': {
    zh: '账号欠费。请结清后重试。',
    en: 'The account is in arrears. Settle them and try again.',
  },
  'UnauthorizedOperation.ChargeStatusException': {
    zh: '计费状态异常。请联系管理员。',
    en: 'The billing state is abnormal. Ask the administrator.',
  },
  'UnauthorizedOperation.NonAuthorize': {
    zh: '账号未通过资质审核。请由运营方补全行业类目与资质（npm run admin -- account set）。',
    en: 'The account has not passed its review. Have the operator set its category and credentials (npm run admin -- account set).',
  },
  'UnauthorizedOperation.Nonactivated': {
    zh: '服务未开通。请由运营方开通。',
    en: 'The service is not activated. Have the operator activate it.',
  },
} as const
