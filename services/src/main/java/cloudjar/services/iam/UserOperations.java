package cloudjar.services.iam;

import cloudjar.api.iam.CreateUserRequest;
import cloudjar.api.iam.CreateUserResponse;
import cloudjar.api.iam.DeleteUserRequest;
import cloudjar.api.iam.DeleteUserResponse;
import cloudjar.api.iam.GetUserRequest;
import cloudjar.api.iam.GetUserResponse;
import cloudjar.api.iam.ListUserTagsRequest;
import cloudjar.api.iam.ListUserTagsResponse;
import cloudjar.api.iam.ListUsersRequest;
import cloudjar.api.iam.ListUsersResponse;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagUserRequest;
import cloudjar.api.iam.TagUserResponse;
import cloudjar.api.iam.UntagUserRequest;
import cloudjar.api.iam.UntagUserResponse;
import cloudjar.api.iam.UpdateUserRequest;
import cloudjar.api.iam.UpdateUserResponse;
import cloudjar.api.iam.User;
import cloudjar.api.iam.Users;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.iam.IamTables.IdentityKey;
import java.util.Map;
import java.util.Objects;

/** Users. */
final class UserOperations implements Users {
    private static final int ID_CHANCE = 17;

    @Override
    public CreateUserResponse createUser(CreateUserRequest in, Call call) {
        String path = Paths.of(in.path());
        Map<String, String> tags = Tags.of(in.tags());
        String id = IdentityKind.USER.idPrefix() + call.world().ids().base32(ID_CHANCE);
        IamUser user = new IamUser(in.userName(), path, id, call.time(), tags, in.permissionsBoundary(), null);
        return call.write(tx -> {
            if (in.permissionsBoundary() != null) {
                PolicyLookup.attachable(tx, call, in.permissionsBoundary());
            }
            IdentityRoster.add(tx, call, user, "UsersPerAccount", IamLimits.USERS);
            return CreateUserResponse.builder().user(user.described(call)).build();
        });
    }

    @Override
    public GetUserResponse getUser(GetUserRequest in, Call call) {
        if (in.userName() == null && call.principal() instanceof Principal.Root root) {
            return GetUserResponse.builder().user(rootUser(root, call)).build();
        }
        return call.read(snapshot -> GetUserResponse.builder()
                .user(IdentityLookup.userOrCaller(snapshot, call, in.userName()).described(call))
                .build());
    }

    /** How the account's root user sees itself. */
    private static User rootUser(Principal.Root root, Call call) {
        return User.builder()
                .path("/")
                .userName("root")
                .userId(root.account())
                .arn(root.id())
                .createDate(call.time())
                .build();
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListUsers" + in.pathPrefix());
        Page<User> users = call.read(
                        snapshot -> IdentityRoster.list(snapshot, call, IdentityKind.USER, in.pathPrefix(), asked))
                .map(user -> ((IamUser) user).listed(call));
        return ListUsersResponse.builder()
                .users(users.items())
                .isTruncated(users.next().isPresent())
                .marker(users.next().orElse(null))
                .build();
    }

    @Override
    public UpdateUserResponse updateUser(UpdateUserRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            String name = Objects.requireNonNullElse(in.newUserName(), user.name());
            String path = Objects.requireNonNullElse(in.newPath(), user.path());
            IdentityRoster.rename(tx, call, user, user.renamed(name, Paths.of(path)));
            return UpdateUserResponse.of();
        });
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            UserBelongings.refuseIfAny(tx, call, user);
            LastUses.forget(tx, call, user.id());
            IdentityLookup.rows(call).delete(tx, IdentityKey.of(user));
            return DeleteUserResponse.of();
        });
    }

    @Override
    public TagUserResponse tagUser(TagUserRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            IdentityLookup.put(tx, call, user.withTags(Tags.with(user.tags(), in.tags())));
            return TagUserResponse.of();
        });
    }

    @Override
    public UntagUserResponse untagUser(UntagUserRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            IdentityLookup.put(tx, call, user.withTags(Tags.without(user.tags(), in.tagKeys())));
            return UntagUserResponse.of();
        });
    }

    @Override
    public ListUserTagsResponse listUserTags(ListUserTagsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListUserTags" + in.userName());
        Page<Tag> tags = call.read(snapshot ->
                Tags.list(IdentityLookup.user(snapshot, call, in.userName()).tags(), asked));
        return ListUserTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
