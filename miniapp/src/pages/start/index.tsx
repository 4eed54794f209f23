import { Input, Text, View } from '@tarojs/components'
import Taro, { useLoad } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import type { VerifyResult } from '../../kit/hostCalls.ts'
import { kit } from '../../kit/kit.ts'
import { readEndpoint } from '../../kit/session/readEndpoint.ts'
import { demoOptions, readSettings, saveSettings } from '../../demo/settings.ts'
import { requestDemoToken } from '../../demo/requestDemoToken.ts'
import { miniWordsOf } from '../../kit/text.ts'
import { wordsOf } from '../../../../server/protocol/client/text.ts'
import '../../ui/verify.css'

/** Where the demo begins: written as an integrator would write it, but for the field with the server. */
export default function StartPage(): ReactNode {
  const [settings, setSettings] = useState(readSettings)
  const [token, setToken] = useState('')
  const [answer, setAnswer] = useState('')
  const [isBusy, setBusy] = useState(false)
  const words = miniWordsOf(settings.language).start
  const { switchLanguage, largeText, normalText } = wordsOf(settings.language)

  // A link may name server and token: pages/start/index?endpoint=…&token=…
  useLoad(given => {
    if (typeof given.endpoint === 'string') change({ endpoint: decodeURIComponent(given.endpoint) })
    if (typeof given.token === 'string') setToken(decodeURIComponent(given.token))
  })

  function change(part: Partial<typeof settings>): void {
    setSettings(before => {
      const next = { ...before, ...part }
      saveSettings(next)
      return next
    })
  }

  function report({ ErrorCode, ErrorMsg }: VerifyResult): void {
    if (ErrorCode === 0) setAnswer(words.passed)
    else
      setAnswer(ErrorCode === -999 ? words.left : `${words.notPassed}${ErrorMsg}（${ErrorCode}）`)
  }

  async function verify(): Promise<void> {
    const endpoint = readEndpoint(settings.endpoint)
    if (isBusy || !endpoint) {
      if (!endpoint) setAnswer(words.badServer)
      return
    }
    setBusy(true)
    setAnswer('')
    const own = token.trim()
    const given = own ? { token: own } : await requestDemoToken(wx, endpoint)
    setBusy(false)
    if ('refusal' in given) {
      setAnswer(given.refusal ?? words.noSession)
      return
    }
    kit.init(demoOptions({ ...settings, endpoint }))
    kit.startVerify({ data: given, success: report, fail: report })
  }

  return (
    <View className={`zhenren ${settings.large ? 'large' : ''}`}>
      <View className="tools">
        <View className="tool" ariaRole="button" onClick={() => change({ large: !settings.large })}>
          {settings.large ? normalText : largeText}
        </View>
        <View
          className="tool"
          ariaRole="button"
          onClick={() => change({ language: settings.language === 'en' ? 'zh-CN' : 'en' })}
        >
          {switchLanguage}
        </View>
      </View>
      <View className="page">
        <View className="heading" ariaRole="heading">
          {words.title}
        </View>
        <View className="text soft">{words.about}</View>
        <View className="field">
          <View>{words.server}</View>
          <Input
            className="input"
            id="endpoint"
            value={settings.endpoint}
            placeholder={words.serverHelp}
            ariaLabel={words.server}
            onInput={({ detail }) => change({ endpoint: detail.value })}
          />
        </View>
        <View className="field">
          <View>{words.token}</View>
          <Input
            className="input"
            id="token"
            value={token}
            placeholder={words.tokenHelp}
            ariaLabel={words.token}
            onInput={({ detail }) => setToken(detail.value)}
          />
        </View>
        <View className="text fault" id="answer" ariaRole="alert">
          <Text>{answer}</Text>
        </View>
        <View className="spring" />
        <View
          className={`button first ${isBusy ? 'off' : ''}`}
          id="verify"
          ariaRole="button"
          onClick={() => void verify()}
        >
          {isBusy ? words.demo : words.begin}
        </View>
        <View
          className="button second"
          id="records"
          ariaRole="button"
          onClick={() => void Taro.navigateTo({ url: '/pages/records/index' })}
        >
          {words.records}
        </View>
      </View>
    </View>
  )
}
