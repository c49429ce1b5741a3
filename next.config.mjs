// Fixed when the application is built: what depends on the instance's configuration is in proxy.ts.
const securityHeaders = [
  // Not no-referrer: browsers then send forms as from origin null, which server actions refuse where scripts do not run.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  agentRules: false,
  // 403 pages by `forbidden()`, which a read of lib ends in by way of `orInterrupt`.
  experimental: { authInterrupts: true },
  // Loaded from node_modules at run time: native code, WebAssembly files beside the module, or dynamic imports.
  // React renders mail with its ordinary server build, which code bundled for server components does not get.
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@react-email/components',
    'nodemailer',
    'prom-client',
    'resend',
  ],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Links in mails: their addresses are secrets, also to pages of ours.
    ...['/recovery', '/undo'].map((path) => ({
      source: `${path}/:token([\\w-]{43})`,
      headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }],
    })),
  ],
}

export default config
