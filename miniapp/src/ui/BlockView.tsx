import { Button, Input, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import {
  agreeButtonId,
  type Action,
  type Block,
  type CheckName,
  type FieldName,
} from '../kit/view.ts'

/** What a page of blocks hands on. */
export interface BlockEvents {
  onAction: (action: Action) => void
  onCheck: (name: CheckName, isOn: boolean) => void
  onType: (name: FieldName, value: string) => void
}

/** One piece of a page; native/index/index.wxml draws the same. */
export function BlockView({ block, events }: { block: Block; events: BlockEvents }): ReactNode {
  switch (block.kind) {
    case 'emblem':
      return <View className={`emblem drawing-${block.drawing} ${block.isCalm ? 'calm' : ''}`} />
    case 'heading':
      return (
        <View className="heading" ariaRole="heading">
          {block.text}
        </View>
      )
    case 'text':
      return (
        <View className={`text ${block.look}`} ariaRole={block.look === 'fault' ? 'alert' : ''}>
          <Text userSelect={block.look === 'document'}>{block.text}</Text>
        </View>
      )
    case 'list':
      return (
        <View className={`list ${block.look}`}>
          {block.title === '' ? null : <View className="list-title">{block.title}</View>}
          {block.lines.map((line, index) => (
            <View className="line-item" key={line}>
              <Text className="mark">{block.look === 'numbered' ? `${index + 1}. ` : ''}</Text>
              {line}
            </View>
          ))}
        </View>
      )
    case 'tips':
      return (
        <View className="tips">
          {block.tips.map(({ drawing, text }) => (
            <View className="tip" key={drawing}>
              <View className={`tip-drawing drawing-${drawing}`} />
              <View className="tip-text">{text}</View>
            </View>
          ))}
        </View>
      )
    case 'warning':
      return (
        <View className="warning">
          <View className="list-title">{block.title}</View>
          <View>{block.text}</View>
          <View className="link" ariaRole="button" onClick={() => events.onAction(block.action)}>
            {block.link}
          </View>
        </View>
      )
    case 'check':
      return (
        <View
          className="check"
          ariaRole="checkbox"
          ariaChecked={block.isOn}
          onClick={() => events.onCheck(block.name, !block.isOn)}
        >
          <View className={`box ${block.isOn ? 'on drawing-check' : ''}`} />
          <View className="check-text">{block.text}</View>
        </View>
      )
    case 'field':
      return (
        <View className="field">
          <View>{block.label}</View>
          <Input
            className="input"
            type="text"
            maxlength={64}
            value={block.value}
            ariaLabel={block.label}
            onInput={({ detail }) => events.onType(block.name, detail.value)}
          />
          {block.help === '' ? null : <View className="text small">{block.help}</View>}
        </View>
      )
    case 'button':
      return block.openType === '' ? (
        <View
          className={`button ${block.look} ${block.isOff ? 'off' : ''}`}
          ariaRole="button"
          ariaDisabled={block.isOff}
          onClick={() => events.onAction(block.action)}
        >
          {block.text}
        </View>
      ) : (
        <Button
          id={agreeButtonId}
          className={`button ${block.look}`}
          openType={block.openType}
          onAgreePrivacyAuthorization={() => events.onAction(block.action)}
        >
          {block.text}
        </Button>
      )
    case 'spring':
      return <View className="spring" />
    case 'dots':
    default:
      return (
        <View className="dots">
          <View className="dot" />
          <View className="dot" />
          <View className="dot" />
        </View>
      )
  }
}
