# Build with everything, ship what runs: no compiler, no browser, no tests.
FROM node:22-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node bin/build.mjs \
  && rm -rf node_modules .next/cache bench docs e2e \
  && find . -name '*.test.ts' -delete

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing that a finished build no longer uses: compilers, image and icon libraries, test tools, source maps.
RUN npm ci --omit=dev --no-audit --no-fund \
  && cd node_modules \
  && rm -rf @next/swc-* @img sharp lucide-react playwright playwright-core next/dist/docs \
  && find . -name '*.map' -delete

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 LATCHKEY_HOST=0.0.0.0 PORT=3000 LATCHKEY_DATA_DIR=/data
COPY --from=build /app ./
COPY --from=packages /app/node_modules ./node_modules
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/start.mjs"]
