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
aws dynamodb delete-table --table-name music >/dev/null
aws dynamodb wait table-not-exists --table-name music
if aws dynamodb describe-table --table-name music 2>err; then exit 1; fi
grep -q ResourceNotFoundException err
