import { desk, type ScreenCase } from '../harness'
import { workbook } from '../xlsx'
import { openRow, wide } from './prepare'

// Who is there and how the house is kept: sign-in, registry, accounts, settings, the ledger.

export const house: ScreenCase[] = [
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
  { name: 'units', path: '/units', as: 'office', ready: 'table', looks: desk },
  {
    name: 'unit',
    path: '/units',
    as: 'office',
    ready: 'table',
    looks: desk,
    prepare: openRow('dl'),
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
    said: true,
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
  { name: 'not-found', path: '/nowhere', as: 'office', ready: 'main h1', looks: wide },
]
