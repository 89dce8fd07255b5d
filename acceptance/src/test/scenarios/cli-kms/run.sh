# needs: aws openssl
# The AWS CLI encrypts, signs and rotates; OpenSSL verifies what was signed.
key=$(aws kms create-key --description cli --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/cli --target-key-id "$key"
printf secret >plain
aws kms encrypt --key-id alias/cli --plaintext fileb://plain --encryption-context tenant=a --query CiphertextBlob --output text | base64 -d >sealed
opened() { aws kms decrypt --ciphertext-blob fileb://sealed --encryption-context tenant=a --query Plaintext --output text | base64 -d; }
[ "$(opened)" = secret ]
if aws kms decrypt --ciphertext-blob fileb://sealed 2>err; then exit 1; fi
grep -q InvalidCiphertextException err
aws kms enable-key-rotation --key-id "$key"
[ "$(aws kms get-key-rotation-status --key-id "$key" --query KeyRotationEnabled)" = true ]
aws kms rotate-key-on-demand --key-id "$key" >/dev/null
[ "$(opened)" = secret ]
signer=$(aws kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId --output text)
printf 'to be signed' >message
aws kms sign --key-id "$signer" --message fileb://message --message-type RAW --signing-algorithm ECDSA_SHA_256 --query Signature --output text | base64 -d >signature
aws kms get-public-key --key-id "$signer" --query PublicKey --output text | base64 -d >public.der
openssl pkey -pubin -inform DER -in public.der -out public.pem
openssl dgst -sha256 -verify public.pem -signature signature message
aws kms schedule-key-deletion --key-id "$key" --pending-window-in-days 7 >/dev/null
[ "$(aws kms describe-key --key-id "$key" --query KeyMetadata.KeyState --output text)" = PendingDeletion ]
aws secretsmanager create-secret --name cli --secret-string first >/dev/null
aws secretsmanager put-secret-value --secret-id cli --secret-string second >/dev/null
[ "$(aws secretsmanager get-secret-value --secret-id cli --version-stage AWSPREVIOUS --query SecretString --output text)" = first ]
aws ssm put-parameter --name /cli/password --type SecureString --value s3cret >/dev/null
[ "$(aws ssm get-parameters-by-path --path /cli --with-decryption --query 'Parameters[0].Value' --output text)" = s3cret ]
