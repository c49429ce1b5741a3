export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { database } = await import('./lib/database')
    await database()
  }
}
