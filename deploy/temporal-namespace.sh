#!/bin/sh
# Salur's namespace with its retention and search attributes; safe to run again.
# The command line reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 90d

# A new namespace reaches every cache of the server within seconds.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  if temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then break; fi
  sleep 2
done

known=$(temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE")
for pair in RegencyCode=Keyword InstitutionId=Keyword FiscalYear=Int Track=Keyword Stage=Keyword Hold=Keyword; do
  name=${pair%=*}
  case "$known" in
    *" $name "*) ;;
    *) temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$name" --type "${pair#*=}" ;;
  esac
done
