/** CPU that the whole process has used so far, all threads, user and system, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
