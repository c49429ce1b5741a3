/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  agentRules: false,
  // Loaded from node_modules at run time: native code, WebAssembly files beside the module, or dynamic imports.
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    'rate-limiter-flexible',
    'pino',
    'prom-client',
  ],
}

export default config
