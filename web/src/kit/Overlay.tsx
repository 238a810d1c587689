import { type ReactNode, useLayoutEffect, useRef } from 'react'
import css from './Overlay.module.css'

interface OverlayProps {
  label: string
  onClose: () => void
  children: ReactNode
}

/**
 * Overlay is a dialog that has the keyboard from the moment it is mounted. Dialog moves the focus a few frames later,
 * and whoever presses "/" and types on would lose the first letters.
 */
export function Overlay({ label, onClose, children }: OverlayProps) {
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      // Said aloud for the shell's keys, which stay quiet below every [role=dialog][aria-modal=true].
      // biome-ignore lint/a11y/noRedundantRoles: the keys look for it
      role="dialog"
      aria-modal="true"
      aria-label={label}
      className={css.overlay}
      onCancel={e => {
        e.preventDefault()
        onClose()
      }}
      onClick={e => e.target === e.currentTarget && onClose()}
      onKeyDown={e => e.key === 'Escape' && onClose()}
    >
      <div className={css.inside}>{children}</div>
    </dialog>
  )
}
