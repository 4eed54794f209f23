import { needsSound } from '../../../../server/protocol/challenge.ts'
import type { Block } from '../view.ts'
import { button, heading, soft, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/**
 * What helps, what will come where something is to be said, the warning of flashing colours with a way
 * out (WCAG 2.3.1), and why the phone is about to ask for the camera.
 */
export function tipsScreen({ words, mini, session }: ScreenContext): Block[] {
  const { tips } = words
  const mode = session?.mode ?? ''
  const hasSound = needsSound({ kind: mode })
  const { voice } = tips
  const {
    about,
    camera,
    button: open,
  } = hasSound ? { ...voice, camera: mini.clip.voiceCamera } : { ...tips, camera: mini.clip.camera }
  if (session?.engine === 'wechat')
    return [
      heading(mini.native.title),
      soft(mini.native.help),
      spring,
      button(mini.start.begin, 'start'),
      button(words.otherWay, 'alternative', 'second'),
    ]
  return [
    heading(tips.title),
    soft(about),
    {
      kind: 'tips',
      tips: hasSound
        ? [
            { drawing: 'quiet', text: voice.quiet },
            { drawing: 'mouth', text: voice.mouth },
            { drawing: 'distance', text: tips.distance },
            { drawing: 'light', text: tips.light },
          ]
        : [
            { drawing: 'light', text: tips.light },
            { drawing: 'distance', text: tips.distance },
            { drawing: 'uncovered', text: tips.uncovered },
            { drawing: 'brightness', text: mini.brightness },
          ],
    },
    ...(hasSound
      ? [
          {
            kind: 'list',
            look: mode === 'light-digit' ? 'numbered' : 'panel',
            title: voice.coming,
            lines: mode === 'light-digit' ? [voice.colours, voice.digits] : [voice.digits],
          } as const,
        ]
      : []),
    ...(session?.flashWarning === false
      ? []
      : [
          {
            kind: 'warning',
            title: tips.flashTitle,
            text: tips.flash,
            link: tips.flashOther,
            action: 'alternative',
          } as const,
        ]),
    spring,
    soft(camera),
    button(open, 'start'),
  ]
}
