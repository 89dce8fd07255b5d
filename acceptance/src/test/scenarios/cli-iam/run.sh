# needs: aws
# The AWS CLI makes a user, a group, a policy and a role, takes a key for the user, and assumes the role with it.
account=$(aws sts get-caller-identity --query Account --output text)
aws iam create-user --user-name cli-ann >/dev/null
aws iam create-group --group-name cli-devs >/dev/null
aws iam add-user-to-group --user-name cli-ann --group-name cli-devs
aws iam attach-group-policy --group-name cli-devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
policy=$(aws iam create-policy --policy-name cli-assume --query Policy.Arn --output text --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}')
aws iam attach-user-policy --user-name cli-ann --policy-arn "$policy"
role=$(aws iam create-role --role-name cli-role --query Role.Arn --output text --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::'"$account"':user/cli-ann"}}]}')
# The trust policy names the user, so that the root user is refused.
if aws sts assume-role --role-arn "$role" --role-session-name root 2>err; then exit 1; fi
grep -q AccessDenied err
read -r key secret <<<"$(aws iam create-access-key --user-name cli-ann --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)"
(
  export AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret
  [ "$(aws sts get-caller-identity --query Arn --output text)" = "arn:aws:iam::$account:user/cli-ann" ]
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<<"$(aws sts assume-role --role-arn "$role" \
    --role-session-name nightly --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)"
  export AWS_SESSION_TOKEN
  [ "$(aws sts get-caller-identity --query Arn --output text)" = "arn:aws:sts::$account:assumed-role/cli-role/nightly" ]
)
# What something hangs on is not deleted.
if aws iam delete-user --user-name cli-ann 2>err; then exit 1; fi
grep -q DeleteConflict err
aws iam delete-access-key --user-name cli-ann --access-key-id "$key"
aws iam detach-user-policy --user-name cli-ann --policy-arn "$policy"
aws iam remove-user-from-group --user-name cli-ann --group-name cli-devs
aws iam detach-group-policy --group-name cli-devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
aws iam delete-user --user-name cli-ann
aws iam delete-group --group-name cli-devs
aws iam delete-role --role-name cli-role
aws iam delete-policy --policy-arn "$policy"
