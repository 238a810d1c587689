import type { Session } from '@/api/types'

// Who signed in on this phone last, so that the shell opens without a network. It is no key: the county asks again.

const name = 'anlan.field.session'

export function remember(session: Session): void {
  try {
    localStorage.setItem(name, JSON.stringify(session))
  } catch {
    // A locked-down browser: without a network the shell will ask to sign in.
  }
}

export function recall(): Session | undefined {
  try {
    const text = localStorage.getItem(name)
    return text ? (JSON.parse(text) as Session) : undefined
  } catch {
    return undefined
  }
}

export function forgetSession(): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}
