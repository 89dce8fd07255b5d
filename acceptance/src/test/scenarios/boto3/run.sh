# needs: python3
# The AWS SDK for Python.
python3 -c 'import boto3' 2>/dev/null || { echo "this machine has no boto3"; exit 77; }
python3 "$SCENARIO/scenario.py"
