import { useState } from 'react'
import { useSession } from '@/app/session'

/** What proves anew who sits here: a code where a second factor is set up, else the password; a demonstration asks for neither. */
export function useProof() {
  const { account, demo } = useSession()
  const [value, set] = useState('')
  const totp = Boolean(account.has_totp)
  return { demo, totp, value, set, body: totp ? { code: value.trim() } : { password: value } }
}
