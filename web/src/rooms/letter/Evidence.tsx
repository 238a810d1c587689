import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { FileDrop } from '@/parts'

const largest = 20 * 1024 * 1024

interface Props {
  files: FileRef[]
  onFiles: (change: (files: FileRef[]) => FileRef[]) => void
  label: string
}

/** Files that show what is said: chosen on the desk, taken with the camera on a phone. */
export function EvidenceField({ files, onFiles, label }: Props) {
  const t = useT('letter')
  return (
    <FileDrop
      name="files"
      label={label}
      hint={t('evidence.hint')}
      optional
      camera
      accept="image/*,.pdf,.docx,.xlsx"
      max={largest}
      files={files}
      onFiles={onFiles}
    />
  )
}
