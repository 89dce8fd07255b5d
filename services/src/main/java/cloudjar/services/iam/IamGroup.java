package cloudjar.services.iam;

import cloudjar.api.iam.Group;
import cloudjar.kernel.call.Call;
import java.time.Instant;

/** A group of users, who have its policies. */
record IamGroup(String name, String path, String id, Instant created) implements Identity {
    @Override
    public IdentityKind kind() {
        return IdentityKind.GROUP;
    }

    IamGroup renamed(String newName, String newPath) {
        return new IamGroup(newName, newPath, id, created);
    }

    Group shown(Call call) {
        return Group.builder()
                .path(path)
                .groupName(name)
                .groupId(id)
                .arn(arn(call))
                .createDate(created)
                .build();
    }
}
