import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useSession } from '@/app/session'
import { sayDay, sayTime } from '@/app/time'
import { Card, CardList, Screen } from '@/fieldkit'
import { Empty, Loaded, Tag } from '@/parts'
import { useFoundHere } from './found'
import './words'

/** What my unit found and what became of it. */
export default function FoundPage() {
  const t = useT('finding')
  const { lang } = usePrefs()
  const { post } = useSession()
  const list = useFoundHere(post?.unit.id)
  return (
    <Screen name={t('found.name')} title={t('found.title')} back={{ to: '/capture', label: t('capture.name') }}>
      <Loaded query={list}>
        {page =>
          page.items?.length ? (
            <CardList>
              {page.items.map(h => (
                <Card
                  key={h.id}
                  to={`/hazards/${h.id}`}
                  title={h.text}
                  lamp={
                    <>
                      <Tag>{t(`state.${h.state}`)}</Tag>
                      <span className="muted">{h.number}</span>
                    </>
                  }
                  why={[h.where || h.place.name, h.unit.name, h.due && t('found.due', { day: sayDay(h.due, lang) })]
                    .filter(Boolean)
                    .join(' · ')}
                >
                  <p className="muted">{sayTime(h.found, lang)}</p>
                </Card>
              ))}
            </CardList>
          ) : (
            <Empty icon="camera" title={t('found.empty')} />
          )
        }
      </Loaded>
    </Screen>
  )
}
