import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Card, CardList, Sheet } from '@/fieldkit'
import { Tag } from '@/parts'
import { Button } from '@/parts/Button'
import { type Letter, type Line, points } from './data'
import { MarkForm } from './MarkForm'

/** The clauses that nothing can count, on a phone: each is marked, or checked, in one sheet. */
export function FieldMarks({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const [line, setLine] = useState<Line>()
  const check = letter.can.includes('check')
  if (!check && !letter.can.includes('self')) return null
  const own = letter.score.parts.flatMap(p => p.clauses).filter(c => c.how === 'self' && (!check || c.mark))
  if (own.length === 0) return null
  const word = (x: Line) => (lang === 'en' ? x.en : x.zh)
  return (
    <section>
      <h2>{t(check ? 'mark.check' : 'mark.title')}</h2>
      <CardList>
        {own.map(c => (
          <Card
            key={c.key}
            title={word(c)}
            why={
              <>
                <Tag tone={c.state === 'checked' ? 'done' : 'plain'}>{t(`how.${c.state}`)}</Tag>{' '}
                {t('pointsOf', { points: points(c.points), full: points(c.full) })}
              </>
            }
            actions={<Button onClick={() => setLine(c)}>{t(check ? 'mark.check' : 'mark.self')}</Button>}
          />
        ))}
      </CardList>
      <Sheet
        open={Boolean(line)}
        title={line ? word(line) : ''}
        closeLabel={t('cancel')}
        onClose={() => setLine(undefined)}
      >
        {line && <MarkForm letter={letter} line={line} onDone={() => setLine(undefined)} />}
      </Sheet>
    </section>
  )
}
