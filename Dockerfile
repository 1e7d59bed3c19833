# Citewire: gateway, search page and indexer in one image.
#   docker build -t citewire . && docker run -p 127.0.0.1:8080:8080 -v citewire:/data --read-only --tmpfs /tmp --cap-drop ALL citewire
#   docker run --rm -v citewire:/data -v "$PWD/articles:/articles:ro" citewire npm run index -- /articles
# One version, the one the tests ran on; to pin its contents, too, give NODE_IMAGE with its digest (image:tag@sha256:…).
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /citewire
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /citewire
COPY --from=packages /citewire/node_modules ./node_modules
COPY package.json tsconfig.json LICENSE README.md ./
COPY config ./config
COPY indexer ./indexer
COPY src ./src
# Only the ledger and the embedded index are written, and only there.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As `npm start`, but without npm between the gateway and the signal that stops it; a stop while the samples are being indexed reaches them.
CMD ["sh", "-c", "trap 'kill -TERM $!; wait $!; exit 143' TERM INT; node --import tsx indexer/main.ts samples --if-empty --quiet & wait $! || exit; trap - TERM INT; exec node --import tsx src/main.ts"]
