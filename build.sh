#!/usr/bin/env bash
# Restore, build with warnings as errors, check the formatting: what CI does before the tests. Green before every commit.
set -euo pipefail
cd "$(dirname "$0")"

dotnet restore ConductBot.sln
dotnet build ConductBot.sln --no-restore -clp:NoSummary
dotnet format whitespace ConductBot.sln --no-restore --verify-no-changes
