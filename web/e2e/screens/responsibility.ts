import { desk, type ScreenCase } from '../harness'
import { openRow, wide } from './prepare'

// Who answers for what: matrix, letters, documents, proof of diligence, the yearly report.

export const responsibility: ScreenCase[] = [
  { name: 'matrix', path: '/matrix', as: 'office', ready: '[role=gridcell]', looks: desk },
  { name: 'matrix-gaps', path: '/matrix?flag=gap', as: 'leader', ready: '[role=gridcell]', looks: wide },
  { name: 'matrix-place', path: '/matrix?by=place', as: 'office', ready: '[role=gridcell]', looks: wide },
  {
    name: 'matrix-box',
    path: '/matrix?flag=overlap',
    as: 'office',
    ready: '[role=gridcell]',
    looks: desk,
    prepare: async page => {
      await page.locator('[role=gridcell]').first().click()
      await page.locator('[role=dialog] h3').first().waitFor()
    },
  },
  { name: 'matrix-findings', path: '/matrix/findings', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'matrix-finding',
    path: '/matrix/findings?state=asked',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('main dl'),
  },
  {
    name: 'matrix-near',
    path: '/matrix/findings?kind=gap',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      // gaps of one size stand in no order of their own, and not everyone has neighbours
      await page.getByRole('button', { name: /剧本娱乐.*管行业|Role-play.*lead regulator/ }).click()
      await page.locator('main li strong').first().waitFor()
    },
  },
  { name: 'matrix-leaders', path: '/matrix/leaders', as: 'leader', ready: 'main section', looks: desk },
  {
    name: 'matrix-turnover',
    path: '/matrix/diff',
    as: 'office',
    ready: 'main h1',
    looks: desk,
    prepare: async page => {
      await page.getByRole('button', { name: /导入换届人员表|Import a change of posts/ }).click()
      await page.locator('section h2').first().waitFor()
    },
  },
  {
    name: 'matrix-sector-edit',
    path: '/matrix',
    as: 'office',
    ready: '[role=gridcell]',
    looks: desk,
    prepare: async page => {
      await page.getByRole('button', { name: /表格与目录|Tables and list/ }).click()
      await page.getByRole('menuitem', { name: /调整行业领域、事项|Change a sector or matter/ }).click()
      await page.getByRole('dialog').getByRole('combobox').selectOption({ index: 1 })
      await page.getByRole('dialog').locator('form').waitFor()
    },
  },
  { name: 'matrix-diff', path: '/matrix/diff?from=2025-06-01', as: 'office', ready: 'main h1', looks: desk },
  { name: 'diligence', path: '/diligence', as: 'township', ready: 'main form', looks: desk },
  {
    name: 'diligence-book',
    path: '/diligence',
    as: 'township',
    ready: 'main form',
    looks: desk,
    prepare: async page => {
      await page.locator('main form button[type=submit]').click()
      await page.locator('main ol a').first().waitFor()
    },
  },
  { name: 'documents', path: '/documents', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'document-inbox', path: '/documents/inbox', as: 'township', ready: 'main h1', looks: desk },
  { name: 'document-drafts', path: '/documents/drafts', as: 'office', ready: 'tbody tr', looks: wide },
  { name: 'document-new', path: '/documents/drafts/new', as: 'office', ready: 'main textarea', looks: desk },
  { name: 'document-templates', path: '/documents/templates', as: 'office', ready: 'main li', looks: desk },
  {
    name: 'document',
    path: '/documents?kind=supervision_notice',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page
        .getByRole('button', { name: /清安委办督/ })
        .first()
        .click()
      await page.locator('article').waitFor()
    },
  },
  { name: 'letters', path: '/letters', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'letter-scores', path: '/letters/scores', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'letter',
    path: '/letters/scores',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('main pre'),
  },
  { name: 'letter-templates', path: '/letters/templates', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'letter-template',
    path: '/letters/templates',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '复制修改' }).first().click()
      await page.locator('[role=dialog] form').waitFor()
    },
  },
  { name: 'annual', path: '/annual', as: 'office', ready: 'main dl', looks: desk },
  {
    name: 'annual-now',
    path: `/annual?year=${new Date().getFullYear()}`,
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
  },
  {
    name: 'annual-town',
    path: `/annual?year=${new Date().getFullYear()}&tab=town`,
    as: 'township',
    ready: 'tbody tr',
    looks: wide,
  },
  {
    name: 'annual-facts',
    path: `/annual?year=${new Date().getFullYear()}`,
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.locator('main dd a').first().click()
      await page.locator('tbody tr').first().waitFor()
    },
  },
  { name: 'letter-year', path: '/letters/year', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'letter-freeze',
    path: '/letters/year',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: /冻结得分|Freeze the scores/ }).click()
      await page.getByText(/不能撤回|cannot be taken back/).waitFor()
    },
  },
  { name: 'letter-keys', path: '/letters/keys', as: 'township', ready: 'main h1', looks: wide },
]
