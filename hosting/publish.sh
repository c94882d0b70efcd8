#!/usr/bin/env bash
# Writes a release: hosting/publish.sh DIST OBJECTS, where OBJECTS is what `cargo xtask objects`
# printed for DIST. Nothing is deleted. Needs BUCKET and DISTRIBUTION_ID, and a role that may write.
set -euo pipefail

dist="${1:?usage: hosting/publish.sh DIST OBJECTS}"
objects="${2:?usage: hosting/publish.sh DIST OBJECTS}"
: "${BUCKET:?not set: output bucket of hosting/}"
: "${DISTRIBUTION_ID:?not set: output distribution_id of hosting/}"

# Before the first write: half a list would publish half a release.
last="$(tail -n 1 "$objects" | cut -f 1)"
if [ "$last" != index.html ]; then
  echo "$objects does not end with index.html: run cargo xtask build, then cargo xtask objects" >&2
  exit 1
fi

forget=(/)
while IFS=$'\t' read -r key file type lifetime; do
  aws s3 cp "$dist/$file" "s3://$BUCKET/$key" --only-show-errors \
    --content-type "$type" --cache-control "$lifetime" < /dev/null
  case "$lifetime:$key" in
    no-cache:releases/*) release="${key#releases/}" && release="${release%%/*}" ;;
    no-cache:*) forget+=("/$key") ;;
  esac
done < "$objects"

# CloudFront asks again for what is overwritten; the others are new names.
invalidation="$(aws cloudfront create-invalidation --distribution-id "$DISTRIBUTION_ID" \
  --paths "${forget[@]}" --query Invalidation.Id --output text)"
aws cloudfront wait invalidation-completed --distribution-id "$DISTRIBUTION_ID" --id "$invalidation"
echo "published release $release"
