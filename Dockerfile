# Node.js is in the build stage only: it bundles the page of the DSL's tab (and the playground's, for Development only).
#
# REGISTRY is where your images of .NET come from: Microsoft's container registry, or your own copy of it.
ARG REGISTRY
FROM ${REGISTRY}/dotnet/sdk:10.0 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/ConductBot.Host -c Release -o /app

FROM ${REGISTRY}/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o $APP_UID -g $APP_UID /data
COPY --from=build /app /app
WORKDIR /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    ConnectionStrings__ConductBot="Data Source=/data/conductbot.db"
VOLUME /data
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["/app/conductbot"]
