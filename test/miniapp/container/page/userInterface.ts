import { answering } from './answering.ts'

interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  confirmText?: string
  cancelText?: string
}

function put(className: string, ...parts: (HTMLElement | string)[]): HTMLElement {
  document.querySelector(`.${className}`)?.remove()
  const box = document.createElement('div')
  box.className = className
  box.append(...parts)
  document.body.append(box)
  return box
}

function button(text: string, press: () => void): HTMLElement {
  const element = document.createElement('button')
  element.textContent = text
  element.addEventListener('click', press)
  return element
}

/** Toasts and questions over the page, in plain form. */
export function createUserInterface() {
  const state = { title: '' }
  return {
    state,
    api: {
      showToast: answering<{ title: string; duration?: number }>('showToast', options => {
        const box = put('toast', options.title)
        setTimeout(() => box.remove(), options.duration ?? 1500)
      }),
      hideToast: answering('hideToast', () => document.querySelector('.toast')?.remove()),
      showLoading: answering<{ title: string }>('showLoading', ({ title }) => {
        put('toast', title)
      }),
      hideLoading: answering('hideLoading', () => document.querySelector('.toast')?.remove()),
      showModal: answering<ModalOptions>(
        'showModal',
        async ({
          title = '',
          content = '',
          showCancel = true,
          confirmText = '确定',
          cancelText = '取消',
        }) =>
          await new Promise<object>(resolve => {
            const answer = (confirm: boolean) => () => {
              box.remove()
              resolve({ confirm, cancel: !confirm })
            }
            const heading = document.createElement('h2')
            heading.textContent = title
            const box = put(
              'modal',
              heading,
              content,
              ...(showCancel ? [button(cancelText, answer(false))] : []),
              button(confirmText, answer(true)),
            )
            box.setAttribute('role', 'dialog')
          }),
      ),
      setClipboardData: answering<{ data: string }>('setClipboardData', () => undefined),
      setNavigationBarTitle: answering<{ title: string }>('setNavigationBarTitle', ({ title }) => {
        state.title = title
        document.title = title
      }),
      setNavigationBarColor: answering('setNavigationBarColor', () => undefined),
      setBackgroundColor: answering('setBackgroundColor', () => undefined),
      hideHomeButton: answering('hideHomeButton', () => undefined),
      enableAlertBeforeUnload: answering('enableAlertBeforeUnload', () => undefined),
      disableAlertBeforeUnload: answering('disableAlertBeforeUnload', () => undefined),
      pageScrollTo: answering('pageScrollTo', () => undefined),
    },
  }
}
