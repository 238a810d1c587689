import type { Labels } from './data'

/** scansOf sums the scans of one label: by people who were signed in, and by the public. Nobody is told apart. */
export function scansOf(scans: Labels['scans'], code: string): { signed: number; public: number } {
  const mine = scans.filter(s => s.label === code)
  return {
    signed: mine.reduce((sum, s) => sum + s.signed, 0),
    public: mine.reduce((sum, s) => sum + s.public, 0),
  }
}
