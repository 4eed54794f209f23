/** See runTogether: says `ready`, then waits until the parent lets all children go. */
export async function gate(): Promise<void> {
  process.stdout.write('ready\n')
  for await (const _ of process.stdin);
}
