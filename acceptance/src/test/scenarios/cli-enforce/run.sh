# needs: aws
# server: --iam=enforce
# The AWS CLI with permissions that are enforced: a user of a group, a role by its profile, what is denied and why.
account=$(aws sts get-caller-identity --query Account --output text)
refused() { # refused WORDS COMMAND...: the command fails, and says so
  words=$1
  shift
  if "$@" 2>err; then
    echo "not refused: $*"
    exit 1
  fi
  grep -q "$words" err || { cat err; exit 1; }
}
aws s3 mb s3://enforced-bucket >/dev/null
echo meow >cat.txt
aws s3 cp cat.txt s3://enforced-bucket/cat.txt >/dev/null
aws iam create-user --user-name ann >/dev/null
aws iam create-group --group-name readers >/dev/null
aws iam add-user-to-group --user-name ann --group-name readers
read -r key secret <<<"$(aws iam create-access-key --user-name ann --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)"
aws iam create-role --role-name writer --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"'"$account"'"}}]}' >/dev/null
aws iam put-role-policy --role-name writer --policy-name write --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::enforced-bucket/*"}]}'
mkdir -p "$HOME/.aws"
cat >"$HOME/.aws/config" <<CONFIG
[profile ann]
region = us-east-1
[profile writer]
region = us-east-1
role_arn = arn:aws:iam::$account:role/writer
source_profile = ann
CONFIG
cat >"$HOME/.aws/credentials" <<CREDENTIALS
[ann]
aws_access_key_id = $key
aws_secret_access_key = $secret
CREDENTIALS
as() { # as PROFILE COMMAND...
  profile=$1
  shift
  env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY AWS_PROFILE="$profile" "$@"
}
refused AccessDenied as ann aws s3 ls
refused "not authorized to perform: s3:ListBucket" as ann aws s3 ls s3://enforced-bucket
aws iam attach-group-policy --group-name readers --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
as ann aws s3 ls | grep -q enforced-bucket
as ann aws s3 ls s3://enforced-bucket | grep -q cat.txt
refused AccessDenied as ann aws s3 cp cat.txt s3://enforced-bucket/dog.txt
# The role is assumed where the user's policy says so too.
refused "not authorized to perform: sts:AssumeRole" as writer aws s3 cp cat.txt s3://enforced-bucket/dog.txt
aws iam put-user-policy --user-name ann --policy-name assume --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::'"$account"':role/writer"}]}'
as writer aws s3 cp cat.txt s3://enforced-bucket/dog.txt >/dev/null
refused AccessDenied as writer aws s3 ls s3://enforced-bucket
# A key that nobody made is no root user's where signatures are checked.
refused InvalidAccessKeyId env AWS_ACCESS_KEY_ID=nobody AWS_SECRET_ACCESS_KEY=test aws s3 ls
