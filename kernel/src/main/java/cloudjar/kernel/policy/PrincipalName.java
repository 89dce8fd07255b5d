package cloudjar.kernel.policy;

/** A principal as a policy names it. */
public sealed interface PrincipalName {
    /** {@code *}, or {@code "AWS": "*"}: everyone, those without a signature included. */
    record Everyone() implements PrincipalName {}

    /** Under {@code "AWS"}: an account, user, role or session by its ARN or unique id. */
    record Aws(String value) implements PrincipalName {}

    /** Under {@code "Service"}: an AWS service by its host name. */
    record Service(String value) implements PrincipalName {}

    /** Under {@code "Federated"}: an identity provider. */
    record Federated(String value) implements PrincipalName {}

    /** Under {@code "CanonicalUser"}: an account by its canonical user id. */
    record CanonicalUser(String value) implements PrincipalName {}
}
