import { useRef } from 'react'
import { api } from '@/api/client'
import { asProblem, Problem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { useKey } from '@/parts'
import { type Letter, useLetterWrite } from './data'
import type { Act, Enrolment, Sheet } from './signing/device'
import type { SuiteName } from './signing/suite'

// What signs is loaded when somebody signs. The secret goes into it and no further.
const device = () => import('./signing/device')

interface Given {
  secret: string
  /** Who one is, once more: what goes to the server. */
  proof: object
}

/** Signing: the server lays the bytes, this device signs them, the signature goes back. */
export function useSign(letter: Letter, role: 'issuer' | 'signer') {
  const keyFor = useKey()
  const say = useRefusals()
  const held = useRef<{ proof: string; sheet: Sheet; secret?: string; act?: Act }>(undefined)
  const laid = async (proof: object) => {
    const body = { role, hash: letter.hash, ...proof }
    const has = held.current
    // A mistyped secret asks for no second code: what was laid lies there for some minutes.
    if (has?.proof === JSON.stringify(body)) return has
    const sheet = await api.post<Sheet>(`/letters/${letter.id}/sheet`, body)
    held.current = { proof: JSON.stringify(body), sheet }
    return held.current
  }
  return useLetterWrite(async ({ secret, proof }: Given) => {
    const at = await laid(proof)
    const { signSheet } = await device()
    if (!at.act || at.secret !== secret) {
      const meant = { letter: letter.id, hash: letter.hash ?? '', role, text: letter.text }
      at.act = await signSheet(at.sheet, meant, secret).catch(say)
      at.secret = secret
    }
    const act = at.act
    return api.post(`/letters/${letter.id}/sign`, act, { key: keyFor(act) }).catch(refused => {
      if (asProblem(refused).status > 0) held.current = undefined // an answer that was lost is asked for again as it was
      throw refused
    })
  })
}

/** Enrolment: the key is made here, and leaves with its private half wrapped by the secret. */
export function useEnrol() {
  const keyFor = useKey()
  const t = useT('letter')
  const { account } = useSession()
  const held = useRef<{ from: string; key: Enrolment }>(undefined)
  return useLetterWrite(async ({ secret, suite, proof }: Given & { suite: SuiteName }) => {
    const weak = weakness(secret, proof)
    if (weak) throw wrong('secret', t(`key.${weak}`))
    const from = JSON.stringify([suite, secret])
    if (held.current?.from !== from)
      held.current = { from, key: await (await device()).makeKey(account.id, suite, secret) }
    const body = { ...held.current.key, ...proof }
    return api.post('/letter-keys', body, { key: keyFor(body) })
  })
}

/** weakness says what is wrong with a new secret. Only this device can: it never leaves it. */
export function weakness(secret: string, proof: object): 'weak' | 'same' | undefined {
  const letters = Array.from(secret)
  if (letters.length < 8 || letters.length > 200 || new Set(letters).size === 1) return 'weak'
  return 'password' in proof && proof.password === secret ? 'same' : undefined
}

const wrong = (field: string, message: string) =>
  new Problem(422, 'signing', '', '', [{ location: `body.${field}`, message, called: '' }])

/** What this device refuses, in the reader's words. */
function useRefusals() {
  const t = useT('letter')
  return async (error: unknown): Promise<never> => {
    const [{ AnotherText }, { WrongSecret }] = await Promise.all([device(), import('./signing/wrapping')])
    if (error instanceof WrongSecret) throw wrong('secret', t('key.wrong'))
    if (error instanceof AnotherText) throw new Problem(409, 'signing', t('sign.another'), '')
    throw new Problem(500, 'signing', t('sign.cannot'), error instanceof Error ? error.message : '')
  }
}
