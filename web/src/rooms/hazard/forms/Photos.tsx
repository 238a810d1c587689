import type { ReactNode } from 'react'
import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { FileDrop } from '@/kit'

const most = 20 * 1024 * 1024

interface PhotosProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  files: FileRef[]
  /** A change from what is there at that moment: uploads end in any order. */
  onFiles: (change: (files: FileRef[]) => FileRef[]) => void
}

/** Pictures chosen at a desk; each is marked as not taken on the spot. */
export function Photos({ hint, files, onFiles, ...rest }: PhotosProps) {
  const t = useT('hazard')
  return (
    <FileDrop
      {...rest}
      hint={hint ?? t('photo.hint')}
      files={files}
      onFiles={onFiles}
      accept="image/*"
      max={most}
      camera
    />
  )
}
