# The whole product in one image: the screens built by Node, the server by the SDK, run by the runtime as nobody special.

FROM node:22-alpine AS web
WORKDIR /source/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY web ./
RUN npm run build && rm -f dist/manifest.json*

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS server
WORKDIR /source
# Packages first: they change less often than code, so this layer is mostly reused.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Domain/Domain.csproj src/Domain/packages.lock.json src/Domain/
COPY src/Persistence/Persistence.csproj src/Persistence/packages.lock.json src/Persistence/
COPY src/Graph/Graph.csproj src/Graph/packages.lock.json src/Graph/
COPY web/Web.targets web/
RUN dotnet restore src/Graph --locked-mode
COPY src src
RUN dotnet publish src/Graph --no-restore --configuration Release --output /app -p:BuildWeb=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=server /app ./
COPY --from=web /source/web/dist ./webui
RUN mkdir /data && chown "$APP_UID" /data
# The image's own HTTP_PORTS would quarrel with our address.
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:5080 \
    Data__Directory=/data
VOLUME /data
EXPOSE 5080
USER $APP_UID
# The image has no curl; bash opens the socket itself.
HEALTHCHECK --interval=10s --timeout=8s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/5080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]
ENTRYPOINT ["dotnet", "slotline.dll"]
