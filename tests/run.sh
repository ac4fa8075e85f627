#!/usr/bin/env bash
# Builds everything, runs every test and ends with "N passed, N failed, N skipped".
# Installs what the tests need from Debian's packages where it can (as root, with apt-get); elsewhere tests of a missing server are skipped, under CI=true they fail.
#   TEST_PROJECTS="Feel.Tests Jpki.Tests" tests/run.sh    only these
set -uo pipefail
cd "$(dirname "$0")/.."
export MASSTRANSIT_USAGE_TELEMETRY=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed=0

missing=()
command -v chromium >/dev/null || missing+=(chromium)
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[ -x /usr/sbin/sshd ] || missing+=(openssh-server)
command -v ssh >/dev/null || missing+=(openssh-client)
command -v openssl >/dev/null || missing+=(openssl)
command -v setpriv >/dev/null || missing+=(util-linux)
command -v sqlfluff >/dev/null || missing+=(sqlfluff)
command -v pdfsig >/dev/null || missing+=(poppler-utils)
command -v qpdf >/dev/null || missing+=(qpdf)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
[ -e /usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf ] || missing+=(fonts-morisawa-bizud-gothic)
[ -e /usr/share/fonts/truetype/ipamj/ipamjm.ttf ] || missing+=(fonts-ipamj-mincho)
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fonts-noto-cjk fontconfig)
ldconfig -p 2>/dev/null | grep -q libsqlite3.so.0 || missing+=(libsqlite3-0)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing ${missing[*]}"
  # No server starts by itself: the tests start their own, on their own ports, in temporary folders.
  guard=/usr/sbin/policy-rc.d
  [ -e "$guard" ] || { printf '#!/bin/sh\nexit 101\n' >"$guard" && chmod +x "$guard"; }
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 || { tail -20 "$results/apt.log"; echo "some packages could not be installed"; }
fi

dotnet restore ElectronicApplication.slnx --locked-mode -v q || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet build ElectronicApplication.slnx -c Release --no-restore -v q -clp:NoSummary || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
# Journeys, several processes and the browser run what a municipality runs: the published program.
dotnet publish src/ElectronicApplication.Host -c Release -r linux-x64 --self-contained false -p:RestoreLockedMode=true -p:RunAnalyzers=false -v q -o artifacts/host || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
export EA_PUBLISHED_HOST="$PWD/artifacts/host"

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  [ -n "${TEST_PROJECTS:-}" ] && [[ " $TEST_PROJECTS " != *" ${name#ElectronicApplication.} "* ]] && continue
  timeout -k 10 1200 dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" ${TEST_ARGS:-} || { echo "FAILED: $name"; failed=1; }
  [ -s "$results/$name.trx" ] || { echo "no result of $name"; failed=1; }
done

# Skipped is total minus executed: the counters of a TRX file say notExecuted="0" for skipped tests.
read -r p f s < <(cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
  function value(key) { return match($0, " " key "=\"[0-9]+\"") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 4) + 0 : 0 }
  { p += value("passed"); f += value("failed") + value("error") + value("timeout") + value("aborted"); s += value("total") - value("executed") }
  END { print p + 0, f + 0, s + 0 }')
[ "$f" -gt 0 ] && failed=1
[ $((p + f)) -eq 0 ] && { echo "no test was executed"; failed=1; }
[ "$failed" -ne 0 ] && [ "$f" -eq 0 ] && f=1
echo "$p passed, $f failed, $s skipped"
exit $failed
