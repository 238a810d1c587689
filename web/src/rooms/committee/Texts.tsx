import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Dialog, Loaded } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Meeting.module.css'
import { useText } from './queries'
import type { KeptMinutes } from './types'

/** Every version of a meeting's minutes, the newest first; each opens as it came. */
export function Texts({ texts }: { texts: KeptMinutes[] }) {
  const t = useT('committee')
  const say = useSay()
  const [open, setOpen] = useState<KeptMinutes>()
  return (
    <>
      <ul className={css.texts}>
        {texts.map(m => (
          <li key={m.id}>
            <Button small look="quiet" onClick={() => setOpen(m)}>
              {t('meeting.version', { version: m.version, runes: m.runes })}
            </Button>{' '}
            <span className="muted">
              {say.time(m.at)} {m.file}
            </span>
          </li>
        ))}
      </ul>
      <Dialog
        open={open !== undefined}
        title={open && t('meeting.version', { version: open.version, runes: open.runes })}
        width={820}
        onClose={() => setOpen(undefined)}
      >
        {open && <Raw id={open.id} />}
      </Dialog>
    </>
  )
}

function Raw({ id }: { id: string }) {
  const t = useT('committee')
  const one = useText(id)
  return (
    <Loaded query={one}>
      {m => (
        <>
          <p className={css.raw}>{m.text}</p>
          <p className="muted">{t('meeting.sha256', { hash: m.sha256 })}</p>
        </>
      )}
    </Loaded>
  )
}
