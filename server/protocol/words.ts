/** One text in the two languages of the wire (X-TC-Language zh-CN and en-US). */
export interface Words {
  readonly zh: string
  readonly en: string
}
