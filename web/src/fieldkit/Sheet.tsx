import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from '@/parts'
import css from './Sheet.module.css'

interface SheetProps {
  open: boolean
  title: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** A sheet comes up from the foot of the phone. It is the browser's own dialog: focus stays inside, Esc closes. */
export function Sheet({ open, title, closeLabel, onClose, children }: SheetProps) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) box.current?.showModal()
    else box.current?.close()
  }, [open])
  return (
    <dialog ref={box} className={css.sheet} aria-label={title} onClose={onClose}>
      {open && (
        <>
          <div className={css.head}>
            <h2>{title}</h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </div>
          <div className={css.body}>{children}</div>
        </>
      )}
    </dialog>
  )
}
