# needs: aws curl python3
# An application of Flask behind a function URL.
for python in python3 /usr/bin/python3; do
  flask=$($python -c 'import flask, os, sys; print(sys.version_info[1], os.path.dirname(os.path.dirname(flask.__file__)))' 2>/dev/null) && break
done
test "$flask" || { echo "this machine has no Flask"; exit 77; }
site=${flask#* }
mkdir code
cp "$SCENARIO"/application.py code
for package in flask werkzeug jinja2 markupsafe itsdangerous click blinker; do
  if test -d "$site/$package"; then cp -R "$site/$package" code; fi
done
(cd code && python3 -m zipfile -c ../code.zip *)
role=$(aws iam create-role --role-name songs --query Role.Arn --output text --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
aws lambda create-function --function-name songs --runtime "python3.${flask%% *}" --handler application.handler --timeout 30 \
  --role "$role" --zip-file fileb://code.zip > /dev/null
url=$(aws lambda create-function-url-config --function-name songs --auth-type NONE --query FunctionUrl --output text)
aws lambda add-permission --function-name songs --statement-id all --action lambda:InvokeFunctionUrl --principal '*' \
  --function-url-auth-type NONE > /dev/null
aws lambda add-permission --function-name songs --statement-id all-by-url --action lambda:InvokeFunction --principal '*' >/dev/null
id=${url#*://}
base=$AWS_ENDPOINT_URL/_aws/lambda-url/${id%%.*}

test "$(curl -sS "$base/songs/1" | tr -d ' \n')" = '{"id":"1","title":"BlueTrain"}'
made=$(curl -sS -i -H 'Content-Type: application/json' -d '{"title":"Naima"}' "$base/songs" | tr -d '\r')
grep -q '^HTTP/1.1 201' <<< "$made"
grep -qi '^set-cookie: last=2; Path=/$' <<< "$made"
test "$(curl -sS "$base/songs/2" | tr -d ' \n')" = '{"id":"2","title":"Naima"}'
test "$(curl -sS -o /dev/null -w '%{http_code}' "$base/songs/9")" = 404
