import { useSyncExternalStore } from 'react'
import { useT } from '@/app/i18n'
import { IconButton } from './Button'
import { Icon } from './Icon'
import css from './Toast.module.css'

interface ToastData extends ToastOptions {
  id: number
  text: string
}

interface ToastOptions {
  tone?: 'ok' | 'bad'
  undo?: () => void
  /** What it is about: the next one about the same takes its place, so that only the last step can be undone. */
  about?: string
}

let shown: ToastData[] = []
let counter = 0
const listeners = new Set<() => void>()

function publish(next: ToastData[]) {
  shown = next
  for (const listener of listeners) listener()
}

/** stacked puts one more on top: the last of each subject, three at the most. */
export function stacked<T extends Pick<ToastOptions, 'about'>>(list: T[], one: T): T[] {
  return [...list.filter(t => t.about === undefined || t.about !== one.about).slice(-2), one]
}

const dismiss = (id: number) => publish(shown.filter(t => t.id !== id))

/** toast says what has just happened and what comes next; with undo it stays ten seconds, else six. */
export function toast(text: string, options: ToastOptions = {}): void {
  const id = ++counter
  publish(stacked(shown, { ...options, id, text }))
  setTimeout(() => dismiss(id), options.undo ? 10_000 : 6_000)
}

export function Toasts() {
  const t = useT('parts')
  const list = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  return (
    <div className={css.stack} role="status" aria-live="polite">
      {list.map(one => (
        <div key={one.id} className={css.toast}>
          <Icon name={one.tone === 'bad' ? 'alert' : 'check'} />
          <span className={css.text}>{one.text}</span>
          {one.undo && (
            <button
              type="button"
              className={css.undo}
              onClick={() => {
                dismiss(one.id)
                one.undo?.()
              }}
            >
              {t('toast.undo')}
            </button>
          )}
          <IconButton icon="close" label={t('toast.close')} onClick={() => dismiss(one.id)} />
        </div>
      ))}
    </div>
  )
}
