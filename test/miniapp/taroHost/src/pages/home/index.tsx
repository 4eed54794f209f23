import { Button, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { startVerify, type VerifyResult } from '@zhenren/miniapp'
import { useState, type ReactNode } from 'react'

export default function Home(): ReactNode {
  const [answer, setAnswer] = useState('')
  const tell = ({ BizToken, ErrorCode, ErrorMsg }: VerifyResult) =>
    setAnswer(`${BizToken} ${ErrorCode} ${ErrorMsg}`)
  const request = () => ({ data: { token: Taro.getStorageSync<string>('token') } })
  return (
    <View className="page">
      <View className="answer">{answer}</View>
      <Button onClick={() => void startVerify(request()).then(tell, tell)}>verify</Button>
      <Button onClick={() => startVerify({ ...request(), success: tell, fail: tell })}>
        verify with callbacks
      </Button>
    </View>
  )
}
