// What each verb of the loop asks for on a form. Who may do it, and whether it is enough, the server decides.

export type Blank = 'text' | 'files' | 'reason' | 'until' | 'unit'

export interface Choice {
  /** A key in the words: verb.<label> on the button, done.<label> afterwards. */
  label: string
  body?: Record<string, unknown>
  needs?: Blank[]
}

export interface Spec {
  blanks: Blank[]
  /** The first one is the primary button. */
  choices: Choice[]
}

export const specs: Record<string, Spec> = {
  sign: { blanks: [], choices: [{ label: 'sign' }] },
  'sign-paper': { blanks: [], choices: [{ label: 'signPaper' }] },
  feedback: {
    blanks: ['text', 'files'],
    choices: [
      { label: 'finish', body: { final: true }, needs: ['text'] },
      { label: 'progress', body: { final: false }, needs: ['text'] },
    ],
  },
  // A unit that takes part tells how far it is; only the lead reports the whole as done.
  progress: { blanks: ['text', 'files'], choices: [{ label: 'progress', body: { final: false }, needs: ['text'] }] },
  review: {
    blanks: ['reason'],
    choices: [
      { label: 'pass', body: { pass: true } },
      { label: 'fail', body: { pass: false }, needs: ['reason'] },
    ],
  },
  grant: {
    blanks: ['reason'],
    choices: [
      { label: 'grant', body: { grant: true } },
      { label: 'refuse', body: { grant: false }, needs: ['reason'] },
    ],
  },
  extension: { blanks: ['until', 'reason'], choices: [{ label: 'extension', needs: ['until', 'reason'] }] },
  return: { blanks: ['reason', 'unit'], choices: [{ label: 'return', needs: ['reason'] }] },
  transfer: { blanks: ['unit', 'reason'], choices: [{ label: 'transfer', needs: ['unit', 'reason'] }] },
  recall: { blanks: ['reason'], choices: [{ label: 'recall', needs: ['reason'] }] },
  reopen: { blanks: ['reason'], choices: [{ label: 'reopen', needs: ['reason'] }] },
  urge: { blanks: ['text'], choices: [{ label: 'urge' }] },
}
