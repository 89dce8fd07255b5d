package cloudjar.services.iam;

import cloudjar.api.iam.AssignmentStatusType;
import cloudjar.api.iam.CreateVirtualMFADeviceRequest;
import cloudjar.api.iam.CreateVirtualMFADeviceResponse;
import cloudjar.api.iam.DeactivateMFADeviceRequest;
import cloudjar.api.iam.DeactivateMFADeviceResponse;
import cloudjar.api.iam.DeleteVirtualMFADeviceRequest;
import cloudjar.api.iam.DeleteVirtualMFADeviceResponse;
import cloudjar.api.iam.EnableMFADeviceRequest;
import cloudjar.api.iam.EnableMFADeviceResponse;
import cloudjar.api.iam.GetMFADeviceRequest;
import cloudjar.api.iam.GetMFADeviceResponse;
import cloudjar.api.iam.ListMFADeviceTagsRequest;
import cloudjar.api.iam.ListMFADeviceTagsResponse;
import cloudjar.api.iam.ListMFADevicesRequest;
import cloudjar.api.iam.ListMFADevicesResponse;
import cloudjar.api.iam.ListVirtualMFADevicesRequest;
import cloudjar.api.iam.ListVirtualMFADevicesResponse;
import cloudjar.api.iam.MFADevice;
import cloudjar.api.iam.MfaDevices;
import cloudjar.api.iam.ResyncMFADeviceRequest;
import cloudjar.api.iam.ResyncMFADeviceResponse;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagMFADeviceRequest;
import cloudjar.api.iam.TagMFADeviceResponse;
import cloudjar.api.iam.UntagMFADeviceRequest;
import cloudjar.api.iam.UntagMFADeviceResponse;
import cloudjar.api.iam.User;
import cloudjar.api.iam.VirtualMFADevice;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Virtual devices for multi-factor authentication. */
final class MfaDeviceOperations implements MfaDevices {
    private static final int SEED_BYTES = 40;

    @Override
    public CreateVirtualMFADeviceResponse createVirtualMFADevice(CreateVirtualMFADeviceRequest in, Call call) {
        String serial = new Arn(
                        call.partition().id(),
                        "iam",
                        "",
                        call.account(),
                        "mfa" + Paths.of(in.path()) + in.virtualMFADeviceName())
                .toString();
        Bytes seed = Bytes.copyOf(call.world().ids().bytes(SEED_BYTES));
        Device device = new Device(serial, seed, call.time(), null, null, 0, Tags.of(in.tags()));
        return call.write(tx -> {
            var rows = IamTables.DEVICES.in(Scope.account(call.account()));
            if (rows.contains(tx, serial)) {
                throw IamErrors.exists("MFADevice entity at the same path and name already exists.");
            }
            if (rows.count(tx, Range.all()) >= IamLimits.VIRTUAL_DEVICES.current()) {
                throw IamErrors.quota("VirtualMFADevicesPerAccount", IamLimits.VIRTUAL_DEVICES);
            }
            rows.put(tx, serial, device);
            // The seed is shown this once. No picture is made of it: every program takes the text.
            return CreateVirtualMFADeviceResponse.builder()
                    .virtualMFADevice(VirtualMFADevice.builder()
                            .serialNumber(serial)
                            .base32StringSeed(Bytes.ofUtf8(Base32.encode(seed)))
                            .tags(device.tags().isEmpty() ? null : Tags.shown(device.tags()))
                            .build())
                    .build();
        });
    }

    @Override
    public DeleteVirtualMFADeviceResponse deleteVirtualMFADevice(DeleteVirtualMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            Device device = device(tx, call, in.serialNumber());
            if (device.userId() != null) {
                throw IamErrors.policyConflict("MFA VirtualDevice in use. Must deactivate first.");
            }
            IamTables.DEVICES.in(Scope.account(call.account())).delete(tx, in.serialNumber());
            return DeleteVirtualMFADeviceResponse.of();
        });
    }

    @Override
    public EnableMFADeviceResponse enableMFADevice(EnableMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            Device device = device(tx, call, in.serialNumber());
            if (device.userId() != null) {
                throw IamErrors.exists("MFA Device is already in use.");
            }
            if (devicesOf(tx, call, user.id()).size() >= IamLimits.MFA_DEVICES.current()) {
                throw IamErrors.quota("MFADevicesPerUser", IamLimits.MFA_DEVICES);
            }
            Device synchronous = synchronous(device, in.authenticationCode1(), in.authenticationCode2(), call);
            put(tx, call, synchronous.ownedBy(user.id(), call.time()));
            return EnableMFADeviceResponse.of();
        });
    }

    @Override
    public DeactivateMFADeviceResponse deactivateMFADevice(DeactivateMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            Device device = deviceOf(tx, call, in.userName(), in.serialNumber());
            put(tx, call, device.ownedBy(null, null));
            return DeactivateMFADeviceResponse.of();
        });
    }

    @Override
    public ResyncMFADeviceResponse resyncMFADevice(ResyncMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            Device device = deviceOf(tx, call, in.userName(), in.serialNumber());
            put(tx, call, synchronous(device, in.authenticationCode1(), in.authenticationCode2(), call));
            return ResyncMFADeviceResponse.of();
        });
    }

    @Override
    public GetMFADeviceResponse getMFADevice(GetMFADeviceRequest in, Call call) {
        return call.read(snapshot -> {
            Device device = device(snapshot, call, in.serialNumber());
            return GetMFADeviceResponse.builder()
                    .serialNumber(device.serialNumber())
                    .userName(userName(snapshot, call, device))
                    .enableDate(device.enabled())
                    .build();
        });
    }

    @Override
    public ListMFADevicesResponse listMFADevices(ListMFADevicesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListMFADevices" + in.userName());
        return call.read(snapshot -> {
            KeyOwner owner = KeyOwner.of(snapshot, call, in.userName());
            Page<MFADevice> devices = Page.of(devicesOf(snapshot, call, owner.id()), Device::serialNumber, asked)
                    .map(device -> MFADevice.builder()
                            .userName(owner.name())
                            .serialNumber(device.serialNumber())
                            .enableDate(device.enabled())
                            .build());
            return ListMFADevicesResponse.builder()
                    .mfaDevices(devices.items())
                    .isTruncated(devices.next().isPresent())
                    .marker(devices.next().orElse(null))
                    .build();
        });
    }

    @Override
    public ListVirtualMFADevicesResponse listVirtualMFADevices(ListVirtualMFADevicesRequest in, Call call) {
        String status = Objects.requireNonNullElse(in.assignmentStatus(), AssignmentStatusType.ANY);
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListVirtualMFADevices" + status);
        return call.read(snapshot -> {
            Page<VirtualMFADevice> devices = Page.of(
                            IamTables.DEVICES.in(Scope.account(call.account())),
                            snapshot,
                            Range.all(),
                            asked,
                            device -> status.equals(AssignmentStatusType.ANY)
                                    || status.equals(AssignmentStatusType.ASSIGNED) == (device.userId() != null))
                    .map(device -> shown(snapshot, call, device));
            return ListVirtualMFADevicesResponse.builder()
                    .virtualMFADevices(devices.items())
                    .isTruncated(devices.next().isPresent())
                    .marker(devices.next().orElse(null))
                    .build();
        });
    }

    private static VirtualMFADevice shown(Snapshot snapshot, Call call, Device device) {
        User user = device.userId() == null
                ? null
                : ((IamUser) IdentityLookup.withId(snapshot, call, device.userId())).listed(call);
        return VirtualMFADevice.builder()
                .serialNumber(device.serialNumber())
                .user(user)
                .enableDate(device.enabled())
                .build();
    }

    @Override
    public TagMFADeviceResponse tagMFADevice(TagMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            Device device = device(tx, call, in.serialNumber());
            put(tx, call, device.withTags(Tags.with(device.tags(), in.tags())));
            return TagMFADeviceResponse.of();
        });
    }

    @Override
    public UntagMFADeviceResponse untagMFADevice(UntagMFADeviceRequest in, Call call) {
        return call.write(tx -> {
            Device device = device(tx, call, in.serialNumber());
            put(tx, call, device.withTags(Tags.without(device.tags(), in.tagKeys())));
            return UntagMFADeviceResponse.of();
        });
    }

    @Override
    public ListMFADeviceTagsResponse listMFADeviceTags(ListMFADeviceTagsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListMFADeviceTags" + in.serialNumber());
        Page<Tag> tags = call.read(
                snapshot -> Tags.list(device(snapshot, call, in.serialNumber()).tags(), asked));
        return ListMFADeviceTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }

    private static Device synchronous(Device device, String first, String second, Call call) {
        OptionalLong step = device.stepOf(first, second, call.time());
        return device.usedAt(step.orElseThrow(IamErrors::badCodes));
    }

    /** The devices of a user, by their serial numbers. */
    static List<Device> devicesOf(Snapshot snapshot, Call call, String userId) {
        return IamTables.DEVICES_BY_USER
                .in(Scope.account(call.account()))
                .find(snapshot, userId)
                .values();
    }

    private static @Nullable String userName(Snapshot snapshot, Call call, Device device) {
        return device.userId() == null
                ? null
                : IdentityLookup.withId(snapshot, call, device.userId()).name();
    }

    private static Device deviceOf(Snapshot snapshot, Call call, @Nullable String userName, String serialNumber) {
        KeyOwner owner = KeyOwner.of(snapshot, call, userName);
        Device device = device(snapshot, call, serialNumber);
        if (!owner.id().equals(device.userId())) {
            throw IamErrors.noDevice(serialNumber);
        }
        return device;
    }

    private static Device device(Snapshot snapshot, Call call, String serialNumber) {
        return IamTables.DEVICES
                .in(Scope.account(call.account()))
                .get(snapshot, serialNumber)
                .orElseThrow(() -> IamErrors.noDevice(serialNumber));
    }

    private static void put(Tx tx, Call call, Device device) {
        IamTables.DEVICES.in(Scope.account(call.account())).put(tx, device.serialNumber(), device);
    }
}
