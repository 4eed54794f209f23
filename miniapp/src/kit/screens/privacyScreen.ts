import type { Block } from '../view.ts'
import { button, emblem, heading, soft, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/** WeChat's privacy guide: only a button of this kind may carry the answer. */
export function privacyScreen({ mini: { privacy } }: ScreenContext): Block[] {
  return [
    emblem('shield', false),
    heading(privacy.title),
    soft(privacy.help),
    button(privacy.guide, 'readGuide', 'link'),
    spring,
    { ...button(privacy.agree, 'agreeGuide'), openType: 'agreePrivacyAuthorization' },
    button(privacy.refuse, 'refuseGuide', 'second'),
  ]
}
