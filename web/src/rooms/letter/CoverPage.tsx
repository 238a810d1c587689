import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import type { Lang } from '@/app/translate'
import {
  Button,
  type Column,
  DataTable,
  Dialog,
  Empty,
  FilterBar,
  Page,
  Tag,
  toast,
  useKey,
  usePages,
  useRefused,
} from '@/kit'
import { BirthForm } from './BirthForm'
import { type Cover, useLetterWrite } from './data'
import { useKindFilter } from './kind'
import { LetterTabs } from './LetterTabs'
import { wanting } from './standing'
import './words'

const tones = { none: 'strong', draft: 'plain', unsigned: 'strong', left: 'strong', ok: 'done' } as const

/** Who has no letter, whose is unsigned, whose signer left the post. */
export default function CoverPage() {
  const t = useT('letter')
  const { lang } = usePrefs()
  const can = useCan()
  const ofKind = useKindFilter()
  const [{ kind = ofKind.usual, year, gap }] = useFilters()
  const [born, setBorn] = useState<Cover[]>([])
  const list = usePages<Cover>(['letter', 'cover'], '/letters/coverage', { kind, year })
  const rows = list.rows?.filter(c => !gap || c.gap === gap)
  const missing = list.rows?.filter(c => c.gap !== 'ok').length ?? 0
  return (
    <Page
      name={t('nav')}
      title={t(missing === 0 && list.rows ? 'cover.none' : 'cover.title', { count: missing, kind: t(`kind.${kind}`) })}
      lead={t('cover.lead')}
      action={<Missing rows={list.rows ?? []} onBorn={setBorn} />}
    >
      <LetterTabs at="cover" />
      <FilterBar
        filters={[
          ofKind,
          {
            name: 'gap',
            label: t('standing'),
            options: ['none', 'draft', 'unsigned', 'left', 'ok'].map(g => ({ value: g, label: t(`gap.${g}`) })),
          },
        ]}
      />
      <DataTable
        id="letters"
        label={t('nav')}
        columns={columnsOf(t, lang)}
        {...list}
        rows={rows}
        rowKey={c => c.unit}
        onOpen={c => (c.letter ? navigate(`/letters/${c.letter}`) : can('letter.write') && setBorn([c]))}
        empty={<Empty icon="file" title={t('cover.empty')} />}
        bulk={can('letter.write') ? chosen => <Chosen rows={chosen} onBorn={setBorn} /> : undefined}
      />
      <Dialog open={born.length > 0} title={t('birth.title', { count: born.length })} onClose={() => setBorn([])}>
        <BirthForm units={born} issuer={usualIssuer(list.rows ?? [])} onDone={() => setBorn([])} />
      </Dialog>
    </Page>
  )
}

/** Who issues all the letters of the list, if it is always the same unit. */
function usualIssuer(rows: Cover[]): Named | null {
  const [first, ...others] = rows.filter(c => c.by)
  if (!first?.by || others.some(c => c.by !== first.by)) return null
  return { id: first.by, name: first.issuer ?? '' }
}

/** One press for all that have none. */
function Missing({ rows, onBorn }: { rows: Cover[]; onBorn: (rows: Cover[]) => void }) {
  const t = useT('letter')
  const none = rows.filter(c => c.gap === 'none')
  if (!useCan()('letter.write') || none.length === 0) return null
  return (
    <Button look="primary" icon="plus" onClick={() => onBorn(none.slice(0, 100))}>
      {t('birth.missing', { count: none.length })}
    </Button>
  )
}

function Chosen({ rows, onBorn }: { rows: Cover[]; onBorn: (rows: Cover[]) => void }) {
  const t = useT('letter')
  const keyFor = useKey()
  const refused = useRefused()
  const send = useLetterWrite(async (ids: string[], key: string) => {
    for (const [i, id] of ids.entries())
      await api.post(`/letters/${id}/send`, { revision: 0 }, i === 0 ? { key } : undefined)
  })
  const none = rows.filter(c => c.gap === 'none')
  const drafts = rows.flatMap(c => (c.gap === 'draft' && c.letter ? [c.letter] : []))
  return (
    <>
      {none.length > 0 && (
        <Button small onClick={() => onBorn(none)}>
          {t('birth.missing', { count: none.length })}
        </Button>
      )}
      {drafts.length > 0 && (
        <Button
          small
          busy={send.isPending}
          onClick={() =>
            send.mutate(
              { body: drafts, key: keyFor(drafts) },
              {
                onSuccess: () => toast(t('sent', { count: drafts.length })),
                onError: refused,
              },
            )
          }
        >
          {t('send', { count: drafts.length })}
        </Button>
      )}
    </>
  )
}

function columnsOf(t: (key: string, values?: Record<string, unknown>) => string, lang: Lang): Column<Cover>[] {
  return [
    { key: 'name', title: t('unit'), main: true, render: c => c.name },
    {
      key: 'gap',
      title: t('standing'),
      width: '150px',
      render: c => <Tag tone={tones[c.gap]}>{t(`gap.${c.gap}`)}</Tag>,
    },
    {
      key: 'wants',
      title: t('wants'),
      width: '200px',
      render: c => wanting(c, t, lang),
    },
    { key: 'issuer', title: t('role.issuer'), render: c => c.issuer },
    { key: 'number', title: t('number'), width: '190px', render: c => c.number || (c.letter ? t('unnumbered') : '') },
  ]
}
