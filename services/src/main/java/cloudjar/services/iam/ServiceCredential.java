package cloudjar.services.iam;

import cloudjar.api.iam.ServiceSpecificCredential;
import cloudjar.api.iam.ServiceSpecificCredentialMetadata;
import cloudjar.api.iam.StatusType;
import java.time.Instant;
import java.util.Set;

/**
 * A user's name and password for one service, such as Git credentials of CodeCommit.
 *
 * @param service such as {@code codecommit.amazonaws.com}
 */
record ServiceCredential(
        String id, String userId, String service, String name, String password, boolean active, Instant created) {
    /** The services that know them. */
    static final Set<String> SERVICES = Set.of("codecommit.amazonaws.com", "cassandra.amazonaws.com");

    ServiceCredential withActive(boolean now) {
        return new ServiceCredential(id, userId, service, name, password, now, created);
    }

    ServiceCredential withPassword(String other) {
        return new ServiceCredential(id, userId, service, name, other, active, created);
    }

    String status() {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }

    ServiceSpecificCredential shown(String userName) {
        return ServiceSpecificCredential.builder()
                .createDate(created)
                .serviceName(service)
                .serviceUserName(name)
                .servicePassword(password)
                .serviceSpecificCredentialId(id)
                .userName(userName)
                .status_(status())
                .build();
    }

    /** As lists show it: without the password. */
    ServiceSpecificCredentialMetadata listed(String userName) {
        return ServiceSpecificCredentialMetadata.builder()
                .createDate(created)
                .serviceName(service)
                .serviceUserName(name)
                .serviceSpecificCredentialId(id)
                .userName(userName)
                .status_(status())
                .build();
    }
}
