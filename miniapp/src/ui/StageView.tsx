import { Camera, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Stage } from '../kit/view.ts'

interface StageEvents {
  onReady: () => void
  onStop: () => void
  onError: (message: string) => void
  onCancel: () => void
}

/** The page before the camera; native/index/index.wxml draws the same. */
export function StageView({ stage, events }: { stage: Stage; events: StageEvents }): ReactNode {
  const { look, ground, ink, line, note, digit, places, percent, cancel } = stage
  const colours = ground === '' ? '' : `background-color:${ground};color:${ink}`
  return (
    <View className={`stage ${look}`} style={colours}>
      <View className="stage-line" ariaRole="alert">
        {line}
      </View>
      <View className="oval">
        {stage.isCameraOn ? (
          <Camera
            className="camera"
            mode="normal"
            devicePosition="front"
            flash="off"
            resolution="medium"
            frameSize="medium"
            onInitDone={events.onReady}
            onStop={events.onStop}
            onError={({ detail }) => events.onError(messageOf(detail))}
          />
        ) : null}
      </View>
      <View className="share">
        <View className="share-done" style={`width:${percent}%`} />
      </View>
      {look === 'digits' ? (
        <View className="digit" ariaHidden>
          {digit}
        </View>
      ) : null}
      {look === 'digits' ? (
        <View className="places" ariaHidden>
          {places.map((place, index) => (
            // Places have no name but their order.
            <View className={`place ${place}`} key={index} />
          ))}
        </View>
      ) : null}
      <View className="note">{note}</View>
      {look === 'judging' || look === 'waiting' ? (
        <View className="dots">
          <View className="dot" />
          <View className="dot" />
          <View className="dot" />
        </View>
      ) : null}
      {cancel === '' ? null : (
        <View className="button link" ariaRole="button" onClick={events.onCancel}>
          {cancel}
        </View>
      )}
    </View>
  )
}

function messageOf(detail: unknown): string {
  return typeof detail === 'object' && detail !== null && 'errMsg' in detail
    ? String(detail.errMsg)
    : ''
}
