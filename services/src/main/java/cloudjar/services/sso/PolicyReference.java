package cloudjar.services.sso;

import cloudjar.api.ssoadmin.CustomerManagedPolicyReference;
import java.util.Objects;

/** A policy that every target account is to have by this name. */
record PolicyReference(String name, String path) {
    private static final String ROOT = "/";

    static PolicyReference of(CustomerManagedPolicyReference reference) {
        return new PolicyReference(reference.name(), Objects.requireNonNullElse(reference.path(), ROOT));
    }

    CustomerManagedPolicyReference shown() {
        return CustomerManagedPolicyReference.builder().name(name).path(path).build();
    }

    /** The policy in an account. */
    String arn(String partition, String account) {
        return "arn:" + partition + ":iam::" + account + ":policy" + path + name;
    }
}
