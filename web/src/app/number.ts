/**
 * asNumber is what was typed as a number, in digits of any width. What is none stays as it was typed: the server then
 * says beside the field that a number is wanted, and nothing is taken for 0.
 */
export function asNumber(typed: string): number | string {
  const plain = typed.normalize('NFKC').trim()
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed
}

/** whileTyping is asNumber for a field that is still being written: a text becomes a number when it reads the same again. */
export function whileTyping(typed: string): number | string {
  const n = asNumber(typed)
  return String(n) === typed ? n : typed
}
