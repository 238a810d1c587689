import { useRef } from 'react'
import { Button } from './Button'
import type { IconName } from './Icon'

interface FileButtonProps {
  label: string
  accept: string
  onFile: (file: File) => void
  look?: 'primary' | 'normal'
  icon?: IconName
  wide?: boolean
  busy?: boolean
}

/** FileButton asks for one file, also for the same one again; the browser's own control stays out of sight. */
export function FileButton({ label, accept, onFile, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        className="sr-only"
        tabIndex={-1}
        aria-label={label}
        onChange={e => {
          const file = e.target.files?.[0]
          e.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button {...button} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
