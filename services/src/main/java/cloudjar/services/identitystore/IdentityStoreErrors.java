package cloudjar.services.identitystore;

import cloudjar.api.identitystore.ConflictException;
import cloudjar.api.identitystore.ConflictExceptionReason;
import cloudjar.api.identitystore.ResourceNotFoundException;
import cloudjar.api.identitystore.ResourceType;
import cloudjar.api.identitystore.ServiceQuotaExceededException;
import cloudjar.api.identitystore.ValidationException;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;

/** What identity stores say when they refuse, as their callers and their test suites report it. */
final class IdentityStoreErrors {
    private IdentityStoreErrors() {}

    static ApiException noStore(String id) {
        return missing(ResourceType.IDENTITY_STORE, id);
    }

    static ApiException noUser(String id) {
        return missing(ResourceType.USER, id);
    }

    static ApiException noGroup(String id) {
        return missing(ResourceType.GROUP, id);
    }

    static ApiException noMembership(String id) {
        return missing(ResourceType.GROUP_MEMBERSHIP, id);
    }

    private static ApiException missing(String type, String id) {
        return ResourceNotFoundException.builder()
                .message(type + " not found.")
                .resourceType(type)
                .resourceId(id)
                .build();
    }

    static ApiException duplicate(String attribute) {
        return ConflictException.builder()
                .message("Duplicate " + attribute)
                .reason(ConflictExceptionReason.UNIQUENESS_CONSTRAINT_VIOLATION)
                .build();
    }

    static ApiException alreadyMember() {
        return ConflictException.builder()
                .message("Member and Group relationship already exists.")
                .reason(ConflictExceptionReason.UNIQUENESS_CONSTRAINT_VIOLATION)
                .build();
    }

    static ApiException invalid(String message) {
        return new ValidationException(message);
    }

    static ApiException requiredAttribute(String attribute) {
        return invalid(attribute + " is a required attribute");
    }

    static ApiException invalidToken() {
        return invalid("Invalid NextToken.");
    }

    static ApiException quota(Limit limit) {
        return new ServiceQuotaExceededException(
                "The number of " + limit.unit() + " has reached its quota of " + limit.current() + ".");
    }
}
