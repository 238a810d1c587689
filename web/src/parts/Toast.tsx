import { useSyncExternalStore } from 'react'
import { useT } from '@/app/i18n'
import { IconButton } from './Button'
import { Icon } from './Icon'
import css from './Toast.module.css'

interface ToastData {
  id: number
  text: string
  tone: 'ok' | 'bad'
  undo?: () => void
}

let shown: ToastData[] = []
let counter = 0
const listeners = new Set<() => void>()

function publish(next: ToastData[]) {
  shown = next
  for (const listener of listeners) listener()
}

const dismiss = (id: number) => publish(shown.filter(t => t.id !== id))

/** toast says what has just happened and what comes next; with undo it stays ten seconds, else six. */
export function toast(text: string, options: { tone?: 'ok' | 'bad'; undo?: () => void } = {}): void {
  const id = ++counter
  publish([...shown.slice(-2), { id, text, tone: options.tone ?? 'ok', undo: options.undo }])
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
          <Icon name={one.tone === 'ok' ? 'check' : 'alert'} />
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
