import { createContext, useContext } from 'react'
import { api } from './client'
import type { FileRef } from './types'
import { upload } from './upload'

/** What somebody wants done: one write, with the files that it names. */
export interface Intent {
  kind: string
  title: string
  path: string
  body: Record<string, unknown> | undefined
  key: string
  files: string[]
}

/** Way is how intentions leave this shell: the desk asks the county and waits, the phone keeps them and sends when it can. */
export interface Way {
  file: (file: File, onProgress: (share: number) => void, signal?: AbortSignal) => Promise<FileRef>
  act: (intent: Intent) => Promise<unknown>
}

const straight: Way = {
  file: (file, onProgress, signal) => upload<FileRef>('/files', file, { onProgress, signal }),
  act: ({ path, body, key }) => api.post<unknown>(path, body, { key }),
}

export const WayOut = createContext<Way>(straight)

export const useWay = (): Way => useContext(WayOut)
