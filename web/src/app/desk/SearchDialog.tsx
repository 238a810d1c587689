import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { MatterRow, Named, Page } from '@/api/types'
import { Icon, type IconName, Lamp, Overlay } from '@/kit'
import { useT } from '../i18n'
import { navigate } from '../router'
import { useCan } from '../session'
import css from './Overlays.module.css'

/** The command bar: one box for matters and units; arrows choose, Enter opens. */
export function SearchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('app')
  if (!open) return null
  return (
    <Overlay label={t('search.title')} onClose={onClose}>
      <SearchBox onClose={onClose} />
    </Overlay>
  )
}

interface Hit {
  id: string
  to: string
  icon: IconName
  text: string
  matter?: MatterRow
}

function SearchBox({ onClose }: { onClose: () => void }) {
  const t = useT('app')
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { hits, busy } = useHits(text)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    navigate(hit.to)
  }
  const keys = (key: string) => {
    if (key === 'ArrowDown') setAt(old => Math.min(old + 1, hits.length - 1))
    else if (key === 'ArrowUp') setAt(old => Math.max(old - 1, 0))
    else if (key === 'Enter') go(hits[at])
    else return false
    return true
  }
  return (
    <div className={css.search}>
      <input
        className={css.box}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened in order to type here
        autoFocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="hits"
        aria-activedescendant={hits[at] ? `hit-${hits[at].id}` : undefined}
        aria-label={t('search.title')}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={e => {
          setText(e.target.value)
          setAt(0)
        }}
        onKeyDown={e => keys(e.key) && e.preventDefault()}
      />
      <div id="hits" role="listbox" aria-label={t('search.results')} className={css.hits}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above owns the keys
          <div
            key={hit.id}
            id={`hit-${hit.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={css.hit}
            onClick={() => go(hit)}
          >
            <Icon name={hit.icon} size={16} />
            <span className={css.hitText}>{hit.text}</span>
            {hit.matter && <Lamp lamp={hit.matter.lamp} />}
          </div>
        ))}
      </div>
      {text && !busy && hits.length === 0 && <p className="muted">{t('search.none')}</p>}
      {!text && <p className="muted">{t('search.hint')}</p>}
    </div>
  )
}

function useHits(text: string): { hits: Hit[]; busy: boolean } {
  const can = useCan()
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 180)
    return () => clearTimeout(timer)
  }, [text])
  const matters = useQuery({
    queryKey: ['matter', 'search', q],
    queryFn: ({ signal }) => api.get<Page<MatterRow>>('/matters', { q, limit: 8 }, signal),
    enabled: q !== '' && can('matter.read'),
  })
  const units = useQuery({
    queryKey: ['registry', 'search', q],
    queryFn: ({ signal }) => api.get<Page<Named>>('/units', { q, limit: 8 }, signal),
    enabled: q !== '' && can('registry.read'),
  })
  if (q === '') return { hits: [], busy: text !== '' }
  const hits: Hit[] = [
    ...(matters.data?.items ?? []).map(m => ({
      id: m.id,
      to: `/matters/${m.id}`,
      icon: 'matter' as const,
      text: `${m.number} ${m.title}`,
      matter: m,
    })),
    ...(units.data?.items ?? []).map(u => ({ id: u.id, to: `/units/${u.id}`, icon: 'unit' as const, text: u.name })),
  ]
  return { hits, busy: matters.isFetching || units.isFetching }
}
