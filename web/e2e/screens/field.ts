import { phone, type ScreenCase } from '../harness'
import { openCard } from './prepare'

// The field app.

export const field: ScreenCase[] = [
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
    prepare: openCard,
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
