# needs: aws
# The AWS CLI keeps a table.
aws dynamodb create-table --table-name music \
  --attribute-definitions AttributeName=artist,AttributeType=S AttributeName=song,AttributeType=S \
  --key-schema AttributeName=artist,KeyType=HASH AttributeName=song,KeyType=RANGE \
  --billing-mode PAY_PER_REQUEST >/dev/null
aws dynamodb wait table-exists --table-name music
[ "$(aws dynamodb describe-table --table-name music --query Table.TableStatus --output text)" = ACTIVE ]
[ "$(aws dynamodb list-tables --query 'TableNames[0]' --output text)" = music ]
key='{"artist":{"S":"Nina"},"song":{"S":"Feeling Good"}}'
aws dynamodb put-item --table-name music --item '{"artist":{"S":"Nina"},"song":{"S":"Feeling Good"},"year":{"N":"1965"},"tags":{"SS":["jazz","soul"]}}'
[ "$(aws dynamodb get-item --table-name music --key "$key" --query Item.year.N --output text)" = 1965 ]
aws dynamodb delete-item --table-name music --key "$key" --return-values ALL_OLD | grep 1965 >/dev/null
[ -z "$(aws dynamodb get-item --table-name music --key "$key")" ]
# Pages: of the service, and of the client over them, which goes on from a token of its own.
puts=$(for song in 1 2 3 4 5 6 7; do
  printf '{"PutRequest":{"Item":{"artist":{"S":"Nina"},"song":{"S":"%s"}}}},' $song
done)
aws dynamodb batch-write-item --request-items "{\"music\":[${puts%,}]}" >/dev/null
pages() { aws dynamodb query --table-name music --key-condition-expression 'artist = :a' \
  --expression-attribute-values '{":a":{"S":"Nina"}}' --page-size 2 "$@"; }
pages --max-items 3 >first
token=$(sed -n 's/.*"NextToken": "\(.*\)".*/\1/p' first)
[ "$(grep -c '"song"' first)" = 3 ]
[ "$(pages --max-items 9 --starting-token "$token" --query 'Items[].song.S' --output text | tr '\t\n' '  ' | xargs)" = "4 5 6 7" ]
[ "$(aws dynamodb scan --table-name music --page-size 3 --query 'length(Items)')" = 7 ]
aws dynamodb delete-table --table-name music >/dev/null
aws dynamodb wait table-not-exists --table-name music
if aws dynamodb describe-table --table-name music 2>err; then exit 1; fi
grep -q ResourceNotFoundException err
