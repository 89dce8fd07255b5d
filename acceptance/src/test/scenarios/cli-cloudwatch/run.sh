# needs: aws
# [CWL-6] The AWS CLI writes log lines, shows and finds them, queries them and watches the metric that a filter makes of them.
aws logs create-log-group --log-group-name /app
aws logs create-log-stream --log-group-name /app --log-stream-name one
aws logs put-metric-filter --log-group-name /app --filter-name errors --filter-pattern '{ $.level = "error" }' \
  --metric-transformations metricName=Errors,metricNamespace=App,metricValue=1
aws cloudwatch put-metric-alarm --alarm-name errors --namespace App --metric-name Errors --statistic Sum --period 60 \
  --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold
now=$(date +%s%3N)
aws logs put-log-events --log-group-name /app --log-stream-name one --log-events \
  "[{\"timestamp\":$now,\"message\":\"{\\\"level\\\":\\\"error\\\",\\\"ms\\\":12}\"},{\"timestamp\":$now,\"message\":\"plain text\"}]" >/dev/null
[ "$(aws logs filter-log-events --log-group-name /app --filter-pattern text --query 'events[].message' --output text)" = 'plain text' ]
[ "$(aws logs get-log-events --log-group-name /app --log-stream-name one --query 'length(events)')" = 2 ]
id=$(aws logs start-query --log-group-name /app --start-time $((now / 1000 - 60)) --end-time $((now / 1000 + 60)) \
  --query-string 'filter level = "error" | stats count(*) as n, max(ms) as slowest' --query queryId --output text)
[ "$(aws logs get-query-results --query-id "$id" --query 'results[0][].value' --output text | tr '\t' ' ')" = '1 12' ]
[ "$(aws cloudwatch get-metric-statistics --namespace App --metric-name Errors --period 60 --statistics Sum \
  --start-time "$(date -u -d '-5 minutes' +%FT%TZ)" --end-time "$(date -u -d '+5 minutes' +%FT%TZ)" --query 'Datapoints[0].Sum')" = 1.0 ]
aws cloudwatch set-alarm-state --alarm-name errors --state-value ALARM --state-reason cli
[ "$(aws cloudwatch describe-alarms --alarm-names errors --query 'MetricAlarms[0].StateValue' --output text)" = ALARM ]
