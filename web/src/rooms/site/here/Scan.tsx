import { useState } from 'react'
import { api } from '@/api/client'
import { Problem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Screen } from '@/fieldkit'
import { useEngine } from '@/offline/Offline'
import { Button, ButtonLink, Note, TextField } from '@/parts'
import { codeLength, isCode, type LabelCode, readPayload, strange, typed } from '@/scan/code'
import { Scanner } from '@/scan/Scanner'
import css from './Here.module.css'
import { type Led, resolve } from './label'
import './words'

/** Scan a label, or type its code: the site opens, also without a network. */
export default function Scan() {
  const t = useT('here')
  const engine = useEngine()
  const [led, setLed] = useState<Led>()
  const [foreign, setForeign] = useState(false)
  const go = async (label: LabelCode | undefined) => {
    setForeign(!label)
    if (!label) return
    const found = await resolve(await engine.open(), label)
    if (found.is === 'site') navigate(`/sites/${found.site.id}`)
    else setLed(found)
  }
  return (
    <Screen name={t('scan.name')} title={t('scan.title')} back={{ to: '/', label: t('home') }}>
      {led ? (
        <Elsewhere led={led} onAgain={() => setLed(undefined)} />
      ) : (
        <>
          {foreign && <Note tone="warn">{t('scan.foreign')}</Note>}
          <Scanner key={foreign ? 'again' : 'first'} onText={text => void go(readPayload(text))} />
          <Typed onCode={code => void go({ code })} />
        </>
      )}
    </Screen>
  )
}

function Typed({ onCode }: { onCode: (code: string) => void }) {
  const t = useT('here')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const code = typed(text)
  const odd = strange(code)
  const wrong =
    odd.length > 0
      ? t('scan.odd', { letters: odd.join(' ') })
      : t('scan.length', { count: code.length, all: codeLength })
  return (
    <form
      className={css.typed}
      onSubmit={e => {
        e.preventDefault()
        setAsked(true)
        if (isCode(code)) onCode(code)
      }}
    >
      <TextField name="code" label={t('scan.code')} maxLength={20} value={text} onValue={setText} />
      {(odd.length > 0 || (asked && !isCode(code))) && <p role="alert">{wrong}</p>}
      <Button type="submit" wide>
        {t('scan.open')}
      </Button>
    </form>
  )
}

/** A label that does not simply lead on: revoked, or not known here. */
function Elsewhere({ led, onAgain }: { led: Led; onAgain: () => void }) {
  const t = useT('here')
  const [said, setSaid] = useState('')
  if (led.is === 'site') return null
  const ask = async () => {
    setSaid('')
    try {
      const found = await api.get<{ site: { id: string } }>(`/labels/${led.is === 'unknown' ? led.code : ''}`)
      navigate(`/sites/${found.site.id}`)
    } catch (error) {
      setSaid(error instanceof Problem && error.status > 0 ? error.detail : t('scan.noLine'))
    }
  }
  return (
    <div className={css.typed}>
      {led.is === 'revoked' ? (
        <>
          <Note tone="warn">{t('scan.revoked', { code: led.code, name: led.site.name })}</Note>
          <ButtonLink to={`/sites/${led.site.id}`}>{t('scan.still', { name: led.site.name })}</ButtonLink>
        </>
      ) : (
        <>
          <Note>{t(led.name ? 'scan.unknownNamed' : 'scan.unknown', { code: led.code, name: led.name })}</Note>
          {said && <p role="alert">{said}</p>}
          <Button look="primary" wide onClick={() => void ask()}>
            {t('scan.ask')}
          </Button>
          {led.name && (
            <ButtonLink to={`/capture?where=${encodeURIComponent(led.name)}`}>
              {t('scan.capture', { name: led.name })}
            </ButtonLink>
          )}
        </>
      )}
      <Button wide onClick={onAgain}>
        {t('scan.again')}
      </Button>
    </div>
  )
}
