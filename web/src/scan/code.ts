// What the labels of this county say: `<base>/q/<code>?n=<name>`. The code is scope and not permission.

/** Letters of a code: none that is mistaken for another on a torn label. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeLength = 10

/** What was read: the code of a label, with the name beside it where it came from the squares. */
export interface LabelCode {
  code: string
  name?: string
}

/** isCode reports whether the text can be the code of a label. */
export const isCode = (code: string): boolean => code.length === codeLength && [...code].every(c => letters.includes(c))

/** typed tidies what somebody types from a label: blanks and dashes go, small letters grow. */
export const typed = (text: string): string => text.toUpperCase().replace(/[\s·.\-—_]/g, '')

/** strange lists the letters that no code has: whoever typed one misread it. */
export const strange = (code: string): string[] => [...new Set([...code].filter(c => !letters.includes(c)))]

/** readPayload understands the squares of a label; anything else on a wall is none of ours. */
export function readPayload(text: string): LabelCode | undefined {
  if (text.length > 500) return undefined
  const bare = typed(text)
  if (isCode(bare)) return { code: bare }
  try {
    const url = new URL(text.trim())
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
    const code = (url.pathname.split('/q/')[1] ?? '').toUpperCase()
    return isCode(code) ? { code, name: url.searchParams.get('n') ?? undefined } : undefined
  } catch {
    return undefined
  }
}
