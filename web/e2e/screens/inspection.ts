import { desk, type ScreenCase } from '../harness'
import { openRow, wide } from './prepare'

// Checking: checklists, plans, inspections, permits.

export const inspection: ScreenCase[] = [
  { name: 'inspections', path: '/inspections', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'inspection',
    path: '/inspections?result=found',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('main dl'),
  },
  { name: 'inspection-tasks', path: '/inspections/tasks', as: 'township', ready: 'tbody tr', looks: desk },
  {
    name: 'inspection-write',
    path: '/inspections/tasks',
    as: 'township',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('a[href*="/inspections/new"]').first().click()
      await page.getByRole('button', { name: /^(开始填写|Begin)$/ }).click()
      await page
        .getByRole('button', { name: /^(否|No)$/ })
        .first()
        .click()
    },
  },
  { name: 'inspection-gaps', path: '/inspections/uncovered', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'inspection-plans', path: '/inspections/plans', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'inspection-plan',
    path: '/inspections/plans',
    as: 'office',
    ready: 'tbody tr',
    looks: wide,
    prepare: openRow('main dl'),
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
    prepare: openRow('main dl'),
  },
]
