import { useCallback, useRef, useState } from 'react'
import { uuidv7 } from '@/app/uuid'
import { lacking, type Needs, type needed } from './needs'

/** What is wrong, by field: a sentence, or that it is needed and empty. */
export type Errors = Record<string, string | typeof needed>

/** What a field of a form is tied by: <TextField {...form.bind('title')} label={…} />. */
export interface Bound<V, K extends keyof V> {
  name: K
  value: V[K]
  onValue: (value: V[K]) => void
}

export interface FormState<V> {
  values: V
  bind: <K extends keyof V>(name: K) => Bound<V, K>
  set: <K extends keyof V>(name: K, value: V[K]) => void
  /** Changes from what is there at that moment: for uploads that end in any order. */
  update: (change: (old: V) => V) => void
  reset: (values: V) => void
  errors: Errors
  /** Runs the check; true when nothing is wrong. */
  valid: () => boolean
}

/**
 * useForm holds the values of a form, which of them are needed, and what else its own check found; the server's
 * findings join them in <Form>.
 */
export function useForm<V>(
  initial: V,
  needs: Needs<NoInfer<V>> = [],
  check?: (values: NoInfer<V>) => Errors,
): FormState<V> {
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<Errors>({})
  const set = useCallback(<K extends keyof V>(name: K, value: V[K]) => {
    setValues(old => ({ ...old, [name]: value }))
    // A value may hold several fields (county.code, county.name): whoever changes it answers their problems.
    const mine = (field: string) => field === name || field.startsWith(`${String(name)}.`)
    setErrors(old => Object.fromEntries(Object.entries(old).filter(([field]) => !mine(field))))
  }, [])
  const valid = () => {
    const found = { ...check?.(values), ...lacking(values, needs) }
    setErrors(found)
    return Object.keys(found).length === 0
  }
  const bind = <K extends keyof V>(name: K) => ({
    name,
    value: values[name],
    onValue: (value: V[K]) => set(name, value),
  })
  return { values, bind, set, update: setValues, reset: setValues, errors, valid }
}

/**
 * useKey gives one idempotency key to one content: pressing again after a lost answer repeats the key, so the
 * server acts once; changed content is a new submission with a new key.
 */
export function useKey(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' })
  return useCallback(content => {
    const text = JSON.stringify(content) ?? ''
    if (text !== last.current.content || last.current.key === '') last.current = { content: text, key: uuidv7() }
    return last.current.key
  }, [])
}
