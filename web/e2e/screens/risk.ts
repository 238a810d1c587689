import { desk, type ScreenCase } from '../harness'
import { openRow, wide } from './prepare'

// What could happen: risk points, map, portrait.

export const risk: ScreenCase[] = [
  { name: 'risks', path: '/risks', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'risk-map', path: '/risks/map?look=map', as: 'office', ready: 'canvas', looks: desk },
  { name: 'risk-schematic', path: '/risks/map', as: 'office', ready: 'main li a strong', looks: desk },
  { name: 'risk-areas', path: '/risks/map?look=list', as: 'township', ready: 'tbody tr', looks: wide },
  { name: 'risk-proposals', path: '/risks/proposals', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'risk',
    path: '/risks',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('dl'),
  },
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
]
