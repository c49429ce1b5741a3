export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startInstance } = await import('@/lib/doors/operator/start')
  await startInstance()
}
