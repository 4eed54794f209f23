import type { PendingVerification } from '../kit/createKit.ts'
import { createVerification } from '../kit/createVerification.ts'
import { kit } from '../kit/kit.ts'
import { quietly } from '../kit/platform/quietly.ts'
import type { Verification } from '../kit/verification.ts'
import type { Action, CheckName, FieldName, View } from '../kit/view.ts'

/** What a tap or a key of index.wxml carries. */
interface PageEvent {
  currentTarget: { dataset: { action?: Action; name?: string; on?: boolean } }
  detail: { value?: string; errMsg?: string }
}

/** The kit's page without Taro: index.wxml draws the same plain data as ui/VerifyPage.tsx. */
export function registerPage(): void {
  let pending: PendingVerification | null = null
  let verification: Verification | null = null

  const initial: { view: View | null } = { view: null }
  Page({
    data: initial,
    onLoad() {
      pending = kit.take()
      if (!pending) {
        // Opened by itself, by a link: there is nothing to verify.
        wx.navigateBack(quietly)
        return
      }
      verification = createVerification({
        wx,
        options: pending.options,
        show: (view, painted) => this.setData({ view }, painted ?? undefined),
        onOver: pending.end,
      })
      verification.start()
    },
    onShow: () => verification?.show(),
    onHide: () => verification?.hide(),
    onUnload() {
      pending?.gone()
      verification?.unload()
    },
    onAction({ currentTarget: { dataset } }: PageEvent) {
      if (dataset.action) verification?.act(dataset.action)
    },
    onCheck({ currentTarget: { dataset } }: PageEvent) {
      if (isCheck(dataset.name)) verification?.check(dataset.name, dataset.on !== true)
    },
    onType({ currentTarget: { dataset }, detail }: PageEvent) {
      if (isField(dataset.name)) verification?.type(dataset.name, detail.value ?? '')
    },
    onCameraReady: () => verification?.cameraReady(),
    onCameraStop: () => verification?.cameraStopped(),
    onCameraError: ({ detail }: PageEvent) => verification?.cameraFailed(detail.errMsg ?? ''),
    /** For what only keeps a tap or a move from going through. */
    onNothing: () => undefined,
  })
}

function isCheck(name: string | undefined): name is CheckName {
  return name === 'agree' || name === 'guardian'
}

function isField(name: string | undefined): name is FieldName {
  return name === 'name' || name === 'idCard'
}
