import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { ButtonLink } from '@/parts'

// The words of the button come with the menu (desk.ts): the pages that carry it do not load the room's book.

const actions: Record<string, string> = { unit: 'diligence.unit', post: 'diligence.unit', person: 'diligence.person' }

interface Props {
  kind: 'unit' | 'post' | 'person' | 'incident'
  /** The record: an identifier, or room.record:identifier of an incident. */
  id: string
  name: string
  /** The first day that the record knows; empty: last month. */
  since?: string
  small?: boolean
}

/** One press from any page to the book of what it shows; who may not have it does not see it. */
export function BookLink({ kind, id, name, since, small }: Props) {
  const t = useT('diligence')
  if (!useCan()(actions[kind] ?? 'diligence.incident')) return null
  const query = new URLSearchParams({ kind, about: id, name, ...(since && { from: since.slice(0, 10) }) })
  return (
    <ButtonLink to={`/diligence?${query}`} icon="key" small={small}>
      {t('link')}
    </ButtonLink>
  )
}
