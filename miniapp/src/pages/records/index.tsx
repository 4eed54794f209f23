import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { createDeviceMemory } from '../../kit/session/deviceMemory.ts'
import { createSessionApi } from '../../kit/session/sessionApi.ts'
import { readEndpoint } from '../../kit/session/readEndpoint.ts'
import { readSettings } from '../../demo/settings.ts'
import { miniWordsOf } from '../../kit/text.ts'
import { wordsOf } from '../../../../server/protocol/client/text.ts'
import '../../ui/verify.css'

/** The person's own verifications on this phone, and the way to take a consent back (R43). */
export default function RecordsPage(): ReactNode {
  const { language, large, endpoint } = readSettings()
  const [memory] = useState(() => createDeviceMemory(wx))
  const [records, setRecords] = useState(memory.records)
  const [asked, setAsked] = useState('')
  const [fault, setFault] = useState('')
  const words = miniWordsOf(language).records
  const { withdraw } = wordsOf(language)

  useDidShow(() => setRecords(memory.records()))

  async function takeBack(bizToken: string, deviceSecret: string): Promise<void> {
    const server = readEndpoint(endpoint)
    const answer =
      server &&
      (await createSessionApi(wx, server, () => language).withdraw({ bizToken, deviceSecret }))
    setAsked('')
    if (answer && answer.ok) {
      memory.note(bizToken, 'withdrawn', Date.now())
      setFault('')
    } else setFault(withdraw.failed)
    setRecords(memory.records())
  }

  return (
    <View className={`zhenren ${large ? 'large' : ''}`}>
      <View className="page">
        <View className="heading" ariaRole="heading">
          {words.title}
        </View>
        <View className="text soft">{words.about}</View>
        {records.length === 0 ? <View className="text">{words.none}</View> : null}
        <View className="text fault" ariaRole="alert">
          {fault}
        </View>
        {records.map(({ bizToken, deviceSecret, business, purpose, atMs, outcome }) => (
          <View className="list record" key={bizToken}>
            <View className="list-title">{`${business} · ${words.outcomes[outcome]}`}</View>
            <View>{purpose}</View>
            <View className="text small">{new Date(atMs).toLocaleString()}</View>
            <View className="text small">{bizToken}</View>
            {outcome === 'withdrawn' ? null : asked === bizToken ? (
              <View>
                <View className="text">{withdraw.help}</View>
                <View
                  className="button first"
                  ariaRole="button"
                  onClick={() => void takeBack(bizToken, deviceSecret)}
                >
                  {withdraw.go}
                </View>
                <View className="button second" ariaRole="button" onClick={() => setAsked('')}>
                  {withdraw.stay}
                </View>
              </View>
            ) : (
              <View className="link" ariaRole="button" onClick={() => setAsked(bizToken)}>
                {withdraw.link}
              </View>
            )}
          </View>
        ))}
      </View>
    </View>
  )
}
