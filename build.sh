#!/usr/bin/env bash
# What CI runs: restore, build with warnings as errors, check the formatting, test. Green before every commit.
set -euo pipefail
cd "$(dirname "$0")"

dotnet restore ConductBot.sln
dotnet build ConductBot.sln --no-restore -clp:NoSummary
dotnet format whitespace ConductBot.sln --no-restore --verify-no-changes
dotnet test --no-build "$@"
