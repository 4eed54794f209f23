import { View } from '@tarojs/components'
import { useDidHide, useDidShow, useLoad, useUnload } from '@tarojs/taro'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { PendingVerification } from '../kit/createKit.ts'
import { createVerification } from '../kit/createVerification.ts'
import { kit } from '../kit/kit.ts'
import { quietly } from '../kit/platform/quietly.ts'
import type { Verification } from '../kit/verification.ts'
import type { View as Shown } from '../kit/view.ts'
import { afterUpdate } from './afterUpdate.ts'
import { BlockView } from './BlockView.tsx'
import { StageView } from './StageView.tsx'
import './drawings.css'
import './verify.css'

/** The kit's page: whatever startVerify asked for. */
export function VerifyPage(): ReactNode {
  const [view, setView] = useState<Shown | null>(null)
  const verification = useRef<Verification | null>(null)
  const pending = useRef<PendingVerification | null>(null)
  /** Who waits for the page to have taken over what it was last told to show. */
  const painted = useRef<(() => void)[]>([])

  useLoad(() => {
    const taken = kit.take()
    pending.current = taken
    if (!taken) {
      // Opened by itself, by a link: there is nothing to verify.
      wx.navigateBack(quietly)
      return
    }
    verification.current = createVerification({
      wx,
      options: taken.options,
      show: (next, whenPainted) => {
        if (whenPainted) painted.current.push(whenPainted)
        setView(next)
      },
      onOver: taken.end,
    })
    verification.current.start()
  })
  useLayoutEffect(() => {
    const waiting = painted.current.splice(0)
    if (waiting.length > 0)
      afterUpdate(() => {
        for (const done of waiting) done()
      })
  }, [view])
  useDidShow(() => verification.current?.show())
  useDidHide(() => verification.current?.hide())
  useUnload(() => {
    pending.current?.gone()
    verification.current?.unload()
  })

  const act: Verification['act'] = action => verification.current?.act(action)
  if (!view) return <View className="zhenren" />
  const events = {
    onAction: act,
    onCheck: (...given: Parameters<Verification['check']>) => verification.current?.check(...given),
    onType: (...given: Parameters<Verification['type']>) => verification.current?.type(...given),
  }
  const { stage, tools, sheet } = view
  return (
    <View className={`zhenren ${view.isLarge ? 'large' : ''}`}>
      {tools ? (
        <View className="tools">
          {tools.voice === '' ? null : (
            <View className="tool" ariaRole="button" onClick={() => act('voice')}>
              {tools.voice}
            </View>
          )}
          <View className="tool" ariaRole="button" onClick={() => act('size')}>
            {tools.size}
          </View>
          <View className="tool" ariaRole="button" onClick={() => act('language')}>
            {tools.language}
          </View>
        </View>
      ) : null}
      {view.banner === '' ? null : <View className="banner">{view.banner}</View>}
      {stage ? (
        <StageView
          stage={stage}
          events={{
            onReady: () => verification.current?.cameraReady(),
            onStop: () => verification.current?.cameraStopped(),
            onError: message => verification.current?.cameraFailed(message),
            onCancel: () => act('askLeave'),
          }}
        />
      ) : (
        <View className="page" key={view.key}>
          {view.blocks.map((block, index) => (
            // The order is what a page is.
            <BlockView block={block} events={events} key={`${index} ${block.kind}`} />
          ))}
        </View>
      )}
      {sheet ? (
        <View className="veil" catchMove>
          <View className="sheet" ariaRole="dialog">
            {sheet.map((block, index) => (
              // The order is what a page is.
              <BlockView block={block} events={events} key={`${index} ${block.kind}`} />
            ))}
          </View>
        </View>
      ) : null}
    </View>
  )
}
