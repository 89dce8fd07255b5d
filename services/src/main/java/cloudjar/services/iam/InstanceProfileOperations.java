package cloudjar.services.iam;

import cloudjar.api.iam.AddRoleToInstanceProfileRequest;
import cloudjar.api.iam.AddRoleToInstanceProfileResponse;
import cloudjar.api.iam.CreateInstanceProfileRequest;
import cloudjar.api.iam.CreateInstanceProfileResponse;
import cloudjar.api.iam.DeleteInstanceProfileRequest;
import cloudjar.api.iam.DeleteInstanceProfileResponse;
import cloudjar.api.iam.GetInstanceProfileRequest;
import cloudjar.api.iam.GetInstanceProfileResponse;
import cloudjar.api.iam.InstanceProfile;
import cloudjar.api.iam.InstanceProfiles;
import cloudjar.api.iam.ListInstanceProfileTagsRequest;
import cloudjar.api.iam.ListInstanceProfileTagsResponse;
import cloudjar.api.iam.ListInstanceProfilesForRoleRequest;
import cloudjar.api.iam.ListInstanceProfilesForRoleResponse;
import cloudjar.api.iam.ListInstanceProfilesRequest;
import cloudjar.api.iam.ListInstanceProfilesResponse;
import cloudjar.api.iam.RemoveRoleFromInstanceProfileRequest;
import cloudjar.api.iam.RemoveRoleFromInstanceProfileResponse;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagInstanceProfileRequest;
import cloudjar.api.iam.TagInstanceProfileResponse;
import cloudjar.api.iam.UntagInstanceProfileRequest;
import cloudjar.api.iam.UntagInstanceProfileResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.Comparator;
import java.util.List;

/** Instance profiles. */
final class InstanceProfileOperations implements InstanceProfiles {
    private static final int ID_CHANCE = 17;

    @Override
    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest in, Call call) {
        Profile profile = new Profile(
                in.instanceProfileName(),
                Paths.of(in.path()),
                Profile.idOf(call.world().ids().base32(ID_CHANCE)),
                call.time(),
                Tags.of(in.tags()),
                null);
        return call.write(tx -> {
            var rows = IamTables.PROFILES.in(Scope.account(call.account()));
            String key = IamTables.fold(profile.name());
            if (rows.contains(tx, key)) {
                throw IamErrors.exists("Instance Profile " + profile.name() + " already exists.");
            }
            if (rows.count(tx) >= IamLimits.INSTANCE_PROFILES.current()) {
                throw IamErrors.quota("InstanceProfilesPerAccount", IamLimits.INSTANCE_PROFILES);
            }
            rows.put(tx, key, profile);
            InstanceProfile.Builder made = profile.shown(tx, call);
            return CreateInstanceProfileResponse.builder()
                    .instanceProfile(made.tags(profile.tags().isEmpty() ? null : Tags.shown(profile.tags()))
                            .build())
                    .build();
        });
    }

    private static Profile named(Snapshot snapshot, Call call, String name) {
        return IamTables.PROFILES
                .in(Scope.account(call.account()))
                .get(snapshot, IamTables.fold(name))
                .orElseThrow(() -> IamErrors.noInstanceProfile(name));
    }

    private static void put(Tx tx, Call call, Profile profile) {
        IamTables.PROFILES.in(Scope.account(call.account())).put(tx, IamTables.fold(profile.name()), profile);
    }

    @Override
    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest in, Call call) {
        return call.read(snapshot -> GetInstanceProfileResponse.builder()
                .instanceProfile(named(snapshot, call, in.instanceProfileName()).described(snapshot, call))
                .build());
    }

    @Override
    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListInstanceProfiles" + in.pathPrefix());
        return call.read(snapshot -> {
            Page<InstanceProfile> profiles = Page.of(
                            IamTables.PROFILES.in(Scope.account(call.account())),
                            snapshot,
                            Range.all(),
                            asked,
                            profile -> Paths.under(profile.path(), in.pathPrefix()))
                    .map(profile -> profile.shown(snapshot, call).build());
            return ListInstanceProfilesResponse.builder()
                    .instanceProfiles(profiles.items())
                    .isTruncated(profiles.next().isPresent())
                    .marker(profiles.next().orElse(null))
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListInstanceProfilesForRole" + in.roleName());
        return call.read(snapshot -> {
            IamRole role = IdentityLookup.role(snapshot, call, in.roleName());
            List<Profile> holding =
                    IamTables.PROFILES_BY_ROLE.in(Scope.account(call.account())).find(snapshot, role.id()).stream()
                            .map(Row::value)
                            .sorted(Comparator.comparing(Profile::name))
                            .toList();
            Page<InstanceProfile> profiles = Page.of(holding, Profile::name, asked)
                    .map(profile -> profile.shown(snapshot, call).build());
            return ListInstanceProfilesForRoleResponse.builder()
                    .instanceProfiles(profiles.items())
                    .isTruncated(profiles.next().isPresent())
                    .marker(profiles.next().orElse(null))
                    .build();
        });
    }

    @Override
    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest in, Call call) {
        return call.write(tx -> {
            Profile profile = named(tx, call, in.instanceProfileName());
            if (profile.roleId() != null) {
                throw IamErrors.conflict("remove roles from instance profile");
            }
            IamTables.PROFILES.in(Scope.account(call.account())).delete(tx, IamTables.fold(profile.name()));
            return DeleteInstanceProfileResponse.of();
        });
    }

    @Override
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest in, Call call) {
        return call.write(tx -> {
            Profile profile = named(tx, call, in.instanceProfileName());
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            if (profile.roleId() != null) {
                throw IamErrors.limit("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            put(tx, call, profile.withRole(role.id()));
            return AddRoleToInstanceProfileResponse.of();
        });
    }

    @Override
    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest in, Call call) {
        return call.write(tx -> {
            Profile profile = named(tx, call, in.instanceProfileName());
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            if (!role.id().equals(profile.roleId())) {
                throw IamErrors.missing(
                        "Role " + role.name() + " in Instance Profile " + profile.name() + " cannot be found.");
            }
            put(tx, call, profile.withRole(null));
            return RemoveRoleFromInstanceProfileResponse.of();
        });
    }

    @Override
    public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest in, Call call) {
        return call.write(tx -> {
            Profile profile = named(tx, call, in.instanceProfileName());
            put(tx, call, profile.withTags(Tags.with(profile.tags(), in.tags())));
            return TagInstanceProfileResponse.of();
        });
    }

    @Override
    public UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest in, Call call) {
        return call.write(tx -> {
            Profile profile = named(tx, call, in.instanceProfileName());
            put(tx, call, profile.withTags(Tags.without(profile.tags(), in.tagKeys())));
            return UntagInstanceProfileResponse.of();
        });
    }

    @Override
    public ListInstanceProfileTagsResponse listInstanceProfileTags(ListInstanceProfileTagsRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxItems(), in.marker(), "ListInstanceProfileTags" + in.instanceProfileName());
        Page<Tag> tags = call.read(snapshot ->
                Tags.list(named(snapshot, call, in.instanceProfileName()).tags(), asked));
        return ListInstanceProfileTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
