import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { Tag } from '@/kit'
import css from './Rescue.module.css'
import type { Rescue } from './RescuePage'

const tones: Record<string, 'plain' | 'brand' | 'done' | 'strong'> = {
  new: 'brand',
  received: 'brand',
  stored: 'brand',
  already: 'done',
  held: 'plain',
  again: 'plain',
  refused: 'strong',
  wrong: 'strong',
}

/** One line per record: what it is, what would become of it, and why not. */
export function RescueParts({ parts }: { parts: Rescue['parts'] }) {
  const t = useT('fieldhealth')
  return (
    <ul className={css.lines}>
      {parts.map(p => (
        <li key={p.id}>
          <Tag tone={tones[p.state]}>{t(`part.${p.state}`)}</Tag>
          <span className={css.words}>
            <span>{p.title || p.path}</span>
            <Why problem={p.problem} />
            {(p.waitsFor ?? []).length > 0 && (
              <span className="muted">{t('rescue.waits', { count: p.waitsFor?.length })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function RescueFiles({ files }: { files: Rescue['files'] }) {
  const t = useT('fieldhealth')
  return (
    <ul className={css.lines}>
      {files.map(f => (
        <li key={f.sha256}>
          <Tag tone={tones[f.state]}>{t(`file.${f.state}`)}</Tag>
          <span className={css.words}>
            <span>
              {f.name} <span className="muted">{sayBytes(f.size)}</span>
            </span>
            <Why problem={f.problem} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The sentence of a problem, as the call itself would have answered it. */
function Why({ problem }: { problem: unknown }) {
  const wire = (problem ?? {}) as { title?: string; detail?: string; errors?: { message?: string }[] | null }
  const words = [wire.detail || wire.title, ...(wire.errors ?? []).map(e => e.message)].filter(Boolean)
  return words.length > 0 ? <span className={css.wrong}>{[...new Set(words)].join(' ')}</span> : null
}
