import { type ReactNode, useRef, useState } from 'react'
import type { FileRef } from '@/api/types'
import { useWay } from '@/api/way'
import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import { Button, IconButton } from './Button'
import css from './FileDrop.module.css'
import { Field } from './Form'
import { Icon } from './Icon'

interface FileDropProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  files: FileRef[]
  onFiles: (change: (files: FileRef[]) => FileRef[]) => void
  accept?: string
  /** Refused here already, before a slow line carries it: bytes. */
  max?: number
  camera?: boolean
}

interface Sending {
  id: number
  name: string
  share: number
  error?: string
}

let counter = 0

/** Files are sent as soon as they are chosen, one line each, with progress and its own error. */
export function FileDrop(props: FileDropProps) {
  const { name, label, hint, optional, files, accept, camera } = props
  const t = useT('parts')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { sending, send, drop } = useSending(props)
  const choose = (list: FileList | null) => {
    for (const file of Array.from(list ?? [])) void send(file)
    if (input.current) input.current.value = ''
  }
  // With "capture" a phone opens its camera and nothing else: a table or an older picture needs the other button.
  const ask = (shoot: boolean) => {
    if (shoot) input.current?.setAttribute('capture', 'environment')
    else input.current?.removeAttribute('capture')
    input.current?.click()
  }
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same
        <div
          className={`${css.zone} ${over ? css.over : ''}`}
          onDragOver={e => {
            e.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={e => {
            e.preventDefault()
            setOver(false)
            choose(e.dataTransfer.files)
          }}
        >
          <input
            ref={input}
            type="file"
            multiple
            className="sr-only"
            tabIndex={-1}
            aria-hidden="true"
            accept={accept}
            onChange={e => choose(e.target.files)}
          />
          <div className={css.pick}>
            {camera && (
              <Button icon="camera" onClick={() => ask(true)}>
                {t('file.shoot')}
              </Button>
            )}
            <Button {...parts} icon="plus" onClick={() => ask(false)}>
              {t('file.choose')}
            </Button>
            {!camera && <span className={css.drag}>{t('file.drag')}</span>}
          </div>
          <ul className={css.list}>
            {files.map(file => (
              <li key={file.hash} className={css.row}>
                <Icon name="check" size={16} />
                <span className={css.name}>{file.name}</span>
                <span className="muted">{sayBytes(file.size)}</span>
                <IconButton
                  icon="close"
                  label={t('file.remove', { name: file.name })}
                  onClick={() => props.onFiles(old => old.filter(f => f.hash !== file.hash))}
                />
              </li>
            ))}
            {sending.map(one => (
              <SendingRow key={one.id} one={one} onDrop={() => drop(one.id)} />
            ))}
          </ul>
        </div>
      )}
    </Field>
  )
}

function SendingRow({ one, onDrop }: { one: Sending; onDrop: () => void }) {
  const t = useT('parts')
  return (
    <li className={css.row}>
      <Icon name={one.error ? 'alert' : 'export'} size={16} />
      <span className={css.name}>{one.name}</span>
      {one.error ? (
        <span className={css.error} role="alert">
          {one.error}
        </span>
      ) : (
        <>
          <progress className={css.bar} max={1} value={one.share} aria-label={one.name} />
          <span className="muted">{t('file.sent', { percent: Math.round(one.share * 100) })}</span>
        </>
      )}
      <IconButton icon="close" label={t('file.remove', { name: one.name })} onClick={onDrop} />
    </li>
  )
}

function useSending({ onFiles, max, accept }: FileDropProps) {
  const t = useT('parts')
  const say = useProblemText()
  const way = useWay()
  const [sending, setSending] = useState<Sending[]>([])
  const drop = (id: number) => setSending(old => old.filter(s => s.id !== id))
  const change = (id: number, patch: Partial<Sending>) =>
    setSending(old => old.map(s => (s.id === id ? { ...s, ...patch } : s)))
  const send = async (file: File) => {
    const id = ++counter
    const refusal = refuse(file, accept, max)
    const error = refusal && t(refusal, { name: file.name, max: sayBytes(max ?? 0), accept })
    setSending(old => [...old, { id, name: file.name, share: 0, error }])
    if (refusal) return
    try {
      const ref = await way.file(file, share => change(id, { share }))
      onFiles(old => [...old.filter(f => f.hash !== ref.hash), ref])
      drop(id)
    } catch (problem) {
      const { title, detail } = say(problem)
      change(id, { error: detail || title })
    }
  }
  return { sending, send, drop }
}

/** refuse names what is wrong with a file before it is sent, or nothing. */
export function refuse(file: { name: string; type: string; size: number }, accept?: string, max?: number) {
  if (file.size === 0) return 'file.empty'
  if (max && file.size > max) return 'file.tooLarge'
  if (accept && !accept.split(',').some(rule => allows(rule.trim(), file))) return 'file.wrongType'
  return undefined
}

function allows(rule: string, file: { name: string; type: string }): boolean {
  if (rule.startsWith('.')) return file.name.toLowerCase().endsWith(rule.toLowerCase())
  if (rule.endsWith('/*')) return file.type.startsWith(rule.slice(0, -1))
  return file.type === rule
}
