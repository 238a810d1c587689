// The hour of a run: where ANLAN_CLOCK names an instant, the program, its pages and the tests themselves live by a clock
// that showed it when the program started. What breaks at night or on a Sunday is found by day.

/** How far that clock is from the machine's, in ms. */
export const shift = () => Number(process.env.ANLAN_SHIFT ?? 0)

/** setClock moves this process's Date, or a page's when it is given to one as its first script. */
export function setClock(by: number): void {
  if (!by) return
  const Machine = Date
  globalThis.Date = class extends Machine {
    constructor(...given: unknown[]) {
      super(...((given.length ? given : [Machine.now() + by]) as [number]))
    }
    static override now = () => Machine.now() + by
  } as DateConstructor
}
