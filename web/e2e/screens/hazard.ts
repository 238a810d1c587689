import { desk, phone, type ScreenCase } from '../harness'
import { openRow, wide } from './prepare'

// What was found: hazards, sites, the public's reports, and what the phones bring.

export const hazard: ScreenCase[] = [
  { name: 'hazards', path: '/hazards', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'hazards-board', path: '/hazards?view=board', as: 'office', ready: 'section li a', looks: desk },
  { name: 'hazards-map', path: '/hazards?view=map', as: 'office', ready: 'section li a', looks: desk },
  {
    name: 'hazard',
    path: '/hazards',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('ol time'),
  },
  {
    name: 'hazard-grade',
    path: '/hazards?state=judging',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.getByRole('button', { name: /^(定级|Grade)$/ }).click()
      await page.locator('[role=dialog] form').waitFor()
    },
  },
  {
    name: 'hazard-report',
    path: '/hazards',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '上报隐患' }).click()
      await page.getByRole('button', { name: '上报并交办' }).click()
      await page.locator('[role=dialog] [role=alert]').waitFor()
    },
  },
  { name: 'hazard-truth', path: '/hazards/truth', as: 'office', ready: 'main h1', looks: desk },
  { name: 'hazard-relapse', path: '/hazards/relapse', as: 'office', ready: 'main h1', looks: wide },
  { name: 'hazard-zero', path: '/hazards/zero', as: 'office', ready: 'main h1', looks: desk },
  { name: 'hazard-reports', path: '/hazards/reports', as: 'office', ready: 'main h1', looks: wide },
  { name: 'sites', path: '/sites', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'sites-map', path: '/sites?view=map', as: 'office', ready: 'section li a', looks: desk },
  {
    name: 'site',
    path: '/sites',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('dl'),
  },
  { name: 'field-health', path: '/field', as: 'office', ready: 'main h1', looks: desk },
  { name: 'rescue', path: '/rescue', as: 'office', ready: 'main h1', looks: desk },
  {
    name: 'tip-known',
    path: '/tips',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.locator('tbody tr', { hasText: '核查中' }).locator('th button').first().click()
      await page.getByRole('button', { name: '属实，转为隐患' }).click()
      await page.getByText('台账里已经有了').click()
      await page.getByLabel('是哪一处').waitFor()
    },
  },
  { name: 'tips', path: '/tips', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'tip',
    path: '/tips',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('aside dl'),
  },
  { name: 'tip-keepers', path: '/keepers', as: 'secadmin', ready: 'main h2', looks: desk },
  { name: 'tip-enter', path: '/tips/new', as: 'office', ready: 'form select', looks: desk },
  { name: 'report', path: '/report', ready: 'form', looks: phone },
  { name: 'report-follow', path: '/report/follow', ready: 'form', looks: phone },
]
