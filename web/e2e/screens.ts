import type { Page } from 'playwright-core'
import { desk, phone, type ScreenCase } from './harness'
import { workbook } from './xlsx'

// Every screen, one row each. A new screen adds a row.

const wide = desk.slice(0, 1)

/** On the phone: the first card of a list, opened. */
async function opened(page: Page): Promise<void> {
  await page.locator('main li a').first().click()
  await page.locator('main dl').waitFor()
}

export const screens: ScreenCase[] = [
  { name: 'sign-in', path: '/', ready: 'form', looks: desk },
  {
    name: 'sign-in-refused',
    path: '/',
    ready: 'form',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.locator('[role=alert]').waitFor()
    },
  },
  { name: 'todo', path: '/', as: 'office', ready: 'main h1', looks: desk },
  { name: 'todo-township', path: '/', as: 'township', ready: 'main h1', looks: wide },
  { name: 'notices', path: '/notices', as: 'office', ready: 'main h1', looks: desk },
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
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('main dl').first().waitFor()
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
  { name: 'duty', path: '/duty', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'duty-now', path: '/duty/now', as: 'leader', ready: 'tbody tr', looks: wide },
  {
    name: 'duty-shift',
    path: '/duty',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page
        .getByRole('button', { name: /^(查看|Open)$/ })
        .first()
        .click()
      await page.locator('[role=dialog] dl').waitFor()
    },
  },
  {
    name: 'duty-rotate',
    path: '/duty',
    as: 'office',
    ready: 'tbody tr',
    looks: desk.slice(0, 5),
    prepare: async page => {
      await page.getByRole('button', { name: '轮流排班' }).click()
      await page.locator('[role=dialog] form').waitFor()
      await page.getByRole('button', { name: /^加上/ }).first().click()
    },
  },
  { name: 'inspections', path: '/inspections', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'inspection',
    path: '/inspections?result=found',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('main dl').first().waitFor()
    },
  },
  { name: 'inspection-tasks', path: '/inspections/tasks', as: 'township', ready: 'tbody tr', looks: desk },
  { name: 'inspection-gaps', path: '/inspections/uncovered', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'inspection-plans', path: '/inspections/plans', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'inspection-plan',
    path: '/inspections/plans',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('main dl').first().waitFor()
    },
  },
  {
    name: 'inspection-plan-new',
    path: '/inspections/plans',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '新建计划' }).click()
      await page.getByRole('button', { name: '下发本轮任务' }).click()
      await page.locator('[role=dialog] [role=alert]').first().waitFor()
    },
  },
  { name: 'checklists', path: '/checklists', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'checklist',
    path: '/checklists',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').nth(2).click()
      await page.locator('main dl').first().waitFor()
    },
  },
  {
    name: 'checklist-edit',
    path: '/checklists',
    as: 'office',
    ready: 'tbody tr',
    looks: desk.slice(0, 6),
    prepare: async page => {
      await page.locator('tbody th button').nth(2).click()
      await page.getByRole('link', { name: '编辑' }).click()
      await page.getByRole('button', { name: '条件、佐证、依据' }).nth(1).click()
    },
  },
  { name: 'permits', path: '/permits', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'permit',
    path: '/permits',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('main dl').first().waitFor()
    },
  },
  { name: 'units', path: '/units', as: 'office', ready: 'table', looks: desk },
  {
    name: 'unit',
    path: '/units',
    as: 'office',
    ready: 'table',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('dl').first().waitFor()
    },
  },
  {
    name: 'unit-new',
    path: '/units',
    as: 'office',
    ready: 'table',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '新建单位' }).click()
      await page.getByRole('button', { name: '保存' }).click()
      await page.locator('[role=dialog] [role=alert]').waitFor()
    },
  },
  { name: 'imports', path: '/imports', as: 'office', ready: 'section h2', looks: desk },
  {
    name: 'import-doubts',
    path: '/imports',
    as: 'office',
    ready: 'section h2',
    looks: desk,
    prepare: async page => {
      const buffer = workbook([
        ['单位名称', '简称', '别名', '类别', '上级单位'],
        ['清水县建筑工程质量监督站', '住建局', '', '事业单位', '清水县住房和城乡建设局'],
        ['清水县气象局', '气象', '', '县直部门', '清水县人民政府'],
        ['清水县气象站', '气象', '', '事业单位', '清水县气象局'],
      ])
      await page.locator('input[type=file]').first().setInputFiles({ name: '演示单位.xlsx', mimeType: '', buffer })
      await page.getByText(/提醒 3|Worth a look 3/).waitFor()
    },
  },
  { name: 'ledger', path: '/ledger', as: 'auditor', ready: 'table', looks: desk },
  {
    name: 'accounts-bulk',
    path: '/accounts/bulk',
    as: 'sysadmin',
    ready: 'main h1',
    looks: desk,
    prepare: async page => {
      await page.getByRole('button', { name: /^(乡镇|Township)$/ }).click()
      await page.locator('tbody tr').first().waitFor()
    },
  },
  {
    name: 'accounts-sheet',
    path: '/accounts/bulk',
    as: 'sysadmin',
    ready: 'main h1',
    looks: desk,
    prepare: async page => {
      await page.getByRole('button', { name: /^(政府机关|Government organ)$/ }).click()
      await page.getByLabel(/没设过密码的账号换新链接|who never set a password/).check()
      await page.getByRole('button', { name: /^(为|Make accounts)/ }).click()
      await page
        .locator('[role=dialog]')
        .getByRole('button', { name: /^(为|Make accounts)/ })
        .click()
      await page.locator('main img').first().waitFor()
    },
  },
  { name: 'accounts', path: '/accounts', as: 'sysadmin', ready: 'table', looks: desk },
  { name: 'grants', path: '/grants', as: 'secadmin', ready: 'table', looks: desk },
  { name: 'channels', path: '/channels', as: 'sysadmin', ready: 'form', looks: desk },
  { name: 'sso', path: '/sso', as: 'sysadmin', ready: 'form', looks: desk },
  { name: 'people', path: '/people', as: 'office', ready: 'table', looks: desk },
  { name: 'places', path: '/places', as: 'office', ready: 'table', looks: desk },
  { name: 'policy', path: '/policy', as: 'office', ready: 'table', looks: desk },
  { name: 'me', path: '/me', as: 'office', ready: 'form', looks: desk },
  {
    name: 'help',
    path: '/',
    as: 'office',
    ready: 'main h1',
    looks: wide,
    prepare: async page => {
      await page.keyboard.press('?')
      await page.locator('[role=dialog] kbd').first().waitFor()
    },
  },
  {
    name: 'search',
    path: '/',
    as: 'office',
    ready: 'main h1',
    looks: wide,
    prepare: async page => {
      await page.keyboard.press('/')
      await page.locator('[role=combobox]').fill('永清')
      await page.locator('[role=option]').first().waitFor()
    },
  },
  { name: 'board', path: '/board', as: 'leader', ready: 'svg a', looks: desk },
  { name: 'board-kiosk', path: '/board?kiosk=1', as: 'leader', ready: 'svg a', looks: wide },
  { name: 'matters', path: '/matters', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'matters-board', path: '/matters?view=board', as: 'office', ready: 'section a', looks: desk },
  { name: 'matters-calendar', path: '/matters?view=calendar', as: 'office', ready: '[data-day]', looks: desk },
  {
    name: 'matter',
    path: '/matters',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('ol time').first().waitFor()
    },
  },
  { name: 'meetings', path: '/meetings', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'meeting-new', path: '/meetings/new', as: 'office', ready: 'textarea', looks: desk },
  {
    name: 'desk',
    path: '/meetings',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('a[href$="/desk"]').first().click()
      await page.locator('[data-entry]').first().waitFor()
    },
  },
  { name: 'hazards', path: '/hazards', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'hazards-board', path: '/hazards?view=board', as: 'office', ready: 'section li a', looks: desk },
  { name: 'hazards-map', path: '/hazards?view=map', as: 'office', ready: 'section li a', looks: desk },
  {
    name: 'hazard',
    path: '/hazards',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('ol time').first().waitFor()
    },
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
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('dl').first().waitFor()
    },
  },
  { name: 'field-health', path: '/field', as: 'office', ready: 'main h1', looks: desk },
  { name: 'rescue', path: '/rescue', as: 'office', ready: 'main h1', looks: desk },
  { name: 'diligence', path: '/diligence', as: 'township', ready: 'main form', looks: desk },
  {
    name: 'diligence-about',
    path: '/diligence?kind=unit&about=01a17fe9-ef40-7992-99cd-51560274fbbd&name=%E6%B0%B8%E6%B8%85%E9%95%87&from=2026-01-01',
    as: 'office',
    ready: 'main form',
    looks: wide,
  },
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
  { name: 'risks', path: '/risks', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'risk-map', path: '/risks/map', as: 'office', ready: 'canvas', looks: desk },
  { name: 'risk-schematic', path: '/risks/map?look=schematic', as: 'office', ready: 'main li a strong', looks: desk },
  { name: 'risk-areas', path: '/risks/map?look=list', as: 'township', ready: 'tbody tr', looks: wide },
  { name: 'risk-proposals', path: '/risks/proposals', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'risk',
    path: '/risks',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('dl').first().waitFor()
    },
  },
  { name: 'field-health', path: '/field', as: 'office', ready: 'main h1', looks: desk },
  { name: 'rescue', path: '/rescue', as: 'office', ready: 'main h1', looks: desk },
  {
    name: 'risk-new',
    path: '/risks',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: async page => {
      await page.getByRole('button', { name: '新增风险点' }).click()
      await page.locator('select[name=method]').selectOption('lec')
      for (const [name, step] of Object.entries({ l: '6', e: '6', c: '15' })) {
        await page.locator(`select[name="values.${name}"]`).selectOption(step)
      }
    },
  },
  {
    name: 'risk-portrait',
    path: '/risks',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('a[href$="/portrait"]').click()
      await page.locator('tbody tr').first().waitFor()
    },
  },
  {
    name: 'risk-edit',
    path: '/risks?q=林缘',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.getByRole('button', { name: /^(更多|More)/ }).click()
      await page.getByRole('menuitem', { name: /^(修改内容和位置|Change texts)/ }).click()
      await page.locator('textarea[name=geometry]').waitFor()
    },
  },
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
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('aside dl').waitFor()
    },
  },
  { name: 'tip-keepers', path: '/keepers', as: 'secadmin', ready: 'main h2', looks: desk },
  { name: 'tip-enter', path: '/tips/new', as: 'office', ready: 'form select', looks: desk },
  { name: 'report', path: '/report', ready: 'form', looks: phone },
  { name: 'report-follow', path: '/report/follow', ready: 'form', looks: phone },
  { name: 'letters', path: '/letters', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'letter-scores', path: '/letters/scores', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'letter',
    path: '/letters/scores',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('main pre').waitFor()
    },
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
  { name: 'letter-keys', path: '/letters/keys', as: 'township', ready: 'main table', looks: wide },
  { name: 'not-found', path: '/nowhere', as: 'office', ready: 'main h1', looks: wide },
  { name: 'field-sign-in', path: '/m/', ready: 'form', looks: phone },
  { name: 'field-todo', path: '/m/', as: 'township', ready: 'main h1', looks: phone },
  {
    name: 'field-item',
    path: '/m/',
    as: 'township',
    ready: 'main li a',
    looks: phone,
    prepare: async page => {
      await page.locator('main li a').first().click()
      await page.waitForURL(/\/m\/todo\//)
      await page.locator('main dl, main form').first().waitFor()
    },
  },
  { name: 'field-capture', path: '/m/capture', as: 'township', ready: 'main input[type=search]', looks: phone },
  { name: 'field-check', path: '/m/check', as: 'township', ready: 'main ul button', looks: phone },
  { name: 'field-found', path: '/m/hazards', as: 'township', ready: 'main li a', looks: phone },
  {
    name: 'field-fix',
    path: '/m/hazards?part=fix',
    as: 'enterprise',
    ready: 'main li a',
    looks: phone,
    prepare: opened,
  },
  {
    name: 'field-recheck',
    path: '/m/hazards?part=check',
    as: 'township',
    ready: 'main li a',
    looks: phone,
    prepare: async page => {
      await page.locator('main li a', { hasText: '轮胎' }).click() // the one with a picture that was seen before
      await page.getByRole('button', { name: /^(整改到位，销号|Good: close it)/ }).click()
      await page.locator('textarea[name=despite]').waitFor()
    },
  },
  { name: 'field-scan', path: '/m/scan', as: 'township', ready: 'main input[name=code]', looks: phone },
  { name: 'field-sites', path: '/m/sites', as: 'township', ready: 'main li a', looks: phone },
  {
    name: 'field-site',
    path: '/m/sites',
    as: 'township',
    ready: 'main li a',
    looks: phone,
    prepare: async page => {
      await page.locator('main li a').first().click()
      await page.locator('main dl').waitFor()
    },
  },
  { name: 'field-outbox', path: '/m/outbox', as: 'township', ready: 'main dl', looks: phone },
  { name: 'field-letters', path: '/m/letters', as: 'township', ready: 'main li a', looks: phone },
  {
    name: 'field-letter',
    path: '/m/letters',
    as: 'township',
    ready: 'main li a',
    looks: phone,
    prepare: async page => {
      await page.locator('main li a').first().click()
      await page.locator('main pre').waitFor()
    },
  },
  { name: 'field-notices', path: '/m/notices', as: 'township', ready: 'main h1', looks: phone },
  { name: 'field-me', path: '/m/me', as: 'township', ready: 'main h1', looks: phone },
]
