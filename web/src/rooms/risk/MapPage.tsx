import { lazy, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { isDark, usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { sayTime } from '@/app/time'
import { Button, Chip, Loaded, Page, Panel, Skeleton } from '@/kit'
import { AreaList } from './AreaList'
import { colours, type Summary, useSummary } from './data'
import { Grade } from './Grade'
import css from './Risk.module.css'
import { RiskTabs } from './RiskTabs'
import { Schematic } from './Schematic'

// OpenLayers is loaded only where somebody looks at a map.
const RiskMap = lazy(() => import('./RiskMap'))

/** The four-colour map with its list twin; printed it is an A3 sheet that is legible in black and white. */
export default function MapPage() {
  const t = useT('risk')
  const { county } = useSession()
  const summary = useSummary()
  const { lang } = usePrefs()
  return (
    <Page
      name={t('tab.map')}
      title={t('map.title', { county: county.name })}
      lead={t('map.lead')}
      action={
        <Button icon="print" onClick={() => window.print()}>
          {t('map.print')}
        </Button>
      }
    >
      <RiskTabs at="map" />
      {/* Only while this page is open: other pages print on A4. */}
      <style media="print">{'@page { size: A3 landscape; margin: 10mm }'}</style>
      <div className={css.sheet}>
        <p className={css.printHead}>
          {t('map.sheet', { county: county.name, at: sayTime(new Date().toISOString(), lang) })}
        </p>
        <Loaded query={summary} rows={10}>
          {data => <Look summary={data} />}
        </Loaded>
      </div>
    </Page>
  )
}

function Look({ summary }: { summary: Summary }) {
  const t = useT('risk')
  const [{ look = 'map', colour }, change] = useFilters()
  const dark = isDark(usePrefs())
  const looks = ['map', 'schematic', 'list'] as const
  return (
    <Panel
      title={t('map.panel')}
      extra={
        // biome-ignore lint/a11y/useSemanticElements: chips are no fieldset
        <div className={css.chips} role="group" aria-label={t('map.look')}>
          {looks.map(l => (
            <Chip key={l} pressed={look === l} onPress={() => change({ look: l === 'map' ? null : l })}>
              {t(`map.${l}`)}
            </Chip>
          ))}
        </div>
      }
    >
      {look === 'map' && (
        <Suspense fallback={<Skeleton rows={10} />}>
          <RiskMap key={`${dark}${colour}`} colour={colour} />
        </Suspense>
      )}
      {look === 'schematic' && <Schematic summary={summary} />}
      {look === 'list' && <AreaList summary={summary} />}
      <Legend summary={summary} colour={colour} onColour={c => change({ colour: c })} />
      <div className={css.printOnly}>
        <AreaList summary={summary} />
      </div>
    </Panel>
  )
}

interface LegendProps {
  summary: Summary
  colour?: string
  onColour: (colour: string | null) => void
}

function Legend({ summary, colour, onColour }: LegendProps) {
  const t = useT('risk')
  return (
    <ul className={css.legend} aria-label={t('map.legend')}>
      {colours.map(c => (
        <li key={c}>
          <button type="button" aria-pressed={colour === c} onClick={() => onColour(colour === c ? null : c)}>
            <Grade colour={c} /> <span>{summary.counts[c] ?? 0}</span>{' '}
            <span className="muted">{t(`pattern.${c}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
