#!/usr/bin/env bash
# Adds one migration for every provider: tools/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 1 ] || { echo "usage: tools/add-migration.sh NAME" >&2; exit 2; }
dotnet tool restore
dotnet build src/ElectronicApplication.Host -v q --nologo
for provider in Sqlite PostgreSql SqlServer; do
  dotnet ef migrations add "$1" --no-build --project src/ElectronicApplication.Database --startup-project src/ElectronicApplication.Host \
    --context "${provider}DbContext" --output-dir "$provider/Migrations"
done
