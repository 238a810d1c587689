// Whether somebody sits before the page. What it asks by itself while nobody does must not keep a session alive.

const patience = 60_000
let touched = Date.now()

/** watchAttendance notes that the page was touched; a shell calls it once. */
export function watchAttendance(): void {
  const touch = () => {
    touched = Date.now()
  }
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    window.addEventListener(kind, touch, { passive: true, capture: true })
  }
}

/** The value of our header: a read that nobody waits for says so. */
export function presence(method: string, now = Date.now()): string {
  return method === 'GET' && now - touched > patience ? 'idle' : '1'
}
