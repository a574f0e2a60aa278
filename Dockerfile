# The book behind Caddy, as a user without rights:
#   docker build -t port3000 . && docker run --rm -p 3000:8080 port3000
FROM node:24-slim AS build
WORKDIR /book
COPY . .
RUN npm run build && npm run --silent headers -- caddy > Caddyfile

FROM caddy:2-alpine
COPY --from=build /book/dist /srv
COPY --from=build /book/Caddyfile /etc/caddy/Caddyfile
# The image's Caddy has the capability to bind ports below 1024. Port 8080 does not need it, and a runtime that grants
# no capabilities would refuse to start the file.
RUN setcap -r /usr/bin/caddy
ENV PORT3000_ADDRESS=:8080 PORT3000_FOLDER=/srv XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 65534:65534
EXPOSE 8080
