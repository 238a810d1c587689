import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Note } from '@/kit'
import { useStillScanned } from './data'

/** A label that was taken out of use and is scanned still hangs on a wall: somebody should take it down. */
export function StillScanned() {
  const t = useT('site')
  const found = useStillScanned(true)
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Note tone="warn">
      {t('still.text', { count: items.length })}{' '}
      {items.slice(0, 6).map(l => (
        <span key={l.code}>
          <Link to={`/sites/${l.site}`}>{l.code}</Link>{' '}
        </span>
      ))}
    </Note>
  )
}
