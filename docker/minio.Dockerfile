# An S3 store for Lianke: MinIO built from its module, because its community edition is archived and its images are no
# longer published. Build from the project root:
#   docker build -f docker/minio.Dockerfile -t lianke-minio .
# Run with MINIO_ROOT_USER and MINIO_ROOT_PASSWORD (no default), MINIO_API_CORS_ALLOW_ORIGIN set to Lianke's PUBLIC_URL,
# and a volume at /data. Its client, mc, is in it to make an account for Lianke (minio-account.sh).
FROM golang:1.26-bookworm AS build
RUN CGO_ENABLED=0 GOBIN=/out go install -trimpath -ldflags '-s -w' \
      github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c \
 && CGO_ENABLED=0 GOBIN=/out go install -trimpath -ldflags '-s -w' \
      github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10002 --home-dir /data --shell /usr/sbin/nologin minio \
 && mkdir /data && chown minio:minio /data
COPY --from=build /out/minio /out/mc /usr/local/bin/
ENV MINIO_BROWSER=off MINIO_UPDATE=off
USER minio
VOLUME /data
EXPOSE 9000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:9000/minio/health/live"]
ENTRYPOINT ["minio", "server", "--address", ":9000", "/data"]
