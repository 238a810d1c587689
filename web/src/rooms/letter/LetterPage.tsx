import { useState } from 'react'
import { api, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { sayTime } from '@/app/time'
import { Button, Dialog, Facts, Loaded, Menu, Note, Page, Panel, Tag, toast, useKey, useRefused } from '@/kit'
import { Assessment } from './Assessment'
import { counting, headline } from './assessed'
import { called, type Letter, roleOf, useLetter, useLetterWrite } from './data'
import css from './Letter.module.css'
import { Objections } from './Objections'
import { ReasonForm } from './ReasonForm'
import { ScoreView } from './ScoreView'
import { Signatures } from './Signatures'
import { SignForm } from './SignForm'
import { Suppose } from './Suppose'
import { standing } from './standing'
import './words'

/** One letter: its live score down to each fact, its frozen text, who signed it and how that is proved. */
export default function LetterPage({ params }: Screen) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const id = params.id ?? ''
  const letter = useLetter(id)
  const l = letter.data
  return (
    <Page
      name={l ? called(l) : t('nav')}
      title={l ? headline(l, t, lang) : ''}
      lead={
        l && t('one.lead', { number: l.number || t('unnumbered'), issuer: l.issuer.name, state: standing(l, t, lang) })
      }
      crumbs={[{ label: t('nav'), to: '/letters' }]}
      action={l && <Verbs letter={l} />}
    >
      <Loaded query={letter} rows={8}>
        {data => <Body letter={data} />}
      </Loaded>
    </Page>
  )
}

function Verbs({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const [shown, setShown] = useState<'' | 'sign' | 'withdraw'>('')
  const keyFor = useKey()
  const refused = useRefused()
  const send = useLetterWrite((_: object, key) =>
    api.post(`/letters/${letter.id}/send`, { revision: letter.revision }, { key }),
  )
  const withdraw = useLetterWrite((reason: string, key) =>
    api.post(`/letters/${letter.id}/withdraw`, { reason, revision: letter.revision }, { key }),
  )
  const role = roleOf(letter)
  const go = (path: string) => window.location.assign(url(`/letters/${letter.id}/${path}`))
  const done = (words: string) => {
    toast(words)
    setShown('')
  }
  return (
    <>
      {letter.state !== 'draft' && (
        <Menu
          items={[
            { key: 'docx', label: t('files.docx'), onPick: () => go('letter.docx') },
            { key: 'file', label: t('files.file'), onPick: () => go('file') },
            { key: 'zip', label: t('files.zip'), onPick: () => go('archive.zip') },
          ]}
        >
          {t('files.nav')}
        </Menu>
      )}
      {letter.can.includes('withdraw') && <Button onClick={() => setShown('withdraw')}>{t('withdraw')}</Button>}
      {letter.can.includes('send') && (
        <Button
          look="primary"
          busy={send.isPending}
          onClick={() =>
            send.mutate(
              { body: {}, key: keyFor(['send', letter.revision]) },
              { onSuccess: () => done(t('sent', { count: 1 })), onError: refused },
            )
          }
        >
          {t('sendOne')}
        </Button>
      )}
      {role && (
        <Button look="primary" icon="lock" onClick={() => setShown('sign')}>
          {t('sign.nav')}
        </Button>
      )}
      <Dialog open={shown === 'sign'} title={t('sign.title', { number: letter.number })} onClose={() => setShown('')}>
        {role && <SignForm letter={letter} role={role} onDone={() => done(t('sign.done'))} />}
      </Dialog>
      <Dialog open={shown === 'withdraw'} title={t('withdraw')} onClose={() => setShown('')}>
        <ReasonForm
          label={t('reason')}
          busy={withdraw.isPending}
          problem={withdraw.error}
          onCancel={() => setShown('')}
          onSend={(reason, key) => withdraw.mutate({ body: reason, key }, { onSuccess: () => done(t('withdrawn')) })}
        />
      </Dialog>
    </>
  )
}

function Body({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const asked = letter.can.includes('answer') && letter.objections.some(o => o.state === 'open')
  return (
    <div className={css.stack}>
      {letter.left.length > 0 && (
        <Note tone="warn">{t('one.left', { roles: letter.left.map(r => t(`role.${r}`)).join(t('comma')) })}</Note>
      )}
      <Assessment letter={letter} />
      {counting(letter).vetoed && <Note tone="warn">{t('one.vetoed')}</Note>}
      {roleOf(letter) && <Text letter={letter} />}
      {asked && <Objections letter={letter} />}
      <ScoreView letter={letter} />
      <Suppose letter={letter} />
      {!asked && <Objections letter={letter} />}
      <Signatures letter={letter} />
      {!roleOf(letter) && <Text letter={letter} />}
    </div>
  )
}

/** Whoever is to sign reads the text before anything else. */
function Text({ letter }: { letter: Letter }) {
  const t = useT('letter')
  return (
    <Panel title={t('text')} extra={letter.hash && <Tag tone="done">{t('frozen')}</Tag>}>
      <Hash letter={letter} />
      <pre className={css.text}>{letter.text}</pre>
    </Panel>
  )
}

function Hash({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const last = letter.signatures.at(-1)
  if (!letter.hash) return <p className="muted">{t('one.draft')}</p>
  return (
    <Facts
      items={[
        [
          'SHA-256',
          <code key="hash" className={css.hash}>
            {letter.hash}
          </code>,
        ],
        [t('template'), letter.version],
        [t('one.last'), last ? `${last.person} ${sayTime(last.at, lang)}` : '—'],
      ]}
    />
  )
}
