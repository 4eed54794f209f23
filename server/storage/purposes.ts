/**
 * Where each sealed value belongs (Keys.seal) and each look-up hash (Keys.lookupHash). Published
 * data depends on these texts: they never change.
 */
export const purposes = {
  apiKeySecret: (secretId: string) => `apiKey.secret:${secretId}`,
  sessionName: (bizToken: string) => `session.name:${bizToken}`,
  sessionIdCard: (bizToken: string) => `session.idCard:${bizToken}`,
  sessionExtra: (bizToken: string) => `session.extra:${bizToken}`,
  sessionOpenid: (bizToken: string) => `session.openid:${bizToken}`,
  wechatSecret: (appId: string) => `wechat.secret:${appId}`,
  webhookSecret: (accountId: string) => `webhook.secret:${accountId}`,
  personName: (idCardHash: string) => `person.name:${idCardHash}`,
  personIdCard: (idCardHash: string) => `person.idCard:${idCardHash}`,
  evidenceKey: (keyId: string, owner: string) => `evidence.key:${keyId}:${owner}`,
  evidenceFile: (evidenceId: string) => `evidence.file:${evidenceId}`,
  sessionIdCardLookup: 'session.idCard',
  personLookup: 'person.idCard',
  counterLookup: (scope: string) => `counter.${scope}`,
} as const
