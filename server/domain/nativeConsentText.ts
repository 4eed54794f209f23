import type { ConsentLanguage } from './consent.ts'

interface Facts {
  business: string
  purpose: string
  alternative: string
}

/**
 * What the person agrees to where WeChat itself performs and judges (Rule.engine `wechat`): WeChat is
 * named as the recipient of name, ID number and face (PIPL article 23), and no picture comes to the
 * business. WeChat shows an agreement of its own besides. consentVersion covers these words as well.
 */
export function nativeConsentText(
  facts: Facts,
  language: ConsentLanguage,
): { title: string; text: string } {
  return language === 'en-US' ? english(facts) : chinese(facts)
}

function chinese({ business, purpose, alternative }: Facts) {
  return {
    title: '人脸信息处理协议',
    text: [
      `处理者：${business}。目的：${purpose}，即确认正在操作的是您本人。`,
      '处理内容：您的姓名、身份证号、微信账号标识，以及核验结果。人脸画面由微信采集，处理者不会收到。',
      '处理方式：处理者经加密连接将您的姓名、身份证号、微信账号标识提供给微信（深圳市腾讯计算机系统有限公司），由微信人脸核身接口采集人脸画面、判断是否为真人并与权威库比对，再将结果告知处理者。微信如何处理人脸信息，以微信展示的协议为准。采集时屏幕可能变换颜色。',
      '保存期限：姓名与身份证号自发起核验起三天，加密保存，到期删除；判定结果与本同意记录保留备查，其中不含您的完整证件号。',
      `人脸信息是敏感个人信息，泄露可能影响您的人身与财产安全。您可以拒绝，并改用其他方式：${alternative}。`,
      '您可以在核验页面随时撤回同意，我们会立即删除本次核验的数据。未满十四周岁须由监护人同意。',
    ].join('\n'),
  }
}

function english({ business, purpose, alternative }: Facts) {
  return {
    title: 'Agreement on face information',
    text: [
      `Who: ${business}. What for: ${purpose}, that is, to make sure that it is you who is acting.`,
      'What is taken: your name, ID number and WeChat account id, and the result. The pictures of your face are taken by WeChat; the business does not receive them.',
      'How: the business gives your name, ID number and WeChat account id over an encrypted connection to WeChat (Shenzhen Tencent Computer Systems Company Limited), whose face API takes the pictures, tells whether a living person is there, compares with the authority library, and tells the business the result. What WeChat does with face information stands in the agreement that WeChat shows. The screen may change its colours.',
      'How long: name and ID number three days from the start of the verification, encrypted, then erased. The verdict and this receipt are kept; they do not hold your full ID number.',
      `Face information is sensitive: a leak may harm your safety or property. You may decline and take another way: ${alternative}.`,
      'You can withdraw your consent on this page at any time; the data of this verification are then erased at once. Below the age of fourteen a guardian has to agree.',
    ].join('\n'),
  }
}
