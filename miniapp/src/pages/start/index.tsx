import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { wordsOf } from '../../../../server/protocol/client/text.ts'

/** Where the demo begins. */
export default function StartPage(): ReactNode {
  return (
    <View>
      <Text>{wordsOf('zh-CN').page.title}</Text>
    </View>
  )
}
