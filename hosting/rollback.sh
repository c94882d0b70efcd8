#!/usr/bin/env bash
# Makes a former release the present one: hosting/rollback.sh VERSION. The version is what
# hosting/publish.sh printed; without one, lists those that there are. Nothing is deleted.
set -euo pipefail

: "${BUCKET:?not set: output bucket of hosting/}"
: "${DISTRIBUTION_ID:?not set: output distribution_id of hosting/}"

if [ $# -eq 0 ]; then
  aws s3 ls "s3://$BUCKET/releases/"
  exit 0
fi
if ! [[ "$1" =~ ^[0-9a-f]{16}$ ]]; then
  echo "a version is 16 digits of 0-9 and a-f, not: $1" >&2
  exit 1
fi

prefix="releases/$1/"
keys="$(aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$prefix" --query 'Contents[].[Key]' --output text)"
if ! grep -qxF "${prefix}index.html" <<< "$keys"; then
  echo "there is no release $1" >&2
  exit 1
fi

forget=(/)
restore() {
  # The copy keeps Content-Type and Cache-Control.
  aws s3api copy-object --bucket "$BUCKET" --copy-source "$BUCKET/$prefix$1" --key "$1" > /dev/null < /dev/null
  forget+=("/$1")
}
while IFS= read -r key; do
  name="${key#"$prefix"}"
  if [ "$name" != index.html ] && [ "$name" != sw.js ]; then restore "$name"; fi
done <<< "$keys"
# The page last, as when publishing.
restore sw.js
restore index.html

invalidation="$(aws cloudfront create-invalidation --distribution-id "$DISTRIBUTION_ID" \
  --paths "${forget[@]}" --query Invalidation.Id --output text)"
aws cloudfront wait invalidation-completed --distribution-id "$DISTRIBUTION_ID" --id "$invalidation"
echo "release $1 is the present one"
