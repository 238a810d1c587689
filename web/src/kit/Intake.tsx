import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, CheckField, Failure, FileButton, Note, toast, useKey } from '@/parts'
import { refuse } from '@/parts/FileDrop'
import css from './Intake.module.css'

/** How a file is sent: dry looks at it and stores nothing. */
export interface IntakeCall {
  dry?: true
  choice?: true
  key: string
}

interface IntakeProps<R> {
  /** What can be brought, and how. */
  why: ReactNode
  label: string
  accept: string
  /** The most bytes that are sent. */
  max?: number
  /** A choice that changes how the file is read. */
  choice?: string
  send: (file: File, call: IntakeCall) => Promise<R>
  /** How many things would be written. */
  count: (found: R) => number
  /** What the look has found. */
  found: (found: R) => ReactNode
  save: (count: number) => string
  said: (stored: R) => string
  /** Whose lists are asked for again once it is stored. */
  rooms: string[]
  onDone: () => void
}

/** Intake brings in a file in two steps: it is looked at first, and stored afterwards. */
export function Intake<R>({
  why,
  label,
  accept,
  max,
  choice,
  send,
  count,
  found,
  save,
  said,
  rooms,
  onDone,
}: IntakeProps<R>) {
  const t = useT('kit')
  const words = useT('parts')
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [chosen, setChosen] = useState(false)
  const [refused, setRefused] = useState('')
  const keyFor = useKey()
  const look = useMutation({
    mutationFn: ({ file, on }: { file: File; on: boolean }) =>
      send(file, { dry: true, choice: on || undefined, key: uuidv7() }),
  })
  const store = useMutation({
    mutationFn: (file: File) =>
      send(file, { choice: chosen || undefined, key: keyFor([file.name, file.size, file.lastModified, chosen]) }),
    onSuccess: stored => {
      for (const room of rooms) void queries.invalidateQueries({ queryKey: [room] })
      toast(said(stored))
      onDone()
    },
  })
  const ask = (picked: File, on: boolean) => {
    setFile(picked)
    store.reset()
    look.mutate({ file: picked, on })
  }
  const take = (picked: File) => {
    const why = refuse(picked, accept, max)
    setRefused(why ? words(why, { name: picked.name, max: sayBytes(max ?? 0), accept }) : '')
    if (!why) ask(picked, chosen)
  }
  const some = look.data ? count(look.data) : 0
  return (
    <div className={css.intake}>
      <p>{why}</p>
      {choice && (
        <CheckField
          label={choice}
          checked={chosen}
          onChecked={on => {
            setChosen(on)
            if (file) ask(file, on)
          }}
        />
      )}
      {refused && <Note tone="warn">{refused}</Note>}
      {(look.error || store.error) && <Failure problem={look.error ?? store.error} />}
      {look.data && !look.isPending && (
        <section className={css.intake} aria-live="polite">
          {found(look.data)}
        </section>
      )}
      <Actions>
        {some > 0 && file && (
          <Button look="primary" busy={store.isPending} onClick={() => store.mutate(file)}>
            {save(some)}
          </Button>
        )}
        <FileButton
          label={look.data ? t('intake.again') : label}
          accept={accept}
          look={some > 0 ? undefined : 'primary'}
          icon="import"
          busy={look.isPending}
          onFile={take}
        />
        <Button onClick={onDone}>{t('intake.cancel')}</Button>
      </Actions>
    </div>
  )
}

interface WrongRowsProps {
  /** How many are refused in all; the rows are the first of them. */
  count: number
  rows: { row: number; name: string; why: string[] }[]
}

/** WrongRows names the rows of a table that are left out, and why. */
export function WrongRows({ count, rows }: WrongRowsProps) {
  const t = useT('kit')
  if (count === 0) return null
  return (
    <Wrong
      title={t('intake.wrong', { count })}
      lines={rows.map(w => t('intake.row', { ...w, why: w.why.join(' ') }))}
    />
  )
}

/** Wrong lists what of a file is left out, each with its reason. */
export function Wrong({ title, lines }: { title: string; lines: string[] }) {
  return (
    <>
      <Note tone="warn">{title}</Note>
      <ul className={css.wrong}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
