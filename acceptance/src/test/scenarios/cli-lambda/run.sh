# needs: aws python3
# The AWS CLI makes a function, runs it, reads its log, changes it and takes it away. Version 1 has no "logs tail".
printf 'import os\ndef handler(event, context):\n    print("seen", event["n"])\n    return {"twice": event["n"] * 2, "greeting": os.environ.get("GREETING")}\n' >index.py
python3 -m zipfile -c code.zip index.py
role=$(aws iam create-role --role-name runner --query Role.Arn --output text --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
aws iam attach-role-policy --role-name runner --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
aws lambda create-function --function-name twice --runtime python3.12 --handler index.handler --role "$role" --zip-file fileb://code.zip --timeout 10 --query State --output text | grep -x Pending >/dev/null
aws lambda wait function-active-v2 --function-name twice
aws lambda invoke --function-name twice --payload '{"n": 21}' --log-type Tail --query LogResult --output text out.json | base64 -d >tail.txt
[ "$(cat out.json)" = '{"twice": 42, "greeting": null}' ]
grep -q '^START RequestId: ' tail.txt
grep -q '^seen 21' tail.txt
grep -q '^REPORT RequestId: ' tail.txt
aws lambda update-function-configuration --function-name twice --environment 'Variables={GREETING=hello}' --query Environment.Variables.GREETING --output text | grep -x hello >/dev/null
aws lambda wait function-updated-v2 --function-name twice
aws lambda invoke --function-name twice --payload '{"n": 1}' out.json >/dev/null
[ "$(cat out.json)" = '{"twice": 2, "greeting": "hello"}' ]
[ "$(aws lambda publish-version --function-name twice --query Version --output text)" = 1 ]
aws lambda create-alias --function-name twice --name live --function-version 1 >/dev/null
aws lambda invoke --function-name twice:live --payload '{"n": 2}' --query ExecutedVersion --output text out.json | grep -x 1 >/dev/null
logged() { aws logs filter-log-events --log-group-name /aws/lambda/twice --filter-pattern '"seen 2"' --query 'length(events)' --output text; }
for _ in 1 2 3 4 5 6 7 8 9 10; do [ "$(logged)" = 2 ] && break; sleep 1; done
[ "$(logged)" = 2 ]
aws lambda delete-function --function-name twice
if aws lambda get-function --function-name twice 2>err; then exit 1; fi
grep -q ResourceNotFoundException err
