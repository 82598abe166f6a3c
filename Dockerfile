# Without Node.js in the build there is no playground page (Development only) and no schema for `manifest pack`, which is run from a
# clone of the repository anyway.
#
# REGISTRY is where your images of .NET come from: Microsoft's container registry, or your own copy of it.
ARG REGISTRY
FROM ${REGISTRY}/dotnet/sdk:10.0 AS build
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
