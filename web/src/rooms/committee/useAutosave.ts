import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from '@/app/uuid'
import { type Edit, useEdit } from './queries'
import type { Decision } from './types'

const pause = 900

/** useAutosave keeps what was typed and sends it after a pause, at once when the sheet is left, one edit after another. */
export function useAutosave(meeting: string, decision: Decision) {
  const edit = useEdit(meeting)
  const waiting = useRef<Edit>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [savedAt, setSavedAt] = useState<Date>()
  const [dirty, setDirty] = useState(false)
  const latest = useRef({ decision, mutate: edit.mutate })
  latest.current = { decision, mutate: edit.mutate }

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const values = waiting.current
    if (Object.keys(values).length === 0) return
    waiting.current = {}
    latest.current.mutate(
      { decision: latest.current.decision, values, key: uuidv7() },
      {
        onSuccess: () => {
          setSavedAt(new Date())
          setDirty(Object.keys(waiting.current).length > 0)
        },
      },
    )
  }, [])
  useEffect(() => flush, [flush])

  const change = useCallback(
    (values: Edit, soon = pause) => {
      waiting.current = { ...waiting.current, ...values }
      setDirty(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, soon)
    },
    [flush],
  )
  return { change, flush, savedAt, dirty: dirty || edit.isPending, problem: edit.error }
}
