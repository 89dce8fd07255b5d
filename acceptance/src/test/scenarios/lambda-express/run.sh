# needs: node npm aws curl python3
# An application of Express behind a function URL.
cp "$SCENARIO"/package.json "$SCENARIO"/index.js .
npm install --no-audit --no-fund --no-package-lock --loglevel=error || { echo "npm could not install Express"; exit 77; }
python3 -m zipfile -c code.zip index.js node_modules
role=$(aws iam create-role --role-name songs --query Role.Arn --output text --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
aws lambda create-function --function-name songs --runtime nodejs20.x --handler index.handler --timeout 30 --role "$role" \
  --zip-file fileb://code.zip > /dev/null
url=$(aws lambda create-function-url-config --function-name songs --auth-type NONE --query FunctionUrl --output text)
aws lambda add-permission --function-name songs --statement-id all --action lambda:InvokeFunctionUrl --principal '*' \
  --function-url-auth-type NONE > /dev/null
aws lambda add-permission --function-name songs --statement-id all-by-url --action lambda:InvokeFunction --principal '*' >/dev/null
id=${url#*://}
base=$AWS_ENDPOINT_URL/_aws/lambda-url/${id%%.*}

test "$(curl -sS "$base/songs")" = '[{"id":"1","title":"Blue Train"}]'
made=$(curl -sS -i -H 'Content-Type: application/json' -d '{"title":"Für Elise"}' "$base/songs" | tr -d '\r')
grep -q '^HTTP/1.1 201' <<< "$made"
grep -qi '^location: /songs/2$' <<< "$made"
grep -qi '^set-cookie: last=2; Path=/$' <<< "$made"
test "$(curl -sS "$base/songs/2")" = '{"id":"2","title":"Für Elise"}'
test "$(curl -sS -w ' %{http_code}' "$base/songs/9?why=not")" = '{"error":"no such song","query":{"why":"not"}} 404'
test "$(curl -sS -o /dev/null -w '%{http_code}' "$base/broken")" = 500
