/** Whole seconds until an instant; nothing is left of the past or of no instant. */
export function secondsLeft(until: string | null | undefined, now: number): number {
  const end = until ? Date.parse(until) : Number.NaN
  return Number.isNaN(end) ? 0 : Math.max(0, Math.ceil((end - now) / 1000))
}

export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
