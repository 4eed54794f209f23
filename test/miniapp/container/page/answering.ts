/** What every asynchronous call of WeChat's takes. */
export interface Callbacks {
  success?: (result: object) => void
  fail?: (error: object) => void
  complete?: (result: object) => void
}

/** A refusal: what `fail` gets beside `errMsg`. */
export class Refusal extends Error {
  readonly fields: object
  constructor(reason: string, fields: object = {}) {
    super(reason)
    this.fields = fields
  }
}

/**
 * A call in WeChat's form: with callbacks it answers through them, without any it gives a promise.
 * `errMsg` is `name:ok` or `name:fail reason`.
 */
export function answering<Options extends object>(
  name: string,
  run: (options: Options) => object | void | Promise<object | void>,
) {
  return (options: Options & Callbacks = {} as Options): Promise<object> | undefined => {
    const { success, fail, complete } = options
    const answer = Promise.resolve(options)
      .then(run)
      .then(result => ({ ...result, errMsg: `${name}:ok` }))
    const refusalOf = (error: unknown) => ({
      ...(error instanceof Refusal ? error.fields : {}),
      errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}`,
    })
    if (!success && !fail && !complete) {
      return answer.catch((error: unknown) => {
        throw refusalOf(error)
      })
    }
    void answer.then(
      result => {
        success?.(result)
        complete?.(result)
      },
      (error: unknown) => {
        fail?.(refusalOf(error))
        complete?.(refusalOf(error))
      },
    )
    return undefined
  }
}

/** A pair of on… and off… with the way to call the listeners. */
export function listeners<Detail>() {
  const all = new Set<(detail: Detail) => void>()
  return {
    on: (listener: (detail: Detail) => void) => void all.add(listener),
    off: (listener?: (detail: Detail) => void) => {
      if (listener) all.delete(listener)
      else all.clear()
    },
    call: (detail: Detail) => {
      for (const listener of all) listener(detail)
    },
  }
}
