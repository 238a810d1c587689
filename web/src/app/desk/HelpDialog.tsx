import { CheckField, Dialog } from '@/kit'
import { useT } from '../i18n'
import { setPref, usePrefs } from '../prefs'
import { entriesOf } from '../rooms'
import { useCan } from '../session'
import css from './Overlays.module.css'
import { rooms } from './rooms'

/** The keys, in one sheet. They are shortcuts only: everything has a button as well. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('app')
  const can = useCan()
  const { keys } = usePrefs()
  const jumps = entriesOf(rooms, can).filter(e => e.key)
  return (
    <Dialog open={open} title={t('help.title')} onClose={onClose}>
      <p className={css.lead}>{t('help.lead')}</p>
      <dl className={css.keys}>
        <Keys keys={['/']} text={t('help.search')} />
        {jumps.map(e => (
          <Jump key={e.to} entryKey={e.key ?? ''} room={e.room} label={e.label} />
        ))}
        <Keys keys={['j', 'k']} text={t('help.rows')} />
        {rooms.flatMap(room =>
          (room.keys ?? [])
            .filter(k => k.at.test(location.pathname))
            .map(k => <Own key={k.label} room={room.name} keys={k.keys} label={k.label} />),
        )}
        <Keys keys={['Enter']} text={t('help.open')} />
        <Keys keys={['Esc']} text={t('help.close')} />
        <Keys keys={['?']} text={t('help.this')} />
      </dl>
      <CheckField label={t('help.on')} checked={keys === 'on'} onChecked={on => setPref('keys', on ? 'on' : 'off')} />
    </Dialog>
  )
}

function Jump({ entryKey, room, label }: { entryKey: string; room: string; label: string }) {
  const t = useT('app')
  const words = useT(room)
  return <Keys keys={['g', entryKey]} text={t('help.go', { place: words(label) })} />
}

function Own({ room, keys, label }: { room: string; keys: string[]; label: string }) {
  const words = useT(room)
  return <Keys keys={keys} text={words(label)} />
}

function Keys({ keys, text }: { keys: string[]; text: string }) {
  return (
    <div>
      <dt>
        {keys.map(k => (
          <kbd key={k}>{k}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  )
}
