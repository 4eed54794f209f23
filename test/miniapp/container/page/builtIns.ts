import type { CameraDouble } from './camera.ts'
import { isTrue } from './isTrue.ts'
import { trigger } from './trigger.ts'

interface Deps {
  camera: CameraDouble
  agreeToPrivacy: () => void
  visitSettings: () => object
}

/** Elements that only lay out or show what they hold: styles do the rest (container.css). */
const plain = ['view', 'text', 'scroll-view', 'cover-view', 'label', 'form', 'page', 'root-portal']

const ariaStates = ['aria-checked', 'aria-disabled', 'aria-hidden']

/** WeChat's own components, as far as this project's pages use them: ours, and small. */
export function defineBuiltIns({ camera, agreeToPrivacy, visitSettings }: Deps): void {
  /** Something that the templates change by attributes, which glass-easel sets one by one. */
  abstract class Changing extends HTMLElement {
    abstract update(name: string): void
    attributeChangedCallback(name: string): void {
      this.update(name)
    }
  }

  for (const name of plain)
    customElements.define(
      `wx-${name}`,
      class extends Changing {
        static readonly observedAttributes = ['aria-role', ...ariaStates]
        update(attribute: string): void {
          if (attribute === 'aria-role')
            this.setAttribute('role', this.getAttribute(attribute) ?? '')
          // True and not given both come as ''.
          else if (this.getAttribute(attribute) === '' && isTrue(this, attribute))
            this.setAttribute(attribute, 'true')
        }
      },
    )

  customElements.define(
    'wx-button',
    class extends HTMLElement {
      connectedCallback(): void {
        this.setAttribute('role', 'button')
        this.addEventListener(
          'click',
          () => {
            if (isTrue(this, 'disabled')) return
            const openType = this.getAttribute('open-type')
            if (openType === 'agreePrivacyAuthorization') {
              agreeToPrivacy()
              setTimeout(() => trigger(this, 'agreeprivacyauthorization', {}), 0)
            }
            if (openType === 'openSetting')
              setTimeout(() => trigger(this, 'opensetting', visitSettings()), 0)
          },
          { capture: true },
        )
      }
    },
  )

  for (const name of ['input', 'textarea'] as const)
    customElements.define(
      `wx-${name}`,
      class extends Changing {
        static readonly observedAttributes = [
          'value',
          'placeholder',
          'maxlength',
          'disabled',
          'aria-label',
        ]
        readonly field = document.createElement(name)
        connectedCallback(): void {
          if (this.field.isConnected) return
          this.append(this.field)
          for (const type of ['input', 'focus', 'blur'] as const)
            this.field.addEventListener(type, event => {
              // The browser's own would come as well, without a value.
              event.stopPropagation()
              const { value, selectionEnd: cursor } = this.field
              trigger(this, type, { value, cursor })
            })
        }
        update(attribute: string): void {
          const value = this.getAttribute(attribute) ?? ''
          if (attribute === 'value') {
            if (this.field.value !== value) this.field.value = value
          } else if (attribute === 'placeholder') this.field.placeholder = value
          else if (attribute === 'maxlength' && Number(value) > 0)
            this.field.maxLength = Number(value)
          else if (attribute === 'disabled') this.field.disabled = isTrue(this, 'disabled')
          this.field.setAttribute(
            'aria-label',
            this.getAttribute('aria-label') ?? this.field.placeholder,
          )
        }
      },
    )

  customElements.define(
    'wx-image',
    class extends Changing {
      static readonly observedAttributes = ['src']
      update(): void {
        this.style.backgroundImage = `url("${this.getAttribute('src') ?? ''}")`
      }
    },
  )

  customElements.define(
    'wx-checkbox',
    class extends Changing {
      static readonly observedAttributes = ['checked', 'disabled']
      connectedCallback(): void {
        this.setAttribute('role', 'checkbox')
        this.setAttribute('aria-checked', String(isTrue(this, 'checked')))
        this.addEventListener('click', () => {
          const isChecked = this.getAttribute('aria-checked') !== 'true'
          this.setAttribute('aria-checked', String(isChecked))
          const group = this.closest('wx-checkbox-group')
          const checked = group ? [...group.querySelectorAll('wx-checkbox[aria-checked=true]')] : []
          if (group)
            trigger(group, 'change', { value: checked.map(box => box.getAttribute('value') ?? '') })
        })
      }
      update(name: string): void {
        if (name === 'checked') this.setAttribute('aria-checked', String(isTrue(this, 'checked')))
      }
    },
  )
  customElements.define('wx-checkbox-group', class extends HTMLElement {})

  customElements.define(
    'wx-switch',
    class extends Changing {
      static readonly observedAttributes = ['checked']
      connectedCallback(): void {
        this.setAttribute('role', 'switch')
        this.addEventListener('click', () => {
          const value = this.getAttribute('aria-checked') !== 'true'
          this.setAttribute('aria-checked', String(value))
          trigger(this, 'change', { value })
        })
      }
      update(): void {
        this.setAttribute('aria-checked', String(isTrue(this, 'checked')))
      }
    },
  )

  customElements.define(
    'wx-progress',
    class extends Changing {
      static readonly observedAttributes = ['percent']
      update(): void {
        this.style.setProperty('--percent', `${this.getAttribute('percent') ?? 0}%`)
      }
    },
  )

  customElements.define(
    'wx-camera',
    class extends HTMLElement {
      connectedCallback(): void {
        camera.mount(this)
      }
      disconnectedCallback(): void {
        camera.unmount(this)
      }
    },
  )
}
