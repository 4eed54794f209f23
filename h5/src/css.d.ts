/** The build (h5/build.ts) hands a style sheet over as its text. */
declare module '*.css' {
  const text: string
  export default text
}
