import { expect, test } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { carryOut, databaseUrl, startPostgres } from '../db/testing-server'
import { type Launched, startServer } from './launch'
import { instanceSecret } from './server'
import { openWorld, unique } from './world'

let cluster: Awaited<ReturnType<typeof startPostgres>>
let server: Launched
let world: ReturnType<typeof openWorld>

test.describe.configure({ mode: 'serial', timeout: 240_000 })

test.beforeAll(async () => {
  cluster = await startPostgres(['synchronous_commit=on'])
  await carryOut(cluster.url, 'create database away')
  const url = databaseUrl(cluster.url, 'away')
  server = await startServer({
    DATABASE_URL: url,
    LATCHKEY_SECRET: instanceSecret,
    LATCHKEY_BOOTSTRAP_USERNAME: 'root',
    LATCHKEY_BOOTSTRAP_PASSWORD: 'plum orbit candle fifty',
  })
  world = openWorld(url)
})
test.afterAll(async () => {
  await world.close()
  await server.end('SIGTERM')
  cluster.stop()
})

const leave = async () => {
  await cluster.control('-m', 'fast', 'stop')
  await expect.poll(statusOfPage, { timeout: 5000 }).toBe(503)
}
const comeBack = async () => {
  await cluster.control('start')
  await expect.poll(statusOfPage, { timeout: 5000 }).not.toBe(503)
}
/** Asks whether it is ready beforehand, since somebody has to try before it is known. */
const statusOfPage = async () => {
  await fetch(`${server.origin}/api/ready`)
  return (
    await fetch(`${server.origin}/directory/users`, { headers: { accept: 'text/html' }, redirect: 'manual' })
  ).status
}

test('whoever signs in meanwhile is told so, keeps what they typed, and succeeds at the next try', async ({
  page,
}) => {
  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('Username').fill('root')
  await page.getByLabel('Password').fill('plum orbit candle fifty')
  await leave()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Latchkey cannot reach its database at the moment.')).toBeVisible()
  await expect(page.getByText('not right')).toHaveCount(0)
  await expect(page.getByLabel('Username')).toHaveValue('root')
  await comeBack()
  // Nothing sends a password back to the page.
  await page.getByLabel('Password').fill('plum orbit candle fifty')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/directory/users')
})

test('a page says so with status 503, and is there by itself when the database is, with the same session', async ({
  page,
}) => {
  await signIn(page)
  await leave()
  const answer = await page.goto(`${server.origin}/directory/groups`)
  expect([answer?.status(), answer?.headers()['retry-after']]).toEqual([503, '5'])
  await expect(page.getByRole('heading', { name: 'Latchkey will be back in a moment' })).toBeVisible()
  await cluster.control('start')
  await expect(page.getByRole('heading', { name: 'Groups' })).toBeVisible({ timeout: 10_000 })
})

test('in the console a dialog keeps what was typed, and a page one goes to comes by itself', async ({
  page,
}) => {
  await signIn(page)
  await page.goto(`${server.origin}/directory/users`)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const username = unique('ada')
  await dialog.getByLabel('Username').fill(username)
  await leave()
  await dialog.getByRole('button', { name: /^Create/ }).click()
  await expect(dialog.getByText('Latchkey cannot reach its database at the moment.')).toBeVisible()
  await expect(dialog.getByLabel('Username')).toHaveValue(username)
  await comeBack()
  await dialog.getByRole('button', { name: /^Create/ }).click()
  await expect(dialog).toBeHidden()
  // The page reads itself anew after that, and says that the database is away if it leaves meanwhile.
  await expect(page.getByRole('link', { name: username, exact: true })).toBeVisible()

  await leave()
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Latchkey will be back in a moment' })).toBeVisible()
  await cluster.control('start')
  await expect(page.getByRole('heading', { name: 'Groups', exact: true })).toBeVisible({ timeout: 10_000 })
})

test('whichever read of a page fails, the page says so and heals by itself', async ({ page }) => {
  await signIn(page)
  const person = await world.makeUser()
  for (const { table, path, shown } of [
    { table: 'settings', path: '/account', shown: 'End what you do not recognise.' },
    { table: 'mails', path: `/directory/users/${person.id}`, shown: 'User events' },
    { table: 'jobs', path: '/jobs', shown: 'No jobs here' },
  ]) {
    await refuseReads(table)
    await page.goto(server.origin + path)
    await expect(page.getByRole('heading', { name: 'Latchkey will be back in a moment' })).toBeVisible()
    await allowReads(table)
    await expect(page.getByText(shown).first()).toBeVisible({ timeout: 10_000 })
  }
})

/** The server is there, which it says itself, and cannot take on what reads this table. */
async function refuseReads(table: string): Promise<void> {
  await world.db.execute(
    sql.raw(`
      create schema if not exists hidden;
      create or replace function hidden.refuse() returns boolean language plpgsql as
        $$ begin raise exception 'too many' using errcode = '53300'; end $$;
      alter table ${table} set schema hidden;
      create view ${table} as select * from hidden.${table} where (select hidden.refuse())`),
  )
}

async function allowReads(table: string): Promise<void> {
  await world.db.execute(sql.raw(`drop view ${table}; alter table hidden.${table} set schema public`))
}

async function signIn(page: import('@playwright/test').Page): Promise<void> {
  const person = await world.makeUser({ isAdministrator: true })
  await page.context().addCookies([{ ...(await world.makeSession(person)), url: server.origin }])
}
