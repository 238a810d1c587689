import { useState } from 'react'
import { api } from '@/api/client'
import { upload } from '@/api/upload'
import type { Reading } from './types'

export type Stage = 'idle' | 'sending' | 'reading'

/** useReading sends a text or a file to the reader, which stores nothing, and tells how far it is. */
export function useReading() {
  const [stage, setStage] = useState<Stage>('idle')
  const [share, setShare] = useState(0)
  const [reading, setReading] = useState<Reading>()
  const [file, setFile] = useState<File>()
  const [problem, setProblem] = useState<unknown>()

  const run = async (task: () => Promise<Reading>, from?: File) => {
    setProblem(undefined)
    setReading(undefined)
    setFile(from)
    try {
      setReading(await task())
    } catch (e) {
      setProblem(e)
    }
    setStage('idle')
  }
  const readText = (text: string) => {
    setStage('reading')
    return run(() => api.post<Reading>('/minutes/parse', { text }))
  }
  const readFile = (chosen: File) => {
    setStage('sending')
    setShare(0)
    const onProgress = (sent: number) => {
      setShare(sent)
      if (sent >= 1) setStage('reading')
    }
    return run(() => upload<Reading>('/minutes/parse', chosen, { onProgress }), chosen)
  }
  const reset = () => {
    setReading(undefined)
    setFile(undefined)
    setProblem(undefined)
  }
  return { stage, share, reading, file, problem, readText, readFile, reset }
}

export type ReadingState = ReturnType<typeof useReading>

/** minutesBody is what is kept: the file as it came, or the text as it was pasted. */
export function minutesBody(revision: number, text: string, file?: File): unknown {
  if (!file) return { revision, text }
  const form = new FormData()
  form.append('revision', String(revision))
  form.append('file', file, file.name)
  return form
}
