import { type ComponentType, createContext, useContext } from 'react'
import type { Point } from '@/capture/place'
import type { Answer, Picture } from '@/checklist/form'
import type { KeptFile } from '@/offline/store'

export interface CameraProps {
  name: string
  /** How many pictures the answer asks for. */
  need: number
  /** Pictures of what was put right. */
  after?: boolean
  pictures: Picture[]
  /** The camera's own files behind pictures of a phone. */
  originals: Record<string, string>
  place: string
  point?: Point
  onPictures: (pictures: Picture[], files?: KeptFile[], originals?: Record<string, string>) => void
}

export interface SpotProps {
  label: string
  spot: Answer['point']
  here?: Point
  onSpot: (spot: NonNullable<Answer['point']>) => void
}

/** What a shell brings to a checklist: how pictures come in, where somebody stands, how codes are read, which day it is. */
export interface Tools {
  Camera: ComponentType<CameraProps>
  Spot: ComponentType<SpotProps>
  Scan?: ComponentType<{ onText: (text: string) => void }>
  /** The day so many days on, by the county's clock. */
  useDay: () => (after: number) => string
}

export const ToolsOf = createContext<Tools | null>(null)

export function useTools(): Tools {
  const tools = useContext(ToolsOf)
  if (!tools) throw new Error('a checklist without tools')
  return tools
}
